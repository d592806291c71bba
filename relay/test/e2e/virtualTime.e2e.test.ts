import type { LocalOrgOptions, VirtualClock as VirtualOrgClock } from '../../../emulator/src/index.ts';
import { outsideJest } from '../../../scripts/test/outsideJest.ts';
import { insertUsers, updateUser } from '../support/apexSaves.ts';
import { EventTally } from '../support/eventTally.ts';
import type { InProcessRelay } from '../support/inProcessRelay.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { people } from '../support/people.ts';
import type { OrgLetter } from '../support/syncedOrg.ts';
import { allUsers, differences, issuesOf, linkedUser, userOf } from '../support/syncedUsers.ts';

/** Both orgs and the relay in this process, on one clock that stands still until it is told to move. */
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const { VirtualClock } = outsideJest('emulator/src/index.ts');
const { startInProcessRelay } = outsideJest('relay/test/support/inProcessRelay.ts');

let clock: VirtualOrgClock;
let pair: OrgPair;
let relay: InProcessRelay;

async function start(
    options: (letter: OrgLetter) => Partial<LocalOrgOptions> = () => ({}),
    compares = false
): Promise<void> {
    clock = new VirtualClock(Date.UTC(2030, 0, 1));
    pair = await startOrgPair({
        hasSockets: false,
        org: (letter) => ({ clock, random: seeded(), ...options(letter) })
    });
    relay = startInProcessRelay(pair, clock, compares);
}

afterEach(async () => {
    const stopping = relay.stop();
    await clock.advance(10_000);
    await stopping;
    await pair.stop();
});

function seeded(): () => number {
    let state = 20_300_101;
    return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

it('P21 (virtual time) carries edits at once, is quiet for a day, and finds everybody equal after 80 hours without the partner', async () => {
    await start();
    const { a, b } = pair;
    const published = [new EventTally(a, 'EARLIEST'), new EventTally(b, 'EARLIEST')];
    const counts = (): number[] => published.map(({ events }) => events);
    await clock.advance(1_000);
    const atStart = counts();
    const ids = insertUsers(a, people(a, 40));
    const [earlyId] = insertUsers(a, people(a, 1));
    await clock.advance(1_000);
    expect(differences(pair, ids)).toEqual([]);
    expect(counts()).toEqual([atStart[0]! + 2, atStart[1]]);

    // An idle day.
    await clock.advance(60_000);
    const callsBefore = [relay.toA.callCount, relay.toB.callCount];
    const eventsBefore = counts();
    await clock.advance(dayMs);
    const idleCalls = [relay.toA.callCount - callsBefore[0]!, relay.toB.callCount - callsBefore[1]!];
    for (const calls of idleCalls) expect(calls).toBeLessThanOrEqual(300);
    expect(counts()).toEqual(eventsBefore);
    expect(relay.status().map(({ state }) => state)).toEqual(['RUNNING', 'RUNNING']);

    // B cannot be reached for longer than events live; people go on working in both orgs.
    relay.toB.setDown(true);
    const partnerOf = new Map(ids.map((id) => [id, linkedUser(b, id)!['Id'] as string]));
    const callsOfDown = relay.toB.callCount;
    updateUser(b, linkedUser(b, earlyId!)!['Id'], { Title: 'Forgotten by the event bus' });
    for (let hour = 0; hour < 80; hour += 1) {
        updateUser(a, ids[hour % 40], { Title: `Hour ${hour}` });
        // What B publishes in its first 8 hours is forgotten before the relay is back.
        if (hour >= 10) updateUser(b, partnerOf.get(ids[(hour + 20) % 40]!), { Phone: `+49 ${hour}` });
        await clock.advance(hourMs);
        // Read before the bus forgets.
        counts();
    }
    expect(relay.toB.callCount).toBe(callsOfDown);
    expect(relay.status().map(({ state }) => state)).toEqual(['RECONNECTING', 'RECONNECTING']);
    relay.toB.setDown(false);
    await clock.advance(10 * 60_000);
    expect(relay.status().map(({ state, openEvents }) => [state, openEvents])).toEqual([
        ['RUNNING', 0],
        ['RUNNING', 0]
    ]);
    expect(differences(pair, ids)).toEqual([]);
    expect(counts()).toEqual([eventsBefore[0]! + 80, eventsBefore[1]! + 71]);
    expect(relay.lost).toEqual(['B_TO_A']);
    expect(allUsers(b).filter((user) => user['UserSyncPartnerId__c'] != null)).toHaveLength(ids.length + 1);
}, 120_000);

it('P31 (virtual time) lets every save succeed and compares the orgs when no event may be published or delivered any more', async () => {
    await start(() => ({ allocations: { publishedPerHour: 3, deliveredPerDay: 2 } }), true);
    const { a, b } = pair;
    await clock.advance(1_000);
    const ids = Array.from({ length: 6 }, () => insertUsers(a, people(a, 1))[0]!);
    expect(a.org.usage().get('HourlyPublishedPlatformEvents')).toEqual({ max: 3, remaining: 0 });
    await clock.advance(1_000);
    expect(ids.filter((id) => linkedUser(b, id)).length).toBeLessThan(3);
    for (const id of ids) updateUser(a, id, { Title: 'Saved all the same' });
    await clock.advance(10 * 60_000);
    expect(differences(pair, ids)).toEqual([]);
    expect(ids.map((id) => linkedUser(b, id)?.['Title'])).toEqual(ids.map(() => 'Saved all the same'));
    expect(relay.status().map(({ state }) => state)).toEqual(['RUNNING', 'RUNNING']);
}, 120_000);

it('P6 (virtual time) lets who edited later win although the clock of one org is ahead or jumps back, and refuses a stamp of the day after tomorrow', async () => {
    let skewMs = 0;
    const clockOfA = {
        now: () => clock.now() + skewMs,
        setTimer: (delayMs: number, callback: () => void) => clock.setTimer(delayMs, callback)
    };
    await start((letter) => (letter === 'A' ? { clock: clockOfA } : {}), true);
    const { a, b } = pair;
    const [id] = insertUsers(a, people(a, 1)) as [string];
    await clock.advance(1_000);
    const partnerId = linkedUser(b, id)!['Id'] as string;
    const titles = (): unknown[] => [userOf(a, id)['Title'], userOf(b, partnerId)['Title']];

    skewMs = 20 * minuteMs;
    updateUser(a, id, { Title: 'Ahead' });
    await clock.advance(5 * minuteMs);
    expect(titles()).toEqual(['Ahead', 'Engineer']);
    await clock.advance(12 * minuteMs);
    expect(titles()).toEqual(['Ahead', 'Ahead']);

    // By the clock of B this is before the edit in A, which its author saw.
    updateUser(b, partnerId, { Title: 'Seen and replaced' });
    await clock.advance(minuteMs);
    expect(titles()).toEqual(['Seen and replaced', 'Seen and replaced']);

    skewMs = -60 * minuteMs;
    updateUser(a, id, { Title: 'Jumped back' });
    await clock.advance(minuteMs);
    expect(titles()).toEqual(['Jumped back', 'Jumped back']);

    skewMs = 2 * dayMs;
    updateUser(a, id, { Title: 'The day after tomorrow' });
    await clock.advance(20 * minuteMs);
    expect(titles()).toEqual(['The day after tomorrow', 'Jumped back']);
    const listed = issuesOf(b, `PartnerUserId__c = '${id}' AND ResolvedAt__c = NULL`).map(
        (row) => row['ReasonCode__c']
    );
    expect(new Set(listed)).toEqual(new Set(['FUTURE_STAMP_REFUSED']));
}, 120_000);
