import { VirtualClock } from '../../../emulator/src/index.ts';
import { EventTally } from '../support/eventTally.ts';
import { startInProcessRelay, type InProcessRelay } from '../support/inProcessRelay.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { people } from '../support/people.ts';
import { allUsers, differences, linkedUser } from '../support/syncedUsers.ts';
import type { SyncedOrg } from '../support/syncedOrg.ts';

/** Both orgs and the relay in this process, on one clock that stands still until it is told to move. */
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let clock: VirtualClock;
let pair: OrgPair;
let relay: InProcessRelay;
let published: [EventTally, EventTally];

beforeAll(async () => {
    clock = new VirtualClock(Date.UTC(2030, 0, 1));
    pair = await startOrgPair({ hasSockets: false, org: () => ({ clock, random: seeded() }) });
    relay = startInProcessRelay(pair, clock);
    published = [new EventTally(pair.a, 'EARLIEST'), new EventTally(pair.b, 'EARLIEST')];
}, 120_000);

afterAll(async () => {
    const stopping = relay.stop();
    await clock.advance(10_000);
    await stopping;
    await pair.stop();
});

function seeded(): () => number {
    let state = 20_300_101;
    return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

const literal = (value: unknown): string =>
    typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);

const recordOf = (fields: object): string =>
    `new User(${Object.entries(fields)
        .map(([name, value]) => `${name} = ${literal(value)}`)
        .join(', ')})`;

/** @returns the ids */
function create(org: SyncedOrg, users: readonly object[]): string[] {
    const list = `List<User> users = new List<User>{ ${users.map(recordOf).join(', ')} }; insert users;`;
    return org.run(`${list} for (User one : users) { System.debug(one.Id); }`);
}

const update = (org: SyncedOrg, Id: unknown, fields: object): unknown =>
    org.run(`update ${recordOf({ Id, ...fields })};`);

const counts = (): number[] => published.map(({ events }) => events);

it('P21 (virtual time) carries edits at once, is quiet for a day, and finds everybody equal after 80 hours without the partner', async () => {
    const { a, b } = pair;
    await clock.advance(1_000);
    const atStart = counts();
    const ids = create(a, people(a, 40));
    const [earlyId] = create(a, people(a, 1));
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
    update(b, linkedUser(b, earlyId!)!['Id'], { Title: 'Forgotten by the event bus' });
    for (let hour = 0; hour < 80; hour += 1) {
        update(a, ids[hour % 40], { Title: `Hour ${hour}` });
        // What B publishes in its first 8 hours is forgotten before the relay is back.
        if (hour >= 10) update(b, partnerOf.get(ids[(hour + 20) % 40]!), { Phone: `+49 ${hour}` });
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
}, 60_000);
