/** A thread for what takes seconds: compilers and bundlers. */
import { parentPort } from 'node:worker_threads';
import { buildBaseModules } from './baseModulesBuild.ts';
import type { BuildAnswer, BuildRequest, BuildTask } from './buildTask.ts';
import { compileOnPlatform } from './platformCompiler.ts';

parentPort?.on('message', (request: BuildRequest) => {
    void answer(request);
});

async function answer({ task, reply, signal }: BuildRequest): Promise<void> {
    const result: BuildAnswer = await run(task).catch((error: unknown) => ({
        isDone: false,
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error)
    }));
    reply.postMessage(result);
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
    reply.close();
}

async function run(task: BuildTask): Promise<BuildAnswer> {
    if (task.kind === 'compile') return { isDone: true, compiled: await compileOnPlatform(task.bundle) };
    await buildBaseModules(task.folder);
    return { isDone: true, compiled: undefined };
}
