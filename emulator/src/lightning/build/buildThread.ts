/** Runs build tasks in a thread of its own, which ends when there is nothing to do: it never keeps the process alive. */
import { once } from 'node:events';
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { EmulatorBug } from '../../errors.ts';
import type { BuildAnswer, BuildRequest, BuildTask } from './buildTask.ts';
import type { CompiledBundle } from './compiledBundle.ts';

const idleLimitMs = 5_000;
const youngGenerationMb = 128;

export class BuildThread {
    private worker: Worker | undefined;
    private idle: NodeJS.Timeout | undefined;
    private pending = 0;

    async run(task: BuildTask): Promise<CompiledBundle | undefined> {
        const { answers } = this.post(task);
        answers.ref();
        try {
            const [answer] = (await once(answers, 'message')) as [BuildAnswer];
            return resultOf(answer);
        } finally {
            this.finish();
        }
    }

    /** Waits without an event loop. */
    runSync(task: BuildTask): CompiledBundle | undefined {
        const { answers, signal } = this.post(task);
        try {
            Atomics.wait(signal, 0, 0);
            const received = receiveMessageOnPort(answers) as { message: BuildAnswer } | undefined;
            if (!received) throw new EmulatorBug('The build thread signalled without an answer');
            return resultOf(received.message);
        } finally {
            answers.close();
            this.finish();
        }
    }

    private post(task: BuildTask): { readonly answers: MessagePort; readonly signal: Int32Array } {
        clearTimeout(this.idle);
        this.pending++;
        this.worker ??= startWorker();
        const { port1, port2 } = new MessageChannel();
        const signal = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
        const request: BuildRequest = { task, reply: port2, signal };
        this.worker.postMessage(request, [port2]);
        return { answers: port1, signal };
    }

    private finish(): void {
        this.pending--;
        if (this.pending > 0) return;
        this.idle = setTimeout(() => {
            void this.worker?.terminate();
            this.worker = undefined;
        }, idleLimitMs).unref();
    }
}

function startWorker(): Worker {
    const worker = new Worker(join(import.meta.dirname, 'buildWorker.ts'), {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        // Compilers make garbage faster than the small default lets go of it.
        resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb }
    });
    worker.unref();
    return worker;
}

function resultOf(answer: BuildAnswer): CompiledBundle | undefined {
    if (!answer.isDone) throw new EmulatorBug(answer.reason);
    return answer.compiled;
}
