/** The Apex of an org: sources, resolved and compiled as one program whenever one of them or the schema changes. */
import { ApexCompileError, UnsupportedApexError, type CompileProblem } from '../errors.ts';
import {
    resolveAnonymous,
    type BoundAnonymous,
    type ResolvedProgram,
    type SourceFile
} from '../language/resolveProgram.ts';
import type { DeployedCode } from '../runtime/engine.ts';
import type { LoadedProgram } from '../runtime/loadedProgram.ts';
import type { DeployedComponent } from './componentStore.ts';
import { resolveSources, type CodeSurroundings } from './resolvedSources.ts';

export interface PreparedCode {
    readonly program: ResolvedProgram;
    readonly loaded: LoadedProgram;
}

export class CodeBase {
    private readonly engine: DeployedCode;
    private readonly surroundings: () => CodeSurroundings;
    private current: PreparedCode | undefined;

    /** `surroundings` are those of the moment it is called. */
    constructor(engine: DeployedCode, surroundings: () => CodeSurroundings) {
        this.engine = engine;
        this.surroundings = surroundings;
    }

    /** Problems of all sources together, or a program that can be put to use. Changes nothing. */
    prepare(components: readonly DeployedComponent[]): PreparedCode | readonly CompileProblem[] {
        const sources = components.flatMap(sourceOf);
        try {
            const program = resolveSources(sources, this.surroundings());
            return { program, loaded: this.engine.prepare(program) };
        } catch (error) {
            if (error instanceof ApexCompileError) return error.problems;
            if (error instanceof UnsupportedApexError && error.position)
                return [{ message: error.message, position: error.position }];
            throw error;
        }
    }

    use(prepared: PreparedCode): void {
        this.current = prepared;
        this.engine.replace(prepared.program, prepared.loaded);
    }

    /** Throws ApexCompileError, UnsupportedApexError. */
    anonymous(source: string): BoundAnonymous {
        const { symbols } = this.current?.program ?? resolveSources([], this.surroundings());
        return resolveAnonymous(source, symbols);
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
