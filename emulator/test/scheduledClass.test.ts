/** A class that is scheduled stays until its schedule is gone. */
import { startLocalOrg } from '../src/index.ts';
import { apexMeta, files, manifest } from './fakes/packageFiles.ts';

const options = { checkOnly: false, rollbackOnError: true, testLevel: undefined, runTests: [], ignoreWarnings: false };

it('cannot be deleted before its schedule was aborted', async () => {
    const org = await startLocalOrg({ name: 'scheduled', isManual: true });
    const userId = org.userByUsername(org.identity.adminUsername)?.id ?? '';
    const deploy = (contents: Record<string, string>) =>
        org.deploy(userId, files(contents), options).components.map(({ problem }) => problem);
    const source = 'public class Daily implements Schedulable { public void execute(SchedulableContext c) { } }';
    const added = { 'package.xml': manifest({ ApexClass: ['Daily'] }), 'classes/Daily.cls': source };
    const removed = { 'package.xml': manifest({}), 'destructiveChanges.xml': manifest({ ApexClass: ['Daily'] }) };
    expect(deploy({ ...added, 'classes/Daily.cls-meta.xml': apexMeta })).toEqual([undefined]);
    org.executeAnonymous(userId, `System.schedule('Daily', '0 0 3 * * ?', new Daily());`);
    expect(deploy(removed)).toEqual(['This schedulable class has jobs pending or in progress']);
    org.executeAnonymous(userId, 'System.abortJob([SELECT Id FROM CronTrigger].Id);');
    expect(deploy(removed)).toEqual([undefined]);
    await org.stop();
});
