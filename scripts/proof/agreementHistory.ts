/**
 * A random history of one user in two orgs, played by the reference model: what an Apex org has to do in every step, and the state it
 * must then be in. A history depends on its number alone, so that a failure is found again by its number.
 */
import { type GroupRules, ModelOrg, type Snapshot } from '../../model/modelOrg.ts';
import { stampText } from '../../model/stamp.ts';
import { anyValue, mirrored, type ValuePair } from '../../model/valueMap.ts';

export interface AgreementGroup {
    readonly key: string;
    readonly field: string;
    readonly local: GroupRules;
    readonly partner: GroupRules;
    readonly localValues: readonly string[];
    readonly partnerValues: readonly string[];
}

export interface AgreementStep {
    readonly kind: 'none' | 'edit' | 'deliver';
    /** Group and value of an edit. */
    readonly group: number;
    readonly value: string;
    /** What the partner sends. */
    readonly incoming: string;
    /** State of the Apex org afterwards. */
    readonly expected: string;
}

export interface AgreementHistory {
    readonly initialValues: readonly string[];
    readonly steps: readonly AgreementStep[];
}

const pairs: readonly ValuePair[] = [
    { local: 'a', partner: 'k', isDefault: true },
    { local: 'b', partner: 'k', isDefault: false },
    { local: 'c', partner: 'l', isDefault: true },
    { local: 'e', partner: anyValue, isDefault: false },
    { local: anyValue, partner: 'm', isDefault: false }
];
const partnerPairs = mirrored(pairs, new Set(['k=a', 'k=b', 'l=c']));
const words = ['', 'x', 'y', 'Z'];
const lengths = ['', 'w', 'wxy', 'wxyz', 'vwxyz'];
const plain = { localValues: words, partnerValues: words };

export const agreementGroups: readonly AgreementGroup[] = [
    { key: 't', field: 'Title', local: {}, partner: {}, ...plain },
    {
        key: 'd',
        field: 'Department',
        local: { map: { pairs } },
        partner: { map: { pairs: partnerPairs } },
        localValues: ['', 'a', 'b', 'c', 'e', 'g'],
        partnerValues: ['', 'k', 'l', 'm', 'q']
    },
    { key: 'v', field: 'Division', local: { owner: 'LOCAL' }, partner: { owner: 'PARTNER' }, ...plain },
    // The partner does not know that the group is owned here, so what it stamps has to be put right.
    { key: 'o', field: 'MobilePhone', local: { owner: 'LOCAL' }, partner: {}, ...plain },
    { key: 'c', field: 'CompanyName', local: { owner: 'PARTNER' }, partner: { owner: 'LOCAL' }, ...plain },
    {
        key: 'u',
        field: 'Fax',
        local: { owner: 'PARTNER', isDriftUndone: true },
        partner: { owner: 'LOCAL' },
        ...plain
    },
    { key: 'f', field: 'Phone', local: { firstLink: 'PARTNER' }, partner: { firstLink: 'LOCAL' }, ...plain },
    { key: 'g', field: 'Extension', local: { firstLink: 'LOCAL' }, partner: { firstLink: 'PARTNER' }, ...plain },
    {
        key: 's',
        field: 'EmployeeNumber',
        local: { map: { pairs: [], maxLength: 3 } },
        partner: { map: { pairs: [], maxLength: 3 } },
        localValues: lengths,
        partnerValues: lengths
    }
];
export const stepCount = 9;
const startMs = 1_790_000_000_000;
const hourMs = 3_600_000;

/** Numbers from 0 to `below` - 1 that follow from the seed alone (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
    let state = Math.imul(seed + 1, 0x9e3779b1);
    return (below) => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    };
}

/** The clock of the Apex org in each step: nearly still, sometimes backwards, now and then an hour later. */
export function agreementClocks(chunk: number): number[] {
    const random = numbersFrom(~chunk);
    let nowMs = startMs;
    return Array.from({ length: stepCount }, () => {
        nowMs += random(6) === 0 ? hourMs : random(4) - 1;
        return nowMs;
    });
}

const textOf = (snapshot: Snapshot): string =>
    snapshot.map(({ value, stamp }) => `${value}:${stampText(stamp)}`).join('|');

const pick = (random: (below: number) => number, values: readonly string[]): string =>
    values[random(values.length)] ?? '';

function newOrg(origin: string, rules: readonly GroupRules[], automation?: (value: string) => string): ModelOrg {
    const options = { origin, groupCount: rules.length, rules };
    return new ModelOrg(automation === undefined ? options : { ...options, automation });
}

export function agreementHistory(number: number, clocks: readonly number[]): AgreementHistory {
    const random = numbersFrom(number);
    const initialValues = agreementGroups.map(({ localValues }) => pick(random, localValues));
    const partnerInitials = agreementGroups.map(({ partnerValues }) => pick(random, partnerValues));
    const here = newOrg(
        'A',
        agreementGroups.map(({ local }, i) => ({ ...local, initialValue: initialValues[i] ?? '' }))
    );
    const there = newOrg(
        'B',
        agreementGroups.map(({ partner }, i) => ({ ...partner, initialValue: partnerInitials[i] ?? '' })),
        random(3) === 0 ? (value) => value.toLowerCase() : undefined
    );
    const sent: Snapshot[] = [here.snapshot()];
    const received: Snapshot[] = [there.snapshot()];
    const steps = clocks.map((nowMs): AgreementStep => {
        const partnerMs = nowMs + random(5) - 2;
        const group = random(agreementGroups.length);
        if (random(2) === 0) {
            there.edit(group, pick(random, agreementGroups[group]?.partnerValues ?? []), partnerMs);
        }
        if (random(3) === 0) {
            there.apply(sent[random(sent.length)] ?? [], partnerMs);
        }
        received.push(there.snapshot());
        const step = playStep(here, received, random, nowMs);
        sent.push(here.snapshot());
        return { ...step, expected: textOf(here.snapshot()) };
    });
    return { initialValues, steps };
}

function playStep(
    here: ModelOrg,
    received: readonly Snapshot[],
    random: (below: number) => number,
    nowMs: number
): Omit<AgreementStep, 'expected'> {
    const none = { kind: 'none', group: 0, value: '', incoming: '' } as const;
    const choice = random(5);
    if (choice === 0) {
        return none;
    }
    if (choice < 3) {
        const group = random(agreementGroups.length);
        const value = pick(random, agreementGroups[group]?.localValues ?? []);
        here.edit(group, value, nowMs);
        return { ...none, kind: 'edit', group, value };
    }
    // Mostly the newest message, sometimes an old one again.
    const message = random(3) === 0 ? received[random(received.length)] : received.at(-1);
    here.apply(message ?? [], nowMs);
    return { ...none, kind: 'deliver', incoming: textOf(message ?? []) };
}
