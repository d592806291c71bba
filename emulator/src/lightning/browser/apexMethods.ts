/**
 * Apex methods as components import them: functions that can be called, and adapters for `@wire`.
 * https://developer.salesforce.com/docs/platform/lwc/guide/apex.html
 */
import type { ApexAnswer } from '../pageSession.ts';
import { session } from './session.ts';

type Parameters = Readonly<Record<string, unknown>>;

interface Provisioned {
    readonly data: unknown;
    readonly error: unknown;
}

/** A result that may be kept, and the wires that show it. */
interface CacheEntry {
    readonly method: string;
    readonly parameters: Parameters;
    readonly wires: Set<(value: Provisioned) => void>;
    provisioned: Provisioned | undefined;
    result: Promise<unknown> | undefined;
    loadedAt: number;
}

const cacheLifetimeMs = 300_000;
const noValue: Provisioned = { data: undefined, error: undefined };
const cache = new Map<string, CacheEntry>();
const entriesByValue = new WeakMap<object, CacheEntry>();

export interface ApexMethod {
    (parameters?: Parameters): Promise<unknown>;
    readonly adapter: unknown;
}

/** @param method `Class.method` */
export function apexMethod(method: string): ApexMethod {
    const call = (parameters: Parameters = {}): Promise<unknown> =>
        session.cacheableMethods.includes(method)
            ? keptResult(cacheEntry(method, parameters))
            : send(method, parameters, false);
    return Object.assign(call, { adapter: wireAdapter(method) });
}

/** Reads again what a wire has provisioned. */
export function refreshApex(provisioned: unknown): Promise<void> {
    const entry = typeof provisioned === 'object' && provisioned ? entriesByValue.get(provisioned) : undefined;
    if (!entry) return Promise.reject(new Error('refreshApex takes the value that a wire provisioned'));
    entry.result = undefined;
    return provision(entry);
}

function wireAdapter(method: string): unknown {
    return class {
        private readonly emit: (value: Provisioned) => void;
        private entry: CacheEntry | undefined;
        private parameters: Parameters | undefined;

        constructor(emit: (value: Provisioned) => void) {
            this.emit = emit;
            emit(noValue);
        }

        update(parameters: Parameters): void {
            this.parameters = parameters;
            this.leave();
            this.join();
        }

        connect(): void {
            if (!this.entry) this.join();
        }

        disconnect(): void {
            this.leave();
        }

        /** A wire waits until none of its parameters is undefined. */
        private join(): void {
            const { parameters } = this;
            if (!parameters || Object.values(parameters).includes(undefined)) return;
            const entry = cacheEntry(method, parameters);
            this.entry = entry;
            entry.wires.add(this.emit);
            if (entry.provisioned && isFresh(entry)) this.emit(entry.provisioned);
            else void provision(entry);
        }

        private leave(): void {
            this.entry?.wires.delete(this.emit);
            this.entry = undefined;
        }
    };
}

function cacheEntry(method: string, parameters: Parameters): CacheEntry {
    const key = `${method} ${JSON.stringify(Object.entries(parameters).sort())}`;
    const known = cache.get(key);
    if (known) return known;
    const entry: CacheEntry = {
        method,
        parameters,
        wires: new Set(),
        provisioned: undefined,
        result: undefined,
        loadedAt: 0
    };
    cache.set(key, entry);
    return entry;
}

function isFresh(entry: CacheEntry): boolean {
    return entry.result !== undefined && Date.now() - entry.loadedAt < cacheLifetimeMs;
}

/** Failures are not kept. */
function keptResult(entry: CacheEntry, isWire = false): Promise<unknown> {
    if (entry.result && isFresh(entry)) return entry.result;
    const result = send(entry.method, entry.parameters, isWire).then(deepFreeze);
    entry.result = result;
    entry.loadedAt = Date.now();
    result.catch(() => {
        if (entry.result === result) entry.result = undefined;
    });
    return result;
}

async function provision(entry: CacheEntry): Promise<void> {
    let provisioned: Provisioned;
    try {
        provisioned = { data: await keptResult(entry, true), error: undefined };
    } catch (error) {
        provisioned = { data: undefined, error };
    }
    entry.provisioned = provisioned;
    entriesByValue.set(provisioned, entry);
    for (const emit of entry.wires) emit(provisioned);
}

async function send(method: string, parameters: Parameters, isWire: boolean): Promise<unknown> {
    const response = await fetch('/lightning/apex', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ method, parameters, isWire })
    });
    const outcome = (await response.json()) as ApexAnswer;
    if (outcome.isSuccess) return outcome.returnValue;
    const { status, body } = outcome;
    // Components read body.message; the rest of the shape is what the platform sends.
    const failure = { status, statusText: 'Server Error', ok: false, headers: {}, body, errorType: 'fetchResponse' };
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw deepFreeze(failure);
}

function deepFreeze<Value>(value: Value): Value {
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(deepFreeze);
    }
    return value;
}
