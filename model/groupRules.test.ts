import fc from 'fast-check';
import { type GroupRules, ModelOrg, type Snapshot } from './modelOrg.ts';

type Pair = readonly [ModelOrg, ModelOrg];
type Step = readonly [kind: 'edit' | 'deliver', org: 0 | 1, value: string];

const runs = { numRuns: 2_000 };
const steps = fc.array(
    fc.tuple(
        fc.constantFrom('edit' as const, 'deliver' as const),
        fc.constantFrom<0 | 1>(0, 1),
        fc.constantFrom('x', 'y', 'z')
    ),
    { maxLength: 16 }
);

/** What both orgs agree on in the end; what the author had seen is each org's own. */
const stateOf = (org: ModelOrg): unknown => org.snapshot().map(({ value, stamp }) => ({ value, stamp }));

function newPair(here: GroupRules, there: GroupRules, automation?: (value: string) => string): Pair {
    const options = { groupCount: 1, ...(automation === undefined ? {} : { automation }) };
    return [
        new ModelOrg({ origin: 'A', rules: [here], ...options }),
        new ModelOrg({ origin: 'B', rules: [there], groupCount: 1 })
    ];
}

/** Edits at random, with the last message of an org delivered now and then; then two exchanges. */
function run(orgs: Pair, history: readonly Step[]): void {
    const sent: [Snapshot | undefined, Snapshot | undefined] = [undefined, undefined];
    for (const [index, [kind, org, value]] of history.entries()) {
        const other = org === 0 ? 1 : 0;
        if (kind === 'edit') {
            sent[org] = orgs[org].edit(0, value, index) ?? sent[org];
        } else if (sent[other] !== undefined) {
            sent[org] = orgs[org].apply(sent[other], index) ?? sent[org];
        }
    }
    for (let round = 0; round < 2; round++) {
        orgs[1].apply(orgs[0].snapshot(), 1_000);
        orgs[0].apply(orgs[1].snapshot(), 1_000);
    }
}

const valueOf = (org: ModelOrg): string | undefined => org.snapshot()[0]?.value;

describe('an owned group', () => {
    it('ends with the value of its owner, or the other org lists its drift', () => {
        fc.assert(
            fc.property(steps, (history) => {
                const orgs = newPair({ owner: 'LOCAL' }, { owner: 'PARTNER' });
                run(orgs, history);
                expect(valueOf(orgs[1]) === valueOf(orgs[0]) || orgs[1].notes.has('DRIFT:0')).toBe(true);
                expect(orgs[1].snapshot()[0]?.stamp).toEqual(orgs[0].snapshot()[0]?.stamp);
            }),
            runs
        );
    });

    it('is equal in both orgs where drift is undone', () => {
        fc.assert(
            fc.property(steps, (history) => {
                const orgs = newPair({ owner: 'LOCAL' }, { owner: 'PARTNER', isDriftUndone: true });
                run(orgs, history);
                expect(stateOf(orgs[1])).toEqual(stateOf(orgs[0]));
            }),
            runs
        );
    });

    it('takes back what the other org stamped before it had an owner', () => {
        const b = new ModelOrg({ origin: 'B', groupCount: 1 });
        const a = new ModelOrg({ origin: 'A', groupCount: 1, rules: [{ owner: 'LOCAL', initialValue: 'ours' }] });
        b.edit(0, 'theirs', 5);
        b.apply(a.apply(b.snapshot(), 6) ?? [], 7);
        expect([valueOf(a), valueOf(b)]).toEqual(['ours', 'ours']);
    });
});

describe('first link at the floor', () => {
    const link = (here: GroupRules, there: GroupRules): Pair => {
        const orgs = newPair({ ...here, initialValue: 'ours' }, { ...there, initialValue: 'theirs' });
        run(orgs, []);
        return orgs;
    };

    it('lists what differs and writes nothing by default', () => {
        const orgs = link({}, {});
        expect(orgs.map(valueOf)).toEqual(['ours', 'theirs']);
        expect(orgs.map(({ notes }) => [...notes])).toEqual([['CHOICE_NEEDED:0'], ['CHOICE_NEEDED:0']]);
    });

    it('writes the value of the org that both policies name', () => {
        expect(link({ firstLink: 'LOCAL' }, { firstLink: 'PARTNER' }).map(valueOf)).toEqual(['ours', 'ours']);
        expect(link({ firstLink: 'PARTNER' }, { firstLink: 'LOCAL' }).map(valueOf)).toEqual(['theirs', 'theirs']);
    });

    it('never overwrites an edit', () => {
        fc.assert(
            fc.property(steps, (history) => {
                const orgs = newPair({ firstLink: 'LOCAL' }, { firstLink: 'PARTNER', initialValue: 'theirs' });
                run(orgs, history);
                expect(valueOf(orgs[1])).toBe(valueOf(orgs[0]));
                const isEdited = history.some(([kind]) => kind === 'edit');
                expect(isEdited && valueOf(orgs[0]) === '').toBe(false);
            }),
            runs
        );
    });
});

describe('holds, revisions and unseen edits', () => {
    it('keep a held group as it is until it is released, and let the others go on', () => {
        const a = new ModelOrg({ origin: 'A', groupCount: 2 });
        const b = new ModelOrg({ origin: 'B', groupCount: 2 });
        a.edit(0, 'held', 1);
        a.edit(1, 'free', 1);
        b.apply(a.snapshot(), 2, new Set([0]));
        expect(b.snapshot().map(({ value }) => value)).toEqual(['', 'free']);
        b.edit(1, 'later', 3);
        a.apply(b.snapshot(), 4);
        expect(a.snapshot().map(({ value }) => value)).toEqual(['held', 'later']);
        b.apply(a.snapshot(), 5);
        expect(stateOf(b)).toEqual(stateOf(a));
    });

    it('stamp an unseen edit at the next save, but take no new mapping for an edit', () => {
        const a = new ModelOrg({ origin: 'A', groupCount: 1 });
        a.edit(0, 'x', 1);
        const before = a.snapshot();
        a.remap();
        expect(a.save(2)).toBeUndefined();
        expect(a.snapshot()).toEqual(before);
        a.editUnseen(0, 'y');
        expect(a.save(3)?.[0]).toMatchObject({ value: 'y', stamp: { milliseconds: 3 } });
    });
});
