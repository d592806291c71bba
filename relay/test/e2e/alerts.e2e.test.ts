import type { VirtualClock as VirtualOrgClock } from '../../../emulator/src/index.ts';
import { outsideJest } from '../../../scripts/test/outsideJest.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';

const minuteMs = 60_000;
const { VirtualClock } = outsideJest('emulator/src/index.ts');
const { startInProcessRelay } = outsideJest('relay/test/support/inProcessRelay.ts');

const clock: VirtualOrgClock = new VirtualClock(Date.UTC(2030, 0, 1, 12));
let pair: OrgPair;

beforeAll(async () => {
    pair = await startOrgPair({ hasSockets: false, org: () => ({ clock }) });
}, 120_000);

afterAll(() => pair.stop());

it('an org alerts by itself within 30 minutes of its own clock after the relay was killed, once a day', async () => {
    const { a, b } = pair;
    a.run(`
        Id groupId = [SELECT Id FROM Group WHERE DeveloperName = 'UserSyncAlerts'].Id;
        insert new GroupMember(GroupId = groupId, UserOrGroupId = UserInfo.getUserId());`);
    a.run('UserSyncAlerts.schedule();');
    const relay = startInProcessRelay(pair, clock, true);
    await clock.advance(65 * minuteMs);
    expect(a.org.sentMessages()).toEqual([]);

    const stopping = relay.stop();
    await clock.advance(minuteMs);
    await stopping;
    await clock.advance(29 * minuteMs);
    const sent = a.org.sentMessages();
    expect(sent.map(({ kind }) => kind).sort()).toEqual(['email', 'notification']);
    for (const message of sent) {
        const texts = JSON.stringify(message);
        expect(texts).toContain('The relay was not heard for more than 15 minutes.');
        expect(texts).toContain('See whether its container runs');
    }
    await clock.advance(23 * 60 * minuteMs);
    expect(a.org.sentMessages()).toHaveLength(4);
    // Nobody scheduled anything there.
    expect(b.org.sentMessages()).toEqual([]);
});
