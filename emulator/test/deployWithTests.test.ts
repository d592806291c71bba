import { expect, it } from '@jest/globals';
import { startLocalOrg } from '../src/index.ts';
import type { DeployOptions } from '../src/orgServices.ts';
import { apexClass } from './conformance/scenario.ts';
import { files, manifest, xmlFile } from './fakes/packageFiles.ts';

const permissionSet = xmlFile(
    'PermissionSet',
    '<hasActivationRequired>false</hasActivationRequired>',
    '<label>Kept</label>'
);
const test = (name: string): string => `@IsTest private class ${name} {
    @IsTest static void seesWhatIsDeployed() {
        insert new Account(Name = 'undone');
        Assert.areEqual(1, [SELECT COUNT() FROM PermissionSet WHERE Name = 'Kept']);
    }
}`;

it('keeps what it deployed while its tests run, class after class, and afterwards', async () => {
    const org = await startLocalOrg({ name: 'tested', isManual: true });
    const userId = org.userByUsername(org.identity.adminUsername)?.id ?? '';
    const options: DeployOptions = {
        checkOnly: false,
        rollbackOnError: true,
        testLevel: 'RunLocalTests',
        runTests: [],
        ignoreWarnings: false
    };
    const outcome = org.deploy(
        userId,
        files({
            'package.xml': manifest({ ApexClass: ['FirstTest', 'SecondTest'], PermissionSet: ['Kept'] }),
            'permissionsets/Kept.permissionset': permissionSet,
            ...apexClass('FirstTest', test('FirstTest')),
            ...apexClass('SecondTest', test('SecondTest'))
        }),
        options
    );

    expect(outcome.testRun?.methods.map(({ message }) => message)).toEqual([null, null]);
    expect(org.query(userId, "SELECT Id FROM PermissionSet WHERE Name = 'Kept'").rows).toHaveLength(1);
    expect(org.query(userId, 'SELECT Id FROM Account').rows).toHaveLength(0);
    await org.stop();
});
