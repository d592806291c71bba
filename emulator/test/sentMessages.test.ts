/** What Apex sends is kept for whoever looks, once the transaction has committed. */
import { deployProgram } from './programs/deployProgram.ts';

it('mail and notifications leave with the transaction, to the members of groups', async () => {
    const { org, userId, problems } = await deployProgram('messages');
    expect(problems).toEqual([]);
    const run = (source: string): string | undefined => org.executeAnonymous(userId, source).exceptionMessage;
    run('insert new GroupMember(GroupId = Messages.clerks(), UserOrGroupId = UserInfo.getUserId());');
    org.runTests(userId, [], []);
    expect(org.sentMessages()).toEqual([]);
    const send = `Messaging.sendEmail(new List<Messaging.Email>{ Messages.mail('kept') });
        Savepoint s = Database.setSavepoint();
        Messaging.sendEmail(new List<Messaging.Email>{ Messages.mail('taken back') });
        Database.rollback(s);
        Messages.ring('Ring', new Set<String>{ Messages.clerks(), UserInfo.getUserId() });`;
    expect(run(`${send} Integer x = 1 / 0;`)).toMatch(/Divide by 0/);
    expect(org.sentMessages()).toEqual([]);
    expect(run(send)).toBeUndefined();
    expect(org.sentMessages()).toMatchObject([
        { kind: 'email', senderId: userId, subject: 'kept', to: [org.identity.adminUsername, 'desk@messages.example'] },
        { kind: 'notification', typeName: 'Bell', title: 'Ring', body: 'Somebody is waiting', userIds: [userId] }
    ]);
    const many =
        'for (Integer i = 0; i < 11; i++) Messaging.sendEmail(new List<Messaging.Email>{ Messages.mail(String.valueOf(i)) });';
    expect(run(many)).toMatch(/Too many Email Invocations: 11/);
    await org.stop();
});
