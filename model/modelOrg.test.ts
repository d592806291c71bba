import fc from 'fast-check';
import { ModelOrg, type Snapshot } from './modelOrg.ts';

const groupCount = 2;
const quietMs = 10_000;

type Step =
    | { readonly kind: 'edit'; readonly org: 0 | 1; readonly group: number; readonly nowMs: number }
    | { readonly kind: 'deliver'; readonly message: number; readonly nowMs: number };

const orgIndex = fc.constantFrom<0 | 1>(0, 1);
const clock = fc.integer({ min: 1, max: 5 });
const steps: fc.Arbitrary<Step[]> = fc.array(
    fc.oneof(
        fc.record({
            kind: fc.constant('edit' as const),
            org: orgIndex,
            group: fc.nat({ max: groupCount - 1 }),
            nowMs: clock
        }),
        fc.record({ kind: fc.constant('deliver' as const), message: fc.nat({ max: 30 }), nowMs: clock })
    ),
    { maxLength: 24 }
);

interface Message {
    readonly to: 0 | 1;
    readonly snapshot: Snapshot;
}

/** What both orgs agree on in the end; what the author had seen is each org's own. */
const stateOf = (org: ModelOrg): unknown => org.snapshot().map(({ value, stamp }) => ({ value, stamp }));

function newOrgs(): readonly [ModelOrg, ModelOrg] {
    return [new ModelOrg({ origin: 'A', groupCount }), new ModelOrg({ origin: 'B', groupCount })];
}

/** Runs the steps with messages lost, repeated and out of order; returns which edits each edit's author had seen. */
function runHistory(orgs: readonly [ModelOrg, ModelOrg], history: readonly Step[]): Map<string, ReadonlySet<string>> {
    const messages: Message[] = [];
    const seenBy = orgs.map(() => Array.from({ length: groupCount }, () => new Set<string>()));
    const messageSeen: Set<string>[][] = [];
    const authorsSaw = new Map<string, ReadonlySet<string>>();
    for (const [index, step] of history.entries()) {
        if (step.kind === 'edit') {
            const value = `${step.org}:${step.group}:${index}`;
            const seen = seenBy[step.org]?.[step.group] ?? new Set();
            authorsSaw.set(value, new Set(seen));
            seen.add(value);
            const snapshot = orgs[step.org].edit(step.group, value, step.nowMs);
            if (snapshot !== undefined) {
                messages.push({ to: step.org === 0 ? 1 : 0, snapshot });
                messageSeen.push((seenBy[step.org] ?? []).map((values) => new Set(values)));
            }
            continue;
        }
        const message = messages[step.message];
        if (message !== undefined) {
            const target = orgs[message.to];
            target.apply(message.snapshot, step.nowMs);
            for (const [group, { stamp }] of target.snapshot().entries()) {
                if (stamp === message.snapshot[group]?.stamp) {
                    messageSeen[step.message]?.[group]?.forEach((value) => seenBy[message.to]?.[group]?.add(value));
                }
            }
        }
    }
    return authorsSaw;
}

function exchange([a, b]: readonly [ModelOrg, ModelOrg], nowMs: number): void {
    b.apply(a.snapshot(), nowMs);
    a.apply(b.snapshot(), nowMs);
}

describe('two model orgs', () => {
    it('agree after one exchange, whatever was lost, repeated or delivered out of order', () => {
        fc.assert(
            fc.property(steps, (history) => {
                const orgs = newOrgs();
                runHistory(orgs, history);
                exchange(orgs, quietMs);
                expect(stateOf(orgs[0])).toEqual(stateOf(orgs[1]));
            }),
            { numRuns: 3_000 }
        );
    });

    it('never end with a value that a later author had seen and replaced', () => {
        fc.assert(
            fc.property(steps, (history) => {
                const orgs = newOrgs();
                const authorsSaw = runHistory(orgs, history);
                exchange(orgs, quietMs);
                for (const { value } of orgs[0].snapshot()) {
                    for (const [later, saw] of authorsSaw) {
                        expect(later !== value && saw.has(value) ? later : undefined).toBeUndefined();
                    }
                }
            }),
            { numRuns: 3_000 }
        );
    });

    it('stay silent once they agree', () => {
        const orgs = newOrgs();
        orgs[0].edit(0, 'x', 1);
        exchange(orgs, 2);
        expect(orgs[0].apply(orgs[1].snapshot(), 3)).toBeUndefined();
        expect(orgs[1].apply(orgs[0].snapshot(), 3)).toBeUndefined();
    });

    it('end a quarrel of two automations at the hop limit', () => {
        const a = new ModelOrg({ origin: 'A', groupCount: 1, automation: (value) => value.replace(/\+/g, '') });
        const b = new ModelOrg({ origin: 'B', groupCount: 1, automation: (value) => `+${value.replace(/\+/g, '')}` });
        let message = a.edit(0, '555', 1);
        let messageCount = 0;
        for (let nowMs = 2; message !== undefined; nowMs++) {
            messageCount++;
            message = (messageCount % 2 === 1 ? b : a).apply(message, nowMs);
        }
        expect(messageCount).toBe(12);
        expect(a.stoppedCount + b.stoppedCount).toBe(1);
        expect(a.apply(b.snapshot(), 100)).toBeUndefined();
        expect(b.apply(a.snapshot(), 100)).toBeUndefined();
    });
});
