import { InProcessOrg, orgIdA, orgIdB } from '../../test/inProcessOrg.ts';
import { VirtualClock } from '../../test/virtualClock.ts';
import { defaultDirectionSettings, OrgError } from '../relay.ts';
import { type CommandContext, parseCommand } from './command.ts';
import { progressBar } from './reconcile.ts';

let a: InProcessOrg;
let b: InProcessOrg;
let clock: VirtualClock;
let written: string;
let progress: string[];
let cancelling: AbortController;

beforeEach(() => {
    [a, b, clock] = [new InProcessOrg(orgIdA, orgIdB), new InProcessOrg(orgIdB, orgIdA), new VirtualClock()];
    a.now = b.now = () => clock.now();
    [written, progress, cancelling] = ['', [], new AbortController()];
});

async function run(...words: string[]): Promise<number> {
    const [name = '', ...args] = words;
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const context: CommandContext = {
        orgs: { A: a, B: b },
        ...{ clock, random: () => 0.5, log, settings: defaultDirectionSettings, reconciliation: { startAt: 0 } },
        cancelling: cancelling.signal,
        write: (text) => (written += text),
        showProgress: (text) => void progress.push(text)
    };
    const code = parseCommand(name, args)!(context);
    await clock.advance(3_600_000);
    return code;
}

describe('reconcile', () => {
    beforeEach(() => {
        for (let index = 0; index < 5; index += 1) {
            a.setUser(`user-${index}`, 'state-0');
            b.setUser(`user-${index}`, 'state-0');
        }
        for (let index = 0; index < 250; index += 1) a.setUser(`new-${index}`, 'state-1');
    });

    it('--wait compares at once, shows how far it is and says what it did', async () => {
        expect(await run('reconcile', '--wait')).toBe(0);
        expect(b.users.size).toBe(255);
        expect(written).toMatch(/^Run: COMPLETED\nCompared 255 users, 5 in step\.\nOrg A: 5 CONFIRMED\n/);
        expect(written).toContain('Org B: 5 CONFIRMED, 250 ABSENT, 250 written');
        expect(progress).toEqual([expect.stringMatching(/80 %, 200 of 250/), expect.stringMatching(/100 %/), '\n']);
    });

    it('--dry-run --json predicts the same and writes nothing', async () => {
        expect(await run('reconcile', '--dry-run', '--wait', '--json')).toBe(0);
        expect(b.users.size).toBe(5);
        const planned = JSON.parse(written) as { B: { counts: object; lines: string[][] } };
        expect(planned).toMatchObject({ isDryRun: true, state: 'COMPLETED', B: { counts: { written: 250 } } });
        written = '';
        await run('reconcile', '--wait', '--json');
        expect((JSON.parse(written) as typeof planned).B).toEqual(planned.B);
        written = '';
        await run('reconcile', '--wait', '--json');
        expect(JSON.parse(written)).toMatchObject({ compared: 255, inStep: 255, B: { lines: [] } });
    });

    it('--dry-run --probe asks the platform too, and tells what it said without having it stored', async () => {
        b.onAnswer = (answer) => ({
            ...answer,
            licenses: [{ name: 'Salesforce', needed: 250, free: 7 }],
            results: answer.results.map((result) => ({ ...result, detail: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: No.' }))
        });
        expect(await run('reconcile', '--dry-run', '--probe', '--wait')).toBe(0);
        expect(b.calls.every(({ dryRun, probe }) => dryRun && probe)).toBe(true);
        expect(b.users.size).toBe(5);
        expect(written).toContain('Org B licences: Salesforce 250 needed, 7 free\n');
        expect(written).toContain(',FIELD_CUSTOM_VALIDATION_EXCEPTION: No.\n');
        expect(JSON.stringify(b.runReports)).not.toContain('FIELD_CUSTOM_VALIDATION_EXCEPTION');
        expect(b.runReports.at(-1)).toMatchObject({ licenses: [{ name: 'Salesforce', needed: 250, free: 7 }] });
    });

    it('--user looks at one user only', async () => {
        const { id } = a.users.get('new-7')!;
        expect(await run('reconcile', '--user', id, '--wait', '--json')).toBe(0);
        expect(JSON.parse(written)).toMatchObject({ kind: 'USER', subject: id, compared: 1 });
        expect([...b.users.keys()].filter((name) => name.startsWith('new-'))).toEqual(['new-7']);
    });

    it('without --wait asks the relay', async () => {
        expect(await run('reconcile', '--dry-run')).toBe(0);
        expect(written).toMatch(/^Requested: run [\w-]+\.\n$/);
        expect(a.runReports).toMatchObject([{ kind: 'FULL', isDryRun: true, state: 'REQUESTED' }]);
        expect(b.calls).toEqual([]);
    });

    it('ends between two calls when it is interrupted', async () => {
        b.onUsers = () => cancelling.abort();
        expect(await run('reconcile', '--wait')).toBe(3);
        expect(written).toMatch(/^Run: CANCELLED\n/);
        expect(b.calls).toHaveLength(1);
    });

    it('says why it failed, and what to do', async () => {
        b.onStatus = () => {
            throw new OrgError('ORG_NOT_PINNED', 'PAUSE', 'x');
        };
        expect(await run('reconcile', '--wait')).toBe(3);
        expect(written).toMatch(/^ORG_NOT_PINNED: Enter the partner org id/);
    });

    it('draws a bar', () => {
        expect(progressBar(0, 4)).toMatch(/^\[-{30}\] 0 %, 0 of 4/);
        expect(progressBar(1, 1)).toMatch(/^\[#{15}-{15}\] 50 %/);
        expect(progressBar(0, 0)).toMatch(/100 %/);
    });
});

describe('doctor', () => {
    it('has nothing to say of two orgs that are well', async () => {
        expect(await run('doctor')).toBe(0);
        expect(written).toBe('Both orgs are well.\n');
    });

    it('names every problem with its cure', async () => {
        Object.assign(a, { partnerOrgId: '00D000000000009AAA', digests: { n: 'other', t: 't1' } });
        b.onStatus = () => {
            throw new OrgError('NOT_FOUND', 'PAUSE', 'x');
        };
        expect(await run('doctor')).toBe(3);
        expect(written).toContain('Org A  ORG_NOT_PINNED: ');
        expect(written).toContain('Org B  NOT_FOUND: ');
        expect(written).toContain('Deploy the package in the org.');
        b.onStatus = () => {};
        written = '';
        expect(await run('doctor', '--json')).toBe(3);
        const { problems } = JSON.parse(written) as { problems: { org: string; code: string; cure: string }[] };
        expect(problems.map(({ org, code }) => `${org} ${code}`)).toEqual([
            'A ORG_NOT_PINNED',
            'A MAPPING_DIFFERS',
            'B MAPPING_DIFFERS'
        ]);
        for (const { cure } of problems) expect(cure).toMatch(/^[A-Z].*\.$/);
    });
});

describe('words that are no command', () => {
    it.each([
        ['heal'],
        ['reconcile', '--all'],
        ['doctor', 'now'],
        ['reconcile', '--user'],
        ['reconcile', '--wait', '--probe'],
        ['reconcile', '--dry-run', '--probe']
    ])('%s %s', (name, ...args) => {
        expect(parseCommand(name, args)).toBeUndefined();
    });
});
