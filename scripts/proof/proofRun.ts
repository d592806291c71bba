/** Plays proofs with all their trials, or a range of them, and keeps what it saw. */
import { type Playable } from './playables.ts';
import { loadRecord, proofFolder, type ProofRecord, recordFile, saveRecord } from './proofRecord.ts';

export interface ProofRange {
    /** Undefined: where the last run ended. */
    readonly from: number | undefined;
    readonly count: number | undefined;
}

/** Trials between two notes on disk. */
const slice = 500;

/**
 * @param playable what to play
 * @param range which trials; without one all of them, beginning where an earlier run was stopped
 * @param folder where records are kept
 * @returns what was seen, also when the promise was broken
 */
export async function runProof(
    playable: Playable,
    { from, count }: ProofRange,
    folder = proofFolder
): Promise<ProofRecord> {
    const { id, promise } = playable;
    const isRange = from !== undefined || count !== undefined;
    const first = from ?? 0;
    const end = isRange ? first + (count ?? playable.trials) : playable.trials;
    const file = recordFile(id, isRange ? `.${first}-${end}` : '', folder);
    const fresh: ProofRecord = { id, promise, from: first, next: first, failure: null, seconds: 0 };
    const record = loadRecord(file, end, fresh);
    while (record.next < end && record.failure === null) {
        const size = Math.min(playable.sliceTrials ?? slice, end - record.next);
        const startedAt = performance.now();
        const failure = await playable.play(record.next, size);
        record.seconds += (performance.now() - startedAt) / 1_000;
        record.failure = failure ?? null;
        record.next = failure === undefined ? record.next + size : failure.trial;
        saveRecord(file, record, folder);
    }
    await playable.close?.();
    return record;
}

/** One line per proof. */
export function proofTable(records: readonly ProofRecord[]): string {
    const width = Math.max(...records.map(({ promise }) => promise.length));
    return records
        .map(({ id, promise, from, next, failure, seconds }) => {
            const outcome = failure === null ? 'holds' : `BROKEN by ${failure.trial}: ${failure.complaint}`;
            const trials = String(next - from).padStart(7);
            return `${id.padEnd(10)} ${promise.padEnd(width)} ${trials} trials ${seconds.toFixed(1).padStart(7)} s  ${outcome}`;
        })
        .join('\n');
}
