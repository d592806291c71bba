/** Everything `npm run proof` can play: histories of the model, histories of model and Apex, and tests of whole orgs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import type { LocalOrg } from '../../emulator/src/index.ts';
import { noBugs } from '../../model/plantedBug.ts';
import type { Proof } from '../../model/proofs/proof.ts';
import { proofs } from '../../model/proofs/proofs.ts';
import { playChunk, startAgreementOrg } from './agreementRun.ts';
import { historiesPerChunk } from './agreementTest.ts';
import { type ProvenTest, provenTests } from './provenTests.ts';

export interface Failure {
    readonly trial: number;
    readonly complaint: string;
}

export interface Playable {
    readonly id: string;
    readonly promise: string;
    readonly trials: number;
    /** Trials that belong together. */
    readonly sliceTrials?: number;
    /** @returns the first trial that broke the promise, or undefined */
    readonly play: (from: number, count: number) => Promise<Failure | undefined>;
    readonly close?: () => Promise<void>;
}

export function ofModel({ id, promise, trials, check }: Proof): Playable {
    const play = (from: number, count: number): Failure | undefined => {
        for (let trial = from; trial < from + count; trial++) {
            const complaint = check(trial, noBugs);
            if (complaint !== undefined) {
                return { trial, complaint };
            }
        }
        return undefined;
    };
    return { id, promise, trials, play: (from, count) => Promise.resolve(play(from, count)) };
}

/** Chunks of histories are one Apex test, so a range begins and ends with a chunk. */
function ofAgreement(): Playable {
    let org: LocalOrg | undefined;
    return {
        id: 'agreement',
        promise: 'model and Apex agree on random histories',
        trials: 100_000,
        sliceTrials: historiesPerChunk,
        play: async (from) => {
            org ??= await startAgreementOrg();
            const complaint = playChunk(org, Math.floor(from / historiesPerChunk));
            return complaint === undefined ? undefined : { trial: from, complaint };
        },
        close: async () => {
            await org?.stop();
            org = undefined;
        }
    };
}

/** A run that takes longer is stuck, and counts as broken. */
const runTimeoutMs = 1_800_000;

/** Loading every suite for one number would take longer than its tests. */
function testFiles(id: string): string[] {
    const carries = new RegExp(`\\b${id}\\b`);
    return globSync('{relay,emulator,scripts}/**/*.test.ts', { exclude: ['**/node_modules/**', 'scripts/proof/**'] })
        .filter((file) => carries.test(readFileSync(file, 'utf8')))
        .sort();
}

function ofTests({ id, promise, trials, drawsTrials = false }: ProvenTest): Playable {
    const variables = (count: number): NodeJS.ProcessEnv =>
        drawsTrials ? { ...process.env, USER_SYNC_PROOF_TRIALS: String(count) } : process.env;
    return {
        id,
        promise,
        trials,
        sliceTrials: drawsTrials ? trials : 1,
        play: async (from, count) => {
            const args = [
                'node_modules/jest/bin/jest.js',
                '--forceExit',
                '--runTestsByPath',
                ...testFiles(id),
                '-t',
                `\\b${id}\\b`
            ];
            const child = spawn(process.execPath, args, {
                env: variables(count),
                stdio: ['ignore', 'pipe', 'pipe'],
                timeout: runTimeoutMs
            });
            let output = '';
            for (const stream of [child.stdout, child.stderr]) {
                stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
            }
            const [code] = (await once(child, 'close')) as [number];
            const passed = /^Tests:.*?(\d+) passed/m.exec(output)?.[1];
            return code === 0 && passed !== undefined
                ? undefined
                : { trial: from, complaint: /●.*/.exec(output)?.[0] ?? `no test carries ${id}` };
        }
    };
}

export function allPlayables(): Playable[] {
    return [...proofs.map(ofModel), ofAgreement(), ...provenTests.map(ofTests)];
}
