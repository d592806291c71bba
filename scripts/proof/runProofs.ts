/**
 * `npm run proof` plays every proof with all its trials and goes on where it was stopped; `npm run proof -- P5 agreement` plays these;
 * `--from N --count M` plays a range. What it saw is kept under .local/proof.
 */
import { parseArgs } from 'node:util';
import { progress } from '../localOrgs/progress.ts';
import { allPlayables } from './playables.ts';
import { proofTable, runProof } from './proofRun.ts';
import type { ProofRecord } from './proofRecord.ts';

const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string' }, count: { type: 'string' } }
});
const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
const range = { from: numberOf(values.from), count: numberOf(values.count) };
const playables = allPlayables();
const unknown = positionals.filter((name) => !playables.some(({ id }) => id === name));
if (unknown.length > 0 || [range.from, range.count].some(Number.isNaN)) {
    throw new Error(`Expected names of ${playables.map(({ id }) => id).join(', ')}, --from N and --count M.`);
}
const records: ProofRecord[] = [];
for (const playable of playables.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
    const record = await runProof(playable, range);
    progress(proofTable([record]));
    records.push(record);
}
console.log(`\n${proofTable(records)}`);
process.exitCode = records.some(({ failure }) => failure !== null) ? 1 : 0;
