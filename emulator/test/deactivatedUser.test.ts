import { expect, it } from '@jest/globals';
import { startLocalOrg } from '../src/index.ts';
import { newUser } from './conformance/scenario.ts';

it('ends the sessions of a user who is deactivated', async () => {
    const org = await startLocalOrg({ name: 'leavers', isManual: true });
    const adminId = org.userByUsername(org.identity.adminUsername)?.id ?? '';
    expect(org.executeAnonymous(adminId, `${newUser('leaver')} insert u;`).exceptionMessage).toBeUndefined();
    const leaver = org.userByUsername('leaver@scenario.example')?.id ?? '';
    const { token } = org.createSession(leaver);
    expect(org.session(token)?.userId).toBe(leaver);

    org.executeAnonymous(adminId, `update new User(Id = '${leaver}', IsActive = false);`);

    expect(org.session(token)).toBeUndefined();
    await org.stop();
});
