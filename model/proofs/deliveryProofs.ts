/** Promises about losses and stops: lost events, lost positions, late commits, one bad row, no licence, two relays, dead letters. */
import type { PlantedBugs } from '../plantedBug.ts';
import { SimulatedPair } from '../simulation/simulatedPair.ts';
import { sides, type Side } from '../simulation/simulatedRelay.ts';
import { activeGroup, isOff, type SimulatedUser, titleGroup, type UserRow } from '../simulation/simulatedUser.ts';
import { firstBroken, type Proof } from './proof.ts';

const hourMs = 3_600_000;

function linkedPeople(pair: SimulatedPair, count: number): SimulatedUser[] {
    return Array.from({ length: count }, (_, index) => pair.linkedPerson(`person${index}`));
}

function randomEdit(pair: SimulatedPair, people: readonly SimulatedUser[], value: string, delayMs = 0): void {
    const side: Side = pair.random(2) === 0 ? 0 : 1;
    const user = pair.pick(people);
    const edited = side === 0 ? user : (pair.partnerOf(0, user) ?? user);
    const owner = pair.orgs[side].users.has(edited.id) ? side : 0;
    pair.orgs[owner].edit(edited, pair.random(2), value, pair.clock(owner), pair.clock(owner) + delayMs);
}

const allEqual = (pair: SimulatedPair): string | undefined => {
    const differences = pair.unlisted();
    return firstBroken([differences.length === 0, differences.slice(0, 3).join('; ')]);
};

function lostPosition(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const people = linkedPeople(pair, 2);
    for (let edit = 0; edit < 6; edit++) {
        randomEdit(pair, people, `v${edit}`);
    }
    pair.advance(2 * hourMs);
    pair.saved.watermarksMs.fill(pair.nowMs);
    // Empty, an older backup, of another org, torn.
    for (const side of sides) {
        const wrong = [0, Math.min(1, pair.saved.positions[side]), 1_000_000, Number.NaN];
        pair.saved.positions[side] = pair.pick(wrong);
    }
    pair.relay = pair.newRelay();
    const isQuiet = pair.comeToRest();
    return allEqual(pair) ?? firstBroken([isQuiet, 'the relay does not come to rest']);
}

function expiredPosition(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const people = linkedPeople(pair, 3);
    pair.comeToRest();
    for (let edit = 0; edit < 8; edit++) {
        randomEdit(pair, people, `v${edit}`);
        pair.advance(12 * hourMs);
    }
    pair.buses.forEach((bus) => bus.expire(pair.nowMs - 72 * hourMs));
    pair.saved.watermarksMs.fill(pair.nowMs);
    pair.relay = pair.newRelay();
    pair.comeToRest();
    return allEqual(pair);
}

function lostEvents(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const people = linkedPeople(pair, 3);
    const lossPercent = pair.random(2) === 0 ? 3 : 100;
    pair.buses.forEach((bus) => (bus.lossPercent = lossPercent));
    for (let edit = 0; edit < 30; edit++) {
        randomEdit(pair, people, `v${edit}`);
        pair.advance(120_000);
        if (pair.random(3) === 0) {
            pair.settle();
        }
    }
    pair.buses.forEach((bus) => (bus.lossPercent = 0));
    pair.comeToRest();
    return allEqual(pair);
}

function watermarkGaps(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const people = linkedPeople(pair, 4);
    pair.comeToRest();
    pair.buses.forEach((bus) => (bus.lossPercent = 100));
    for (let edit = 0; edit < 20; edit++) {
        // A transaction lasts up to ten minutes, and many rows have one timestamp.
        randomEdit(pair, people, `v${edit}`, pair.random(2) * pair.random(600_000));
        pair.advance(pair.random(2) * pair.random(300_000));
        const down = pair.pick(pair.orgs);
        down.isDown = pair.random(8) === 0;
        if (pair.random(2) === 0) {
            pair.relay.reconcile(pair.nowMs);
        }
        if (down.isDown) {
            pair.advance(hourMs);
            pair.relay.reconcile(pair.nowMs);
            pair.advance(hourMs);
            down.isDown = false;
        }
    }
    pair.advance(600_000);
    pair.comeToRest();
    return allEqual(pair);
}

function noLicence(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs, [{}, { licences: 3 }]);
    const [ada, ben] = [pair.linkedPerson('ada'), pair.linkedPerson('ben')];
    const [a, b] = pair.orgs;
    const newcomers = Array.from({ length: 2 + pair.random(3) }, (_, index) =>
        a.create(`new${index}`, ['t0', '1', ''], pair.clock(0))
    );
    a.edit(ada, titleGroup, 'meanwhile', pair.clock(0));
    pair.settle();
    const partner = pair.partnerOf(0, ada);
    const isFlowing = partner !== undefined && pair.valuesOf(1, partner)[titleGroup] === 'meanwhile';
    const listed = [...b.issues.keys()].filter((key) => key.startsWith('LICENSE')).length;
    a.edit(ben, activeGroup, isOff, pair.clock(0));
    pair.comeToRest(true);
    const created = newcomers.filter((user) => pair.partnerOf(0, user)).length;
    return (
        firstBroken(
            [isFlowing, 'an update waits behind creates without a licence'],
            [listed === newcomers.length - 1, `${listed} listed of ${newcomers.length - 1} without a licence`],
            [created === 2 && b.freeLicences() === 0, `${created} created after a licence became free`]
        ) ?? allEqual(pair)
    );
}

