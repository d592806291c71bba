/** Promises about two edits of one user: order, conflict, clocks, clearing, quarrels of automation, edits nobody stamped. */
import { ModelOrg, type Snapshot } from '../modelOrg.ts';
import type { PlantedBugs } from '../plantedBug.ts';
import { randomNumbers } from '../randomNumbers.ts';
import { SimulatedPair } from '../simulation/simulatedPair.ts';
import { sides, type Side } from '../simulation/simulatedRelay.ts';
import { phoneGroup, titleGroup } from '../simulation/simulatedUser.ts';
import { firstBroken, type Proof } from './proof.ts';

const hourMs = 3_600_000;
const groupCount = 2;
const stateOf = (org: ModelOrg): string => JSON.stringify(org.snapshot().map(({ value, stamp }) => [value, stamp]));

function orderAndDuplication(seed: number, bugs: PlantedBugs): string | undefined {
    const random = randomNumbers(seed);
    const source = new ModelOrg({ origin: 'A', groupCount });
    const newTarget = (): ModelOrg => {
        const target = new ModelOrg({ origin: 'B', groupCount, bugs });
        target.edit(random(1), 'own', 5);
        return target;
    };
    const sent: Snapshot[] = [];
    for (let edit = 0; edit < 1 + random(6); edit++) {
        sent.push(source.edit(random(groupCount), `v${edit}`, edit + random(3)) ?? source.snapshot());
    }
    const [inOrder, inDisorder] = [newTarget(), newTarget()];
    sent.forEach((snapshot) => inOrder.apply(snapshot, 10));
    const deliveries = sent.flatMap((snapshot) => Array.from({ length: random(6) }, () => snapshot));
    deliveries.splice(random(deliveries.length + 1), 0, source.snapshot());
    for (let last = deliveries.length - 1; last > 0; last--) {
        const other = random(last + 1);
        [deliveries[last], deliveries[other]] = [deliveries[other] ?? [], deliveries[last] ?? []];
    }
    deliveries.forEach((snapshot) => inDisorder.apply(snapshot, 10));
    const before = stateOf(inDisorder);
    const answers = sent.map((snapshot) => inDisorder.apply(snapshot, 11)).filter((each) => each !== undefined);
    return firstBroken(
        [before === stateOf(inOrder), 'the order of delivery changed the outcome'],
        [before === stateOf(inDisorder) && answers.length === 0, 'a repeated event was written or answered']
    );
}

function differentGroups(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const user = pair.linkedPerson('ada');
    const partner = pair.partnerOf(0, user) ?? user;
    pair.advance(1 + pair.random(3));
    pair.orgs[0].edit(user, titleGroup, 'ours', pair.clock(0));
    pair.advance(pair.random(2));
    pair.orgs[1].edit(partner, phoneGroup, 'theirs', pair.clock(1));
    pair.comeToRest();
    const isBoth = sides.every((side) => {
        const [title, phone] = pair.valuesOf(side, side === 0 ? user : partner);
        return title === 'ours' && phone === 'theirs';
    });
    return firstBroken([isBoth, 'one of two edits of different groups is gone']);
}

function sameGroup(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const user = pair.linkedPerson('ada');
    const partner = pair.partnerOf(0, user) ?? user;
    // A lost event leaves it to reconciliation to find and to list.
    pair.buses[0].lossPercent = pair.random(2) * 100;
    pair.buses[1].lossPercent = pair.random(2) * 100;
    pair.advance(1);
    const [edits, later] = [['ours', 'theirs'] as const, pair.random(3) - 1];
    const nowMs = pair.nowMs + 5;
    pair.orgs[0].edit(user, titleGroup, edits[0], nowMs);
    pair.orgs[1].edit(partner, titleGroup, edits[1], nowMs + later);
    const winner: Side = later < 0 ? 0 : 1;
    const loser: Side = winner === 0 ? 1 : 0;
    pair.comeToRest();
    const titles = [pair.valuesOf(0, user)[titleGroup], pair.valuesOf(1, partner)[titleGroup]];
    const listed = sides.map((side) => [...pair.orgs[side].issues.keys()].filter((key) => key.startsWith('CONFLICT')));
    const expected = `CONFLICT|ada|${titleGroup}|${edits[loser]}`;
    pair.buses[0].lossPercent = pair.buses[1].lossPercent = 0;
    pair.orgs[loser].edit(loser === 0 ? user : partner, titleGroup, edits[loser], pair.clock(loser));
    pair.comeToRest();
    return firstBroken(
        [titles.every((title) => title === edits[winner]), `the orgs disagree on the winner: ${titles.join(', ')}`],
        [listed[loser]?.join() === expected && listed[winner]?.length === 0, `listed: ${listed.flat().join()}`],
        [pair.valuesOf(winner, winner === 0 ? user : partner)[titleGroup] === edits[loser], 'not restored']
    );
}

