/**
 * A random history of one user in two orgs, played by the reference model: what an Apex org has to do in every step, and the state it
 * must then be in. A history depends on its number alone, so that a failure is found again by its number.
 */
import { type GroupRules, ModelOrg, type Snapshot } from '../../model/modelOrg.ts';
import { type RandomNumbers, randomNumbers } from '../../model/randomNumbers.ts';
import { compareStamps, floorStamp, hopLimit, type Stamp, stampText } from '../../model/stamp.ts';
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
    /** `unseen`: an edit that passes our trigger by. */
    readonly kind: 'none' | 'edit' | 'unseen' | 'deliver';
    /** Group and value of an edit. */
    readonly group: number;
    readonly value: string;
    /** What the partner sends. */
    readonly incoming: string;
    /** Which edits of the Apex org its authors had seen. */
    readonly seen: string;
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

/** What happens to all histories of a chunk at once. */
export interface AgreementMoment {
    /** The clock of the Apex org: nearly still, sometimes backwards, now and then an hour later. */
    readonly nowMs: number;
    /** The mapping gets another revision before this step. */
    readonly isRemapped: boolean;
    /** A group that waits, because the partner maps it otherwise at the moment; -1 for none. */
    readonly heldGroup: number;
}

const startMs = 1_790_000_000_000;
const hourMs = 3_600_000;

export function agreementMoments(chunk: number): AgreementMoment[] {
    const random = randomNumbers(~chunk);
    let nowMs = startMs;
    return Array.from({ length: stepCount }, () => {
        nowMs += random(6) === 0 ? hourMs : random(4) - 1;
        const heldGroup = random(3) === 0 ? random(agreementGroups.length) : -1;
        return { nowMs, isRemapped: random(6) === 0, heldGroup };
    });
}

const textOf = (snapshot: Snapshot): string =>
    snapshot.map(({ value, stamp }) => `${value}:${stampText(stamp)}`).join('|');

/** Only stamps of the Apex org are told: the partner says nothing about groups it has not edited. */
const seenText = (snapshot: Snapshot): string =>
    snapshot
        .flatMap(({ seen }, group) =>
            compareStamps(seen, floorStamp) === 0 ? [] : [`${agreementGroups[group]?.key}${stampText(seen)}`]
        )
        .sort()
        .join('');

/** The state of the Apex org as the test reads it. */
const stateText = (snapshot: Snapshot): string => `${textOf(snapshot)}/${seenText(snapshot)}`;

/** The same message from a partner whose automation has quarrelled for a while. */
function withHops(snapshot: Snapshot, more: number): Snapshot {
    const raised = (stamp: Stamp): Stamp =>
        stamp.origin === 'B' ? { ...stamp, hop: Math.min(stamp.hop + more, hopLimit - 1) } : stamp;
    return snapshot.map((state) => ({ ...state, stamp: raised(state.stamp) }));
}

const pick = (random: RandomNumbers, values: readonly string[]): string => values[random(values.length)] ?? '';

function newOrg(origin: string, rules: readonly GroupRules[], automation?: (value: string) => string): ModelOrg {
    const options = { origin, groupCount: rules.length, rules };
    return new ModelOrg(automation === undefined ? options : { ...options, automation });
}

export function agreementHistory(number: number, moments: readonly AgreementMoment[]): AgreementHistory {
    const random = randomNumbers(number);
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
    const hops = random(4) === 0 ? hopLimit - 2 : 0;
    const sent: Snapshot[] = [here.snapshot()];
    const received: Snapshot[] = [there.snapshot()];
    const steps = moments.map((moment): AgreementStep => {
        const { nowMs, isRemapped } = moment;
        if (isRemapped) {
            here.remap();
        }
        const partnerMs = nowMs + random(5) - 2;
        const group = random(agreementGroups.length);
        if (random(2) === 0) {
            there.edit(group, pick(random, agreementGroups[group]?.partnerValues ?? []), partnerMs);
        }
        if (random(3) === 0) {
            there.apply(sent[random(sent.length)] ?? [], partnerMs);
        }
        received.push(withHops(there.snapshot(), hops));
        const step = playStep(here, received, random, moment);
        sent.push(here.snapshot());
        return { ...step, expected: stateText(here.snapshot()) };
    });
    return { initialValues, steps };
}

function playStep(
    here: ModelOrg,
    received: readonly Snapshot[],
    random: RandomNumbers,
    { nowMs, heldGroup }: AgreementMoment
): Omit<AgreementStep, 'expected'> {
    const none = { kind: 'none', group: 0, value: '', incoming: '', seen: '' } as const;
    const choice = random(11);
    if (choice === 0) {
        return none;
    }
    if (choice < 6) {
        const group = random(agreementGroups.length);
        const value = pick(random, agreementGroups[group]?.localValues ?? []);
        if (choice === 5) {
            here.editUnseen(group, value);
            return { ...none, kind: 'unseen', group, value };
        }
        here.edit(group, value, nowMs);
        return { ...none, kind: 'edit', group, value };
    }
    // Mostly the newest message, sometimes an old one again.
    const message = random(3) === 0 ? received[random(received.length)] : received.at(-1);
    here.apply(message ?? [], nowMs, new Set([heldGroup]));
    return { ...none, kind: 'deliver', incoming: textOf(message ?? []), seen: seenText(message ?? []) };
}
