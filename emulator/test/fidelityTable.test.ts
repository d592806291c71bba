/** Every row of docs/emulator-fidelity.md names evidence that exists. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { scenarios } from './conformance/scenarios/index.ts';
import { programs } from './programs/deployProgram.ts';

const root = resolve(__dirname, '../..');
const verdicts = /^(Exact|Compatible|Simplified|Unsupported)\b/;
const rows = readFileSync(resolve(root, 'docs/emulator-fidelity.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Feature'))
    .map((line) => line.slice(2, -2).split(' | ') as [feature: string, verdict: string, evidence: string]);

function exists(evidence: string): boolean {
    const program = /^program (\w+)$/.exec(evidence)?.[1];
    if (program !== undefined) return programs.includes(program);
    const [file = '', title] = evidence.split(' › ');
    if (!file.endsWith('.test.ts')) return scenarios.some(({ id }) => id === evidence);
    const path = resolve(root, file);
    if (!existsSync(path)) return false;
    return (
        title === undefined ||
        ["'", '`', '"'].some((quote) => readFileSync(path, 'utf8').includes(`${quote}${title}${quote}`))
    );
}

describe('the fidelity table', () => {
    it.each(rows)('%s: %s', (_feature, verdict, evidence) => {
        const names = [...evidence.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
        expect(verdict).toMatch(verdicts);
        expect(names.length).toBeGreaterThan(0);
        expect(names.filter((name) => !exists(name))).toEqual([]);
    });

    it('uses every scenario', () => {
        const text = readFileSync(resolve(root, 'docs/emulator-fidelity.md'), 'utf8');
        expect(scenarios.map(({ id }) => id).filter((id) => !text.includes(`\`${id}\``))).toEqual([]);
    });
});
