/** Promises about who is who: created once, linked once, named reversibly, managed by the right person, active in both orgs or none. */
import type { PlantedBugs } from '../plantedBug.ts';
import { SimulatedPair } from '../simulation/simulatedPair.ts';
import { sides, type Side } from '../simulation/simulatedRelay.ts';
import { activeGroup, isOff, isOn, managerGroup, titleGroup } from '../simulation/simulatedUser.ts';
import { firstBroken, type Proof } from './proof.ts';

function createdOnce(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const [org, partner] = pair.orgs;
    const row = org.rowOf(org.create('ada', ['t0', '1', ''], pair.clock(0)));
    const relays = [pair.relay, pair.newRelay()];
    for (let delivery = 0; delivery < 2 + pair.random(4); delivery++) {
        if (pair.random(2) === 0) {
            partner.apply([row], pair.nowMs);
        } else {
            // The answer is lost, so the position is not saved.
            relays[pair.random(2)]?.forward(0, pair.nowMs, pair.random(2) === 0);
        }
    }
    pair.comeToRest();
    const syncIds = [...partner.users.values()].map(({ syncId }) => syncId);
    return firstBroken(
        [syncIds.join() === row.syncId, `${syncIds.length} users after one create`],
        [partner.issues.size === 0, [...partner.issues.keys()].join()]
    );
}

function createdInBoth(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const [a, b] = pair.orgs;
    const [ours, theirs] = [
        a.create('ada', ['t0', '1', ''], pair.clock(0)),
        b.create('ada', ['t1', '1', ''], pair.clock(1))
    ];
    const smaller = ours.syncId < theirs.syncId ? ours.syncId : theirs.syncId;
    a.edit(ours, titleGroup, 'in flight', pair.clock(0) + pair.random(3));
    pair.comeToRest(true);
    b.edit(theirs, titleGroup, 'later', pair.clock(1));
    pair.comeToRest(true);
    const twin = b.create('eve', [], pair.clock(1), false);
    b.users.set('twin', { ...b.create('eve2', [], pair.clock(1), false), id: 'twin', matchKey: 'eve' });
    a.create('eve', ['t0', '1', ''], pair.clock(0));
    const before = JSON.stringify([...b.users.values()].map((user) => b.rowOf(user).groups));
    pair.settle();
    return firstBroken(
        [[ours.syncId, theirs.syncId].every((syncId) => syncId === smaller), 'the shared identity differs'],
        [ours.partnerId === theirs.id && theirs.partnerId === ours.id, 'not linked to each other'],
        [pair.valuesOf(0, ours)[titleGroup] === 'later', 'an edit after the link did not arrive'],
        [b.issues.has('AMBIGUOUS|eve|') && twin.partnerId === undefined, 'an ambiguous match was guessed'],
        [
            before === JSON.stringify([...b.users.values()].map((user) => b.rowOf(user).groups)),
            'an ambiguous match was written'
        ]
    );
}

function usernames(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const name = Array.from({ length: 1 + pair.random(12) }, () => 'ab.x'[pair.random(4)]).join('');
    let username = pair.orgs[0].create(name, [], pair.clock(0), false).username;
    const first = username;
    for (let trip = 0; trip < 10; trip++) {
        const [side, back] = trip % 2 === 0 ? [1 as Side, 0 as Side] : [0 as Side, 1 as Side];
        const there = new SimulatedPair(seed, bugs);
        const user = there.orgs[back].create('x', [], there.clock(back), false);
        there.orgs[side].apply([{ ...there.orgs[back].rowOf(user), username }], there.nowMs);
        username = [...there.orgs[side].users.values()][0]?.username ?? '';
    }
    pair.orgs[1].takenUsernames.add(`${first}.b`);
    const [created] = [...pair.orgs[0].users.values()];
    const row = created && pair.orgs[0].rowOf(created);
    const [result] = row ? pair.orgs[1].apply([row], pair.nowMs) : [];
    return firstBroken(
        [username === first, `after 10 trips ${first} is ${username}`],
        [
            result?.reasons.join() === 'DUPLICATE_USERNAME' && pair.orgs[1].users.size === 0,
            'a taken name was worked around'
        ]
    );
}

function activity(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const user = pair.linkedPerson('ada');
    const partner = pair.partnerOf(0, user) ?? user;
    let active = isOn;
    for (let edit = 0; edit < 1 + pair.random(4); edit++) {
        const side: Side = pair.random(2) === 0 ? 0 : 1;
        active = active === isOn ? isOff : isOn;
        pair.orgs[side].edit(side === 0 ? user : partner, activeGroup, active, pair.clock(side));
        pair.settle();
        const found = [pair.valuesOf(0, user)[activeGroup], pair.valuesOf(1, partner)[activeGroup]];
        if (found.some((each) => each !== active)) {
            return `expected ${active}, found ${found.join()}`;
        }
    }
    return undefined;
}

function references(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const [a, b] = pair.orgs;
    const users = ['ada', 'ben', 'cyd'].map((name) => a.create(name, ['t0', '1', ''], pair.clock(0), false));
    // Every order, cycles too; some events are lost on the way.
    const pairs = users.map((user, index) => ({
        user,
        manager: users.at((index + 1 + pair.random(2)) % users.length) ?? user
    }));
    pairs.unshift(...pairs.splice(pair.random(pairs.length)));
    for (const { user, manager } of pairs) {
        pair.buses[0].lossPercent = pair.random(2) * 50;
        a.edit(user, managerGroup, manager.id, pair.clock(0));
        if (pair.random(2) === 0) {
            pair.settle();
        }
    }
    pair.buses[0].lossPercent = 0;
    pair.comeToRest(true);
    const wrong = pairs.filter(({ user, manager }) => {
        const partner = pair.partnerOf(0, user);
        return !partner || !pair.isManaged(1, partner, manager.syncId);
    });
    return firstBroken(
        [b.users.size === users.length, `${b.users.size} of ${users.length} users`],
        [wrong.length === 0, `without their manager: ${wrong.map(({ user }) => user.matchKey).join()}`],
        [sides.every((side) => pair.orgs[side].issues.size === 0), [...b.issues.keys()].join()]
    );
}

export const identityProofs: readonly Proof[] = [
    { id: 'P12', promise: 'no duplicate users', trials: 500, bugs: ['insertBlindly'], check: createdOnce },
    {
        id: 'P13',
        promise: 'created in both orgs, linked once; ambiguous never guessed',
        trials: 2_000,
        bugs: ['keepOwnSyncId', 'guessMatch'],
        check: createdInBoth
    },
    {
        id: 'P14',
        promise: 'usernames are reversible, a taken one is reported',
        trials: 1_000,
        bugs: ['appendSuffixAlways'],
        check: usernames
    },
    {
        id: 'P15',
        promise: 'deactivation and reactivation propagate',
        trials: 1_000,
        bugs: ['skipInactive'],
        check: activity
    },
    {
        id: 'P16',
        promise: 'references wait and are set, whatever the order',
        trials: 500,
        bugs: ['dropUnresolvedReference'],
        check: references
    }
];
