/** Two local orgs with the package, each configured for the other. */
import type { LocalOrgOptions } from '../../../emulator/src/index.ts';
import { configurationValues, readOrgFacts } from '../../../scripts/localOrgs/configurationValues.ts';
import type { OrgRecord } from '../../../scripts/localOrgs/orgClient.ts';
import { outsideJest } from '../../../scripts/test/outsideJest.ts';
import { certificateFiles, configurationFiles, type MetadataFiles, packageFiles } from './packageFiles.ts';
import { type OrgLetter, SyncedOrg } from './syncedOrg.ts';

const { startLocalOrg } = outsideJest('emulator/src/index.ts');
const { noteOpen, stopAll } = outsideJest('relay/test/support/openOrgs.ts');
/** Of the test file before, where it failed. */
const leftOpen = stopAll();

export interface OrgPair {
    readonly a: SyncedOrg;
    readonly b: SyncedOrg;
    stop(): Promise<void>;
}

export interface PairOptions {
    /** False: the orgs live in this process only. */
    readonly hasSockets?: boolean;
    readonly org?: (letter: OrgLetter) => Partial<LocalOrgOptions>;
    /** Records beside the committed ones, or in their place. */
    readonly records?: (local: SyncedOrg, partner: SyncedOrg) => Iterable<[path: string, content: string]>;
}

const configurations = { A: 'local-a', B: 'local-b' } as const;

export async function startOrgPair(options: PairOptions = {}): Promise<OrgPair> {
    await leftOpen;
    try {
        return await startConfigured(options);
    } catch (error) {
        // The caller has no pair that it could stop, and servers that listen keep Jest from ending.
        await stopAll();
        throw error;
    }
}

async function startConfigured({ hasSockets = true, org, records }: PairOptions): Promise<OrgPair> {
    const start = async (letter: OrgLetter): Promise<SyncedOrg> => {
        const domain = `org${letter.toLowerCase()}.example`;
        const started = await startLocalOrg({
            name: `Org ${letter}`,
            adminUsername: `admin@${domain}`,
            ...(hasSockets ? { port: 0 } : {}),
            ...org?.(letter)
        });
        noteOpen(started);
        return new SyncedOrg(letter, started, `integration@${domain}`);
    };
    const [a, b] = [await start('A'), await start('B')];
    const files = await packageFiles();
    for (const one of [a, b]) {
        one.deploy(files);
        one.deploy(certificateFiles(configurations[one.letter]));
    }
    for (const [local, partner] of [
        [a, b],
        [b, a]
    ] as const) {
        local.deploy(new Map([...(await committedRecords(local, partner)), ...(records?.(local, partner) ?? [])]));
        createIntegrationUser(local);
    }
    return {
        a,
        b,
        stop: async () => {
            await Promise.all([a.org.stop(), b.org.stop()]);
        }
    };
}

async function committedRecords(local: SyncedOrg, partner: SyncedOrg): Promise<MetadataFiles> {
    const factsOf = (org: SyncedOrg) => readOrgFacts(async (soql) => org.query(soql) as OrgRecord[]);
    const certificate = partner.org
        .components()
        .find(({ componentType }) => componentType === 'Certificate')
        ?.files.find(({ path }) => path.endsWith('.crt'));
    const values = configurationValues(await factsOf(local), await factsOf(partner), certificate?.content);
    return configurationFiles(configurations[local.letter], values);
}

function createIntegrationUser(org: SyncedOrg): void {
    org.run(`
        Profile profile = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - API Only Integrations'];
        User relay = new User(Username = '${org.integrationUsername}', Email = '${org.integrationUsername}',
            LastName = 'User Sync Integration', Alias = 'usersync', CommunityNickname = 'usersync',
            TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8',
            ProfileId = profile.Id);
        insert relay;
        Map<String, Id> assignees = new Map<String, Id>{
            'UserSyncIntegration' => relay.Id, 'UserSyncAdmin' => UserInfo.getUserId() };
        List<PermissionSetAssignment> assignments = new List<PermissionSetAssignment>();
        for (PermissionSet permissions : [SELECT Id, Name FROM PermissionSet WHERE Name IN :assignees.keySet()]) {
            assignments.add(new PermissionSetAssignment(PermissionSetId = permissions.Id,
                AssigneeId = assignees.get(permissions.Name)));
        }
        insert assignments;`);
}
