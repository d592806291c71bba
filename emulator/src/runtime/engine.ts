/** Deployed code as the platform runs it: triggers, jobs, REST methods, component calls, anonymous blocks. */
import { compileAnonymous, compileProgram } from '../compiler/compileProgram.ts';
import type { BoundBlock, BoundProgram } from '../language/boundTree.ts';
import type { SystemLibrary } from './apexRuntime.ts';
import { runAsyncJob } from './asyncCalls.ts';
import { auraMethodOf, callAura } from './auraCall.ts';
import { collectCoverage } from './coverage.ts';
import type { FileCoverage } from './coverage.ts';
import { ApexExecution } from './execution.ts';
import type { ApexEngine, ApexHost, ApexRestRequest, ApexRestResponse, AsyncJob, TriggerInvocation } from './host.ts';
import { LoadedProgram } from './loadedProgram.ts';
import type { RunnableUnit } from './loadedProgram.ts';
import { callRest } from './restDispatch.ts';
import { TriggerContext } from './triggerContext.ts';

export interface EngineOptions {
    readonly host: ApexHost;
    readonly library: SystemLibrary;
    /** Full name of a system type written with or without namespace, ignoring case; for `Type.forName`. */
    readonly systemTypeName: (name: string) => string | undefined;
}

export class DeployedCode implements ApexEngine {
    readonly execution: ApexExecution;
    private program: BoundProgram = { types: [], triggers: [] };
    private readonly libraryStates: ApexExecution['libraryState'][] = [];

    constructor({ host, library, systemTypeName }: EngineOptions) {
        this.execution = new ApexExecution(host, library, systemTypeName);
    }

    /** Compiles without putting the result to use, so that what cannot be compiled fails the deploy. */
    prepare(program: BoundProgram): LoadedProgram {
        const { execution } = this;
        const compiled = compileProgram(program, { systemSupertypes: (owner) => execution.library.supertypes(owner) });
        return new LoadedProgram(compiled, execution.library, execution);
    }

    /** Between transactions only. */
    replace(program: BoundProgram, loaded: LoadedProgram = this.prepare(program)): void {
        this.program = program;
        this.execution.replaceProgram(loaded);
    }

    beginTransaction(): void {
        this.execution.program.beginTransaction();
        this.libraryStates.push(this.execution.libraryState);
        this.execution.libraryState = new Map();
    }

    endTransaction(): void {
        this.execution.tick();
        this.execution.program.endTransaction();
        this.execution.libraryState = this.libraryStates.pop() ?? new Map();
    }

    hasTriggers(objectName: string): boolean {
        return this.execution.program.triggers.has(objectName.toLowerCase());
    }

    runTriggers(invocation: TriggerInvocation): void {
        const { execution } = this;
        const event = `${invocation.timing} ${invocation.operation}`;
        const triggers = (execution.program.triggers.get(invocation.objectName.toLowerCase()) ?? []).filter(
            ({ declaration }) => (declaration.events as readonly string[]).includes(event)
        );
        if (triggers.length === 0) return;
        const outer = execution.trigger;
        execution.trigger = new TriggerContext(invocation, execution.library);
        const unlock = lockRecords(invocation);
        try {
            for (const trigger of triggers) execution.enterFromPlatform(() => trigger.run());
        } finally {
            unlock();
            execution.trigger = outer;
        }
    }

    runAsync(job: AsyncJob, jobId: string): void {
        this.fromOutside(() => runAsyncJob(this.execution, job, jobId));
    }

    /** Inside the caller's transaction, which is to be rolled back if `isFailure`. */
    callRest(
        request: ApexRestRequest,
        hasClassAccess: (className: string) => boolean
    ): { readonly response: ApexRestResponse; readonly isFailure: boolean } {
        return this.fromOutside(() => callRest(this.execution, request, hasClassAccess));
    }

    /**
     * Calls an `@AuraEnabled` method. Arguments and the result are JSON values; undefined for a void method. ApexExceptions go to
     * the caller.
     */
    callAura(className: string, methodName: string, args: Readonly<Record<string, unknown>>): unknown {
        return this.fromOutside(() => callAura(this.execution, { className, methodName, args }));
    }

    /** Undefined unless it is a static `@AuraEnabled` method. */
    auraMethod(className: string, methodName: string): ReturnType<typeof auraMethodOf> {
        return auraMethodOf(this.execution.program, className, methodName);
    }

    runAnonymous(body: BoundBlock, apiVersion: number): void {
        const { execution, program } = this;
        const options = {
            deployed: program.types,
            systemSupertypes: (owner: string) => execution.library.supertypes(owner)
        };
        const unit = execution.program.evaluate(compileAnonymous(body, apiVersion, options), execution) as RunnableUnit;
        this.fromOutside(() => unit.run());
    }

    resetCoverage(): void {
        for (const { hits } of this.execution.program.lines.values()) hits.fill(0);
    }

    /** Lines run since the last reset, without test classes. */
    coverage(): readonly FileCoverage[] {
        return collectCoverage(this.execution.program, this.program);
    }

    /** An entry that no trigger surrounds. */
    fromOutside<Result>(body: () => Result): Result {
        const outer = this.execution.trigger;
        this.execution.trigger = undefined;
        try {
            return this.execution.enterFromPlatform(body);
        } finally {
            this.execution.trigger = outer;
        }
    }
}

/** `Trigger.old` cannot be written, nor `Trigger.new` after the save. Returns what puts the records back. */
function lockRecords({ timing, newRecords = [], oldRecords = [] }: TriggerInvocation): () => void {
    const locked = [...oldRecords, ...(timing === 'after' ? newRecords : [])].filter((record) => !record.isReadOnly);
    for (const record of locked) record.isReadOnly = true;
    return () => {
        for (const record of locked) record.isReadOnly = false;
    };
}
