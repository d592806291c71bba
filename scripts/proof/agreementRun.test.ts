import type { LocalOrg } from '../../emulator/src/index.ts';
import { agreementGroups, agreementHistory, agreementMoments } from './agreementHistory.ts';
import { outsideJest } from '../test/outsideJest.ts';

const { playChunk, startAgreementOrg } = outsideJest('scripts/proof/agreementRun.ts');

describe('model and Apex', () => {
    let org: LocalOrg | undefined;

    beforeAll(async () => {
        org = await startAgreementOrg();
    }, 120_000);

    afterAll(() => org?.stop());

    it('agree on every state of 150 random histories', () => {
        expect(org === undefined ? 'no org' : playChunk(org, 0)).toBeUndefined();
    }, 120_000);

    it('are compared on histories that reach takes, drift, assertions and first links', () => {
        const histories = Array.from({ length: 150 }, (_, number) => agreementHistory(number, agreementMoments(0)));
        const last = histories.map(({ steps }) => steps.at(-1)?.expected.split('|') ?? []);
        for (const [index, { field }] of agreementGroups.entries()) {
            const stamps = last.map((groups) => groups[index]?.split(':')[1] ?? '');
            const origins = new Set(stamps.map((stamp) => stamp[11]));
            expect({ field, isStamped: origins.size > 1 }).toEqual({ field, isStamped: true });
        }
        expect(histories.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'deliver').length).toBeGreaterThan(
            300
        );
    });
});
