/** Promises about guards and predictions: volume limits, dry runs, mappings on which the orgs disagree. */
import type { PlantedBugs } from '../plantedBug.ts';
import { newTally } from '../simulation/rowPlan.ts';
import { SimulatedPair } from '../simulation/simulatedPair.ts';
import { activeGroup, groups, isOff, isOn, phoneGroup, titleGroup } from '../simulation/simulatedUser.ts';
import { firstBroken, type Proof } from './proof.ts';

const hourMs = 3_600_000;
const limit = 5;
const callRows = 4;

function massDeactivation(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs, [{}, { deactivationLimit: limit }]);
    const [a, b] = pair.orgs;
    const people = Array.from({ length: 14 }, (_, index) => pair.linkedPerson(`person${index}`));
    const isDrip = pair.random(2) === 0;
    for (const person of people) {
        a.edit(person, activeGroup, isOff, pair.clock(0));
        pair.advance(isDrip ? hourMs : pair.random(1_000));
        const isDirect = pair.random(3) === 0;
        if (isDirect) {
            b.apply([a.rowOf(person)], pair.nowMs);
        }
        if (isDrip || pair.random(4) === 0) {
            pair.settle();
        }
    }
    pair.comeToRest();
    const inactive = people.filter((person) => pair.valuesOf(1, pair.twinOf(person))[activeGroup] === isOff);
    const held = people.filter((person) => !inactive.includes(person));
    held.forEach((person, index) => a.edit(person, titleGroup, `v${index}`, pair.clock(0)));
    pair.settle();
    const isFlowing = held.every((person, index) => {
        const [title, , , active] = pair.valuesOf(1, pair.twinOf(person));
        return title === `v${index}` && active === isOn;
    });
    const listed = held.filter(({ matchKey }) => b.isListed(matchKey, activeGroup)).length;
    held.forEach(({ matchKey }) => b.release(`HELD|${matchKey}|${activeGroup}`, pair.nowMs));
    pair.comeToRest();
    return (
        firstBroken(
            [inactive.length === limit, `${inactive.length} deactivations in a day, the limit is ${limit}`],
            [listed === held.length, `${listed} of ${held.length} held ones are listed`],
            [isFlowing, 'another group of a held user does not flow, or carried the deactivation']
        ) ?? firstBroken([pair.unlisted().length === 0, pair.unlisted().join('; ')])
    );
}

function dryRun(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs, [{}, { licences: 6, deactivationLimit: 2 }]);
    const [a, b] = pair.orgs;
    const people = Array.from({ length: 4 }, (_, index) => pair.linkedPerson(`person${index}`));
    pair.buses[0].lossPercent = 100;
    for (let change = 0; change < 10; change++) {
        const person = pair.pick(people);
        const kind = pair.random(5);
        if (kind === 0) {
            const manager = pair.pick(people).id;
            people.push(a.create(`new${change}`, [`t${change}`, '1', manager], pair.clock(0)));
        } else if (kind === 1) {
            a.edit(person, activeGroup, isOff, pair.clock(0));
        } else if (kind === 2 && b.poisoned.size === 0) {
            b.poisoned.add(person.matchKey);
        } else {
            a.edit(person, pair.random(2), `v${change}`, pair.clock(0));
        }
    }
    const rows = people.map((person) => a.rowOf(person));
    const calls = Array.from({ length: Math.ceil(rows.length / callRows) }, (_, index) =>
        rows.slice(index * callRows, (index + 1) * callRows)
    );
    const tally = newTally();
    const before = JSON.stringify([...b.users.values()].map((user) => b.rowOf(user)));
    const planned = calls.map((call) => b.predict(call, tally, pair.nowMs));
    const isUntouched = before === JSON.stringify([...b.users.values()].map((user) => b.rowOf(user)));
    const written = calls.map((call) => b.apply(call, pair.nowMs));
    return firstBroken(
        [isUntouched, 'the dry run wrote'],
        [JSON.stringify(planned) === JSON.stringify(written), 'the plan differs from what was written']
    );
}

function mappingDrift(seed: number, bugs: PlantedBugs): string | undefined {
    const pair = new SimulatedPair(seed, bugs);
    const [a, b] = pair.orgs;
    const person = pair.linkedPerson('ada');
    const partner = pair.twinOf(person);
    const changed = pair.random(2) === 0 ? titleGroup : phoneGroup;
    const other = changed === titleGroup ? phoneGroup : titleGroup;
    const mapped = groups.map((_, group) => (group === changed ? 'v2' : 'v1'));
    b.digests = mapped;
    a.edit(person, changed, 'waits', pair.clock(0));
    a.edit(person, other, 'goes on', pair.clock(0));
    pair.comeToRest();
    const values = pair.valuesOf(1, partner);
    const isListed = b.isListed('ada', changed);
    a.digests = mapped;
    pair.comeToRest(true);
    return firstBroken(
        [values[other] === 'goes on', 'a group that both orgs map alike waits'],
        [values[changed] !== 'waits', 'a group that the orgs map differently was written'],
        [isListed, 'the group that waits is not listed'],
        [pair.valuesOf(1, partner)[changed] === 'waits' && b.issues.size === 0, 'it still waits after both orgs agreed']
    );
}

export const guardProofs: readonly Proof[] = [
    {
        id: 'P33',
        promise: 'mass deactivation stops at the limit',
        trials: 1_000,
        bugs: ['limitPerCall'],
        check: massDeactivation
    },
    {
        id: 'P39',
        promise: 'a dry run shows the exact writes',
        trials: 1_000,
        bugs: ['dryRunForgetsTally'],
        check: dryRun
    },
    {
        id: 'P41',
        promise: 'mapping drift is caught, the rest goes on',
        trials: 500,
        bugs: ['applyUnsharedGroups'],
        check: mappingDrift
    }
];