function clocks(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const user = pair.linkedPerson('ada');
    const partner = pair.partnerOf(0, user) ?? user;
    let last = '';
    for (let edit = 0; edit < 4; edit++) {
        const side: Side = pair.random(2) === 0 ? 0 : 1;
        // Also backwards, between one edit and the next.
        pair.orgs[side].skewMs = (pair.random(121) - 60) * 60_000;
        last = `v${edit}`;
        pair.orgs[side].edit(side === 0 ? user : partner, titleGroup, last, pair.clock(side));
        pair.settle();
    }
    const titles = [pair.valuesOf(0, user)[titleGroup], pair.valuesOf(1, partner)[titleGroup]];
    pair.orgs[0].skewMs = 0;
    pair.orgs[1].skewMs = 8_000 * 365 * 24 * hourMs;
    pair.orgs[1].edit(partner, titleGroup, 'year 9999', pair.clock(1));
    pair.settle();
    return firstBroken(
        [titles.every((title) => title === last), `an edit that saw the others is gone: ${titles.join(', ')}`],
        [pair.valuesOf(0, user)[titleGroup] === last, 'a stamp of the year 9999 was taken'],
        [pair.orgs[0].issues.has('STAMP_REFUSED|ada|'), 'a stamp of the year 9999 is not listed']
    );
}

function quarrel(seed: number, bugs: PlantedBugs): string | undefined {
    const strip = (value: string): string => value.replace('tel:+', 'tel:');
    const add = (value: string): string => value.replace(/^tel:(?!\+)/, 'tel:+');
    const pair = new SimulatedPair(seed, bugs, [{ automation: strip }, { automation: add }]);
    const user = pair.linkedPerson('ada');
    const before = pair.orgs[0].publishedCount + pair.orgs[1].publishedCount;
    pair.orgs[0].edit(user, phoneGroup, `tel:${pair.random(1_000)}`, pair.clock(0));
    const isSilent = pair.comeToRest();
    const count = pair.orgs[0].publishedCount + pair.orgs[1].publishedCount - before;
    const published = pair.orgs.map(({ publishedCount }) => publishedCount).join();
    pair.comeToRest(true);
    return firstBroken(
        [isSilent && count <= 13, `${count} events after one edit`],
        [pair.orgs.map(({ publishedCount }) => publishedCount).join() === published, 'reconciliation woke the quarrel'],
        [pair.unlisted().length === 0, 'the quarrel is not listed']
    );
}

function clearing(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const user = pair.linkedPerson('ada');
    const partner = pair.partnerOf(0, user) ?? user;
    let last = 't0';
    for (let edit = 0; edit < 1 + pair.random(5); edit++) {
        const side: Side = pair.random(2) === 0 ? 0 : 1;
        last = pair.random(2) === 0 ? '' : `v${edit}`;
        pair.orgs[side].edit(side === 0 ? user : partner, titleGroup, last, pair.clock(side));
        pair.settle();
    }
    const titles = [pair.valuesOf(0, user)[titleGroup], pair.valuesOf(1, partner)[titleGroup]];
    return firstBroken([titles.every((title) => title === last), `expected "${last}", found "${titles.join('", "')}"`]);
}

function unseenEdits(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const user = pair.linkedPerson('ada');
    const partner = pair.partnerOf(0, user) ?? user;
    const side: Side = pair.random(2) === 0 ? 0 : 1;
    pair.advance(pair.random(600_000));
    pair.orgs[side].editUnseen(side === 0 ? user : partner, titleGroup, 'unseen', pair.clock(side));
    pair.comeToRest();
    const titles = [pair.valuesOf(0, user)[titleGroup], pair.valuesOf(1, partner)[titleGroup]];
    return firstBroken([titles.every((title) => title === 'unseen'), `an edit past the trigger: ${titles.join(', ')}`]);
}

export const mergeProofs: readonly Proof[] = [
    {
        id: 'P3',
        promise: 'order and duplication are harmless',
        trials: 5_000,
        bugs: ['takeByArrival'],
        check: orderAndDuplication
    },
    {
        id: 'P4',
        promise: 'edits of different groups at once both survive',
        trials: 5_000,
        bugs: ['mergeWholeUser'],
        check: differentGroups
    },
    {
        id: 'P5',
        promise: 'one winner, and the loser is recorded and restorable',
        trials: 5_000,
        bugs: ['forgetLoser'],
        check: sameGroup
    },
    {
        id: 'P6',
        promise: 'clock skew loses no later edit',
        trials: 5_000,
        bugs: ['wallClock', 'trustFuture'],
        check: clocks
    },
    {
        id: 'P8',
        promise: 'a quarrel of automations ends and is listed',
        trials: 500,
        bugs: ['noHopLimit'],
        check: quarrel
    },
    {
        id: 'P9',
        promise: 'a cleared field is cleared in both orgs',
        trials: 1_000,
        bugs: ['skipCleared'],
        check: clearing
    },
    {
        id: 'P11',
        promise: 'edits that bypass the trigger are found',
        trials: 500,
        bugs: ['trustTrigger'],
        check: unseenEdits
    }
];
