/**
 * The language's face: sources in, a program out in which every name is bound and every expression typed, or all that is
 * wrong with them.
 */
import { parseSource } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import type { BindContext } from './bindMethods.ts';
import { bindAnonymous, bindTrigger, bindType } from './bindTypes.ts';
import type { BoundBlock, BoundProgram } from './boundTree.ts';
import { checkClass } from './classRules.ts';
import { declareMembers } from './declareMembers.ts';
import { checkCircles, declareClassFile, declareSupertypes } from './declareTypes.ts';
import { ProblemList } from './problems.ts';
import { ProgramSymbols } from './symbols.ts';
import type { SourceFile } from './symbols.ts';
import { syntaxTrees } from './syntaxTreeCache.ts';
import type { TypeLibrary } from './typeLibrary.ts';

export type { ProgramSymbols, SourceFile } from './symbols.ts';

export interface BoundAnonymous {
    readonly body: BoundBlock;
    readonly apiVersion: number;
}

/** Version of anonymous blocks whose caller names none. */
const latestApiVersion = 67;

/** Throws ApexCompileError with the problems of all files; constructs not supported are among them. */
export function resolveProgram(sources: readonly SourceFile[], library: TypeLibrary): BoundProgram {
    const problems = new ProblemList();
    const parsed = parseAll(sources, problems);
    const context = declare(parsed, library, problems);
    for (const symbol of context.program.classes.values()) {
        checkClass(symbol, context.program, context.bridges, problems);
    }
    const types = [...context.program.classes.values()].map((symbol) => bindType(symbol, context));
    const triggers = parsed
        .filter(({ source }) => source.kind === 'trigger')
        .flatMap(({ tree, source }) => problems.attempt(() => bindTrigger(tree, source, context)) ?? []);
    problems.throwIfAny();
    return { types, triggers };
}

/** What deployed sources declare, which must be right, for any number of blocks. Throws ApexCompileError. */
export function declareSources(sources: readonly SourceFile[], library: TypeLibrary): ProgramSymbols {
    const problems = new ProblemList();
    const { program } = declare(parseAll(sources, problems), library, problems);
    problems.throwIfAny();
    return program;
}

/** Binds a block against deployed sources. Throws ApexCompileError. */
export function resolveAnonymous(text: string, program: ProgramSymbols, apiVersion = latestApiVersion): BoundAnonymous {
    const problems = new ProblemList();
    const context = { program, problems, bridges: new Map() };
    const source: SourceFile = { file: 'anonymous', kind: 'class', apiVersion, text };
    const body = bindAnonymous(parseSource('anonymous', text, source.file), source, context);
    problems.throwIfAny();
    return { body, apiVersion };
}

interface ParsedSource {
    readonly source: SourceFile;
    readonly tree: SyntaxNode;
}

function parseAll(sources: readonly SourceFile[], problems: ProblemList): readonly ParsedSource[] {
    return sources.flatMap((source) => {
        const tree = problems.attempt(() => syntaxTrees.parse(source.kind, source.text, source.file));
        return tree ? [{ source, tree }] : [];
    });
}

function declare(parsed: readonly ParsedSource[], library: TypeLibrary, problems: ProblemList): BindContext {
    const program = new ProgramSymbols(library);
    for (const { source, tree } of parsed) {
        if (source.kind === 'class') declareClassFile(tree, source, program, problems);
    }
    const symbols = [...program.classes.values()];
    for (const symbol of symbols) declareSupertypes(symbol, program, problems);
    for (const symbol of symbols) problems.attempt(() => checkCircles(symbol, program));
    for (const symbol of symbols) declareMembers(symbol, program, problems);
    return { program, problems, bridges: new Map() };
}
