/** The Apex of an org: sources, resolved and compiled as one program whenever one of them or the schema changes. */
import { ApexCompileError, UnsupportedApexError, type CompileProblem } from '../errors.ts';
import type { BoundProgram } from '../language/boundTree.ts';
import {
    declareSources,
    resolveAnonymous,
    resolveProgram,
    type BoundAnonymous,
    type ProgramSymbols,
    type SourceFile
} from '../language/resolveProgram.ts';
import type { TypeLibrary } from '../language/typeLibrary.ts';
import type { DeployedCode } from '../runtime/engine.ts';
import type { LoadedProgram } from '../runtime/loadedProgram.ts';
import type { DeployedComponent } from './componentStore.ts';

export interface PreparedCode {
    readonly program: BoundProgram;
    readonly loaded: LoadedProgram;
    readonly sources: readonly SourceFile[];
}

export class CodeBase {
    private readonly engine: DeployedCode;
    private readonly library: () => TypeLibrary;
    private current: PreparedCode | undefined;
    private declared: ProgramSymbols | undefined;

    /** `library` answers by the schema of the moment it is asked. */
    constructor(engine: DeployedCode, library: () => TypeLibrary) {
        this.engine = engine;
        this.library = library;
    }

    /** Problems of all sources together, or a program that can be put to use. Changes nothing. */
    prepare(components: readonly DeployedComponent[]): PreparedCode | readonly CompileProblem[] {
        const sources = components.flatMap(sourceOf);
        try {
            const program = resolveProgram(sources, this.library());
            return { program, loaded: this.engine.prepare(program), sources };
        } catch (error) {
            if (error instanceof ApexCompileError) return error.problems;
            if (error instanceof UnsupportedApexError && error.position)
                return [{ message: error.message, position: error.position }];
            throw error;
        }
    }

    use(prepared: PreparedCode): void {
        this.current = prepared;
        this.declared = undefined;
        this.engine.replace(prepared.program, prepared.loaded);
    }

    /** Throws ApexCompileError, UnsupportedApexError. */
    anonymous(source: string): BoundAnonymous {
        this.declared ??= declareSources(this.current?.sources ?? [], this.library());
        return resolveAnonymous(source, this.declared);
    }

    triggersOn(objectName: string): readonly string[] {
        const triggers = this.current?.program.triggers ?? [];
        return triggers
            .filter((trigger) => trigger.objectName.toLowerCase() === objectName.toLowerCase())
            .map(({ name }) => name);
    }
}

function sourceOf({ definition, files }: DeployedComponent): readonly SourceFile[] {
    if (definition.kind !== 'ApexClass' && definition.kind !== 'ApexTrigger') return [];
    if (definition.kind === 'ApexTrigger' && !definition.isActive) return [];
    return [
        {
            file: files[0]?.path ?? definition.name,
            kind: definition.kind === 'ApexClass' ? 'class' : 'trigger',
            apiVersion: definition.apiVersion,
            text: definition.source
        }
    ];
}
