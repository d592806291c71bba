/** Plays chunks of histories in a local org and reports the first state on which model and Apex differ. */
import { resolve } from 'node:path';
import { type LocalOrg, startLocalOrg } from '../../emulator/src/index.ts';
import { deployZip } from '../localOrgs/deployZip.ts';
import { OrgClient } from '../localOrgs/orgClient.ts';
import { zipSource } from '../localOrgs/sourceZip.ts';
import { agreementTest, agreementTestName } from './agreementTest.ts';

const apiVersion = '67.0';
const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">
    <types><members>${agreementTestName}</members><name>ApexClass</name></types>
    <version>${apiVersion}</version>
</Package>`;
const classMeta = `<?xml version="1.0" encoding="UTF-8"?>
<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>${apiVersion}</apiVersion><status>Active</status></ApexClass>`;

/** A local org with the package and no configuration: the tests bring theirs. */
export async function startAgreementOrg(): Promise<LocalOrg> {
    const org = await startLocalOrg({ name: 'agreement', port: 0, isManual: true });
    const client = new OrgClient(org.url, org.createSession(adminId(org)).token);
    await deployZip(client, await zipSource([resolve('force-app')]));
    return org;
}

/**
 * @param org with the package
 * @param chunk histories `chunk` × 150 and following
 * @returns the first disagreement, or undefined when all agree
 */
export function playChunk(org: LocalOrg, chunk: number): string | undefined {
    const files = [
        { path: 'package.xml', content: Buffer.from(manifest) },
        { path: `classes/${agreementTestName}.cls`, content: Buffer.from(agreementTest(chunk)) },
        { path: `classes/${agreementTestName}.cls-meta.xml`, content: Buffer.from(classMeta) }
    ];
    const options = { checkOnly: false, rollbackOnError: true, runTests: [], ignoreWarnings: false } as const;
    const { components } = org.deploy(adminId(org), files, { ...options, testLevel: 'NoTestRun' });
    const problem = components.find((component) => component.problem !== undefined);
    if (problem !== undefined) {
        return `${problem.fileName}:${problem.line ?? 0} ${problem.problem ?? ''}`;
    }
    const { methods } = org.runTests(adminId(org), [agreementTestName], []);
    const failed = methods.find(({ outcome }) => outcome !== 'Pass');
    return methods.length === 1 && failed === undefined ? undefined : (failed?.message ?? 'The test did not run.');
}

function adminId(org: LocalOrg): string {
    return org.userByUsername(org.identity.adminUsername)?.id ?? '';
}
