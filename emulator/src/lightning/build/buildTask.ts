/** What the build worker is asked and answers. */
import type { MessagePort } from 'node:worker_threads';
import type { BundleSource, CompiledBundle } from './compiledBundle.ts';

export type BuildTask =
    | { readonly kind: 'compile'; readonly bundle: BundleSource }
    | { readonly kind: 'baseModules'; readonly folder: string };

export type BuildAnswer =
    | { readonly isDone: true; readonly compiled: CompiledBundle | undefined }
    | { readonly isDone: false; readonly reason: string };

export interface BuildRequest {
    readonly task: BuildTask;
    readonly reply: MessagePort;
    /** Set to 1 and notified with the answer, for who waits without an event loop. */
    readonly signal: Int32Array;
}
