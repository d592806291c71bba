/** What a proof has seen so far, kept under `.local/proof`, so that a long one goes on where it was stopped. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ProofRecord {
    readonly id: string;
    readonly promise: string;
    /** Where it began and the first number that was not played yet. */
    readonly from: number;
    next: number;
    /** The first trial that broke the promise, and how. */
    failure: { readonly trial: number; readonly complaint: string } | null;
    seconds: number;
}

export const proofFolder = join('.local', 'proof');

export function recordFile(id: string, range: string, folder = proofFolder): string {
    return join(folder, `${id}${range}.json`);
}

/** @returns what a run that was stopped before `end` has kept, otherwise the new record */
export function loadRecord(file: string, end: number, fresh: ProofRecord): ProofRecord {
    try {
        const kept = JSON.parse(readFileSync(file, 'utf8')) as ProofRecord;
        return kept.failure === null && kept.next < end ? kept : fresh;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
            return fresh;
        }
        throw error;
    }
}

export function saveRecord(file: string, record: ProofRecord, folder = proofFolder): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${JSON.stringify(record, null, 4)}\n`);
}
