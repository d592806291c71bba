/**
 * `npm run orgs:configure -- --org-a ALIAS --org-b ALIAS`: writes config/orgs/ALIAS/ for two real orgs, with their ids and the
 * ids of their profiles. It reads from the orgs and changes nothing there.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { configurationValues, readOrgFacts } from './localOrgs/configurationValues.ts';
import { orgNamesA, orgNamesB } from './localOrgs/localOrgNames.ts';
import { fillConfiguration } from './localOrgs/orgConfiguration.ts';
import { reportFailure, SetUpError } from './localOrgs/setUpError.ts';
import { queryWithSf } from './localOrgs/sfCommand.ts';

const usage = 'Usage: npm run orgs:configure -- --org-a ALIAS --org-b ALIAS, with aliases that sf is logged in to.';

async function configure(): Promise<void> {
    const [aliasA, aliasB] = readAliases();
    for (const alias of [aliasA, aliasB]) {
        if (existsSync(folderOf(alias))) {
            throw new SetUpError(
                'CONFIGURATION_EXISTS',
                `${folderOf(alias)} exists already.`,
                'Edit the records there, or move the folder away to begin anew.'
            );
        }
    }
    const factsA = await readOrgFacts((soql) => queryWithSf(aliasA, soql));
    const factsB = await readOrgFacts((soql) => queryWithSf(aliasB, soql));
    write(aliasA, orgNamesA.configuration, configurationValues(factsA, factsB));
    write(aliasB, orgNamesB.configuration, configurationValues(factsB, factsA));
}

/** The partner's key has a script of its own, because it changes again when certificates are renewed. */
function write(alias: string, template: string, values: ReadonlyMap<string, string>): void {
    const target = join(folderOf(alias), 'customMetadata');
    const isNoKey = (fileName: string): boolean => !fileName.startsWith('UserSyncPartnerKey.');
    fillConfiguration(join('config', 'orgs', template, 'customMetadata'), target, values, isNoKey);
    console.log(`${target} is written.`);
}

function folderOf(alias: string): string {
    return join('config', 'orgs', alias);
}

function readAliases(): [string, string] {
    try {
        const { values } = parseArgs({ options: { 'org-a': { type: 'string' }, 'org-b': { type: 'string' } } });
        const { 'org-a': aliasA = '', 'org-b': aliasB = '' } = values;
        if (isAlias(aliasA) && isAlias(aliasB) && aliasA !== aliasB) {
            return [aliasA, aliasB];
        }
    } catch (cause) {
        throw new SetUpError('ARGUMENTS_INVALID', (cause as Error).message, usage, { cause });
    }
    throw new SetUpError('ARGUMENTS_INVALID', 'Two different aliases of letters, digits, . - and _ are needed.', usage);
}

function isAlias(text: string): boolean {
    return /^\w[\w.-]*$/.test(text);
}

await configure().catch(reportFailure);