function poison(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const people = linkedPeople(pair, 6);
    const [a, b] = pair.orgs;
    const bad = pair.pick(people);
    b.poisoned.add(bad.matchKey);
    for (const person of people) {
        a.edit(person, titleGroup, 'v1', pair.clock(0));
    }
    const isQuiet = pair.settle();
    const late = people.filter((person) => {
        const partner = pair.partnerOf(0, person);
        return person !== bad && (!partner || pair.valuesOf(1, partner)[titleGroup] !== 'v1');
    });
    const isListed = b.isListed(bad.matchKey);
    a.edit(bad, titleGroup, 'v2', pair.clock(0));
    b.poisoned.clear();
    pair.comeToRest(true);
    return firstBroken(
        [isQuiet && late.length === 0, `${late.length} healthy users wait for one bad row`],
        [isListed, 'the bad row is not listed'],
        [pair.valuesOf(1, pair.twinOf(bad))[titleGroup] === 'v2', 'the current state was not applied after the fix']
    );
}

function twoRelays(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const people = linkedPeople(pair, 3);
    const before = pair.orgs[0].publishedCount + pair.orgs[1].publishedCount;
    const relays = [pair.newRelay(), pair.newRelay()];
    let edits = 0;
    for (let step = 0; step < 30; step++) {
        if (pair.random(3) === 0) {
            randomEdit(pair, people, `v${(edits += 1)}`);
        }
        if (pair.random(10) === 0) {
            const name = `new${step}`;
            edits += 1;
            pair.pick(pair.orgs).create(name, ['t0', '1', ''], pair.nowMs);
        }
        const which = pair.random(2);
        const isCrashed = pair.random(6) === 0;
        relays[which]?.forward(pair.random(2) === 0 ? 0 : 1, pair.nowMs, isCrashed);
        if (isCrashed) {
            relays[which] = pair.newRelay();
        }
        pair.advance(pair.random(60_000));
    }
    pair.relay = pair.newRelay();
    const isQuiet = pair.settle();
    const published = pair.orgs[0].publishedCount + pair.orgs[1].publishedCount - before;
    const refused = pair.orgs.flatMap(({ issues }) => [...issues.keys()].filter((key) => !key.startsWith('CONFLICT')));
    return (
        allEqual(pair) ??
        firstBroken(
            [isQuiet, 'no end'],
            [published <= edits, `${published} events after ${edits} edits`],
            [refused.length === 0, `listed: ${refused.join()}`]
        )
    );
}

function deadLetters(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const people = linkedPeople(pair, 3);
    const [a, b] = pair.orgs;
    people.forEach(({ matchKey }) => b.poisoned.add(matchKey));
    const letters: UserRow[] = [];
    for (let edit = 0; edit < 6; edit++) {
        const person = pair.pick(people);
        a.edit(person, titleGroup, `v${edit}`, pair.clock(0));
        letters.push(a.rowOf(person));
        pair.settle();
        pair.advance(1);
    }
    const accounted = letters.every(({ matchKey }) => b.isListed(matchKey));
    b.poisoned.clear();
    people.forEach((person, index) => a.edit(person, titleGroup, `newest${index}`, pair.clock(0)));
    pair.settle();
    for (let replay = 0; replay < 2 * letters.length; replay++) {
        b.apply([pair.pick(letters)], pair.nowMs);
    }
    const titles = people.map((person) => pair.valuesOf(1, pair.twinOf(person))[titleGroup]);
    return firstBroken(
        [accounted, 'a refused change is neither applied nor listed'],
        [titles.every((title, index) => title === `newest${index}`), `a dead letter overwrote: ${titles.join()}`]
    );
}

export const deliveryProofs: readonly Proof[] = [
    {
        id: 'P18',
        promise: 'a saved position is untrusted input',
        trials: 500,
        bugs: ['latestWhenExpired'],
        check: lostPosition
    },
    {
        id: 'P19',
        promise: 'an expired position is backfilled',
        trials: 5_000,
        bugs: ['latestWhenExpired'],
        check: expiredPosition
    },
    { id: 'P22', promise: 'a lost event heals', trials: 5_000, bugs: ['trustBus'], check: lostEvents },
    {
        id: 'P23',
        promise: 'the watermark has no gaps',
        trials: 10_000,
        bugs: ['strictWatermark', 'watermarkAfterFailure'],
        check: watermarkGaps
    },
    {
        id: 'P26',
        promise: 'an exhausted licence blocks creates only',
        trials: 500,
        bugs: ['createsBlockOthers'],
        check: noLicence
    },
    {
        id: 'P27',
        promise: 'a poison event never blocks others',
        trials: 5_000,
        bugs: ['blockOnPoison', 'dropPoison'],
        check: poison
    },
    {
        id: 'P28',
        promise: 'two relays at once are safe',
        trials: 5_000,
        bugs: ['savePositionEarly', 'insertBlindly', 'echo'],
        check: twoRelays
    },
    {
        id: 'P32',
        promise: 'everything is accounted for, dead letters replay safely',
        trials: 5_000,
        bugs: ['takeByArrival', 'dropPoison'],
        check: deadLetters
    }
];
