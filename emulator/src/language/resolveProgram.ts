/**
 * The language's face: sources in, a program out in which every name is bound and every expression typed, or all that is
 * wrong with them.
 */
import { parseSource } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import type { BindContext } from './bindMethods.ts';
import { bindAnonymous, bindTrigger, bindType } from './bindTypes.ts';
import type { BoundBlock, BoundProgram, BoundTypeDeclaration } from './boundTree.ts';
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

/** Classes that are right; triggers and anonymous blocks are bound against their symbols. */
export interface ResolvedClasses {
    readonly symbols: ProgramSymbols;
    readonly types: readonly BoundTypeDeclaration[];
}

export type ResolvedProgram = BoundProgram & ResolvedClasses;

/**
 * Throws ApexCompileError with the problems of all files; constructs not supported are among them.
 *
 * @param known what the same classes resolved to before, against a library that answers the same
 */
export function resolveProgram(
    sources: readonly SourceFile[],
    library: TypeLibrary,
    known?: ResolvedClasses
): ResolvedProgram {
    const problems = new ProblemList();
    const parsed = parseAll(known ? sources.filter(({ kind }) => kind === 'trigger') : sources, problems);
    const context = known ? blockContext(known.symbols, problems) : declare(parsed, library, problems);
    const types = known?.types ?? bindClasses(context);
    const triggers = parsed
        .filter(({ source }) => source.kind === 'trigger')
        .flatMap(({ tree, source }) => problems.attempt(() => bindTrigger(tree, source, context)) ?? []);
    problems.throwIfAny();
    return { symbols: context.program, types, triggers };
}

/** Binds a block against deployed sources. Throws ApexCompileError. */
export function resolveAnonymous(text: string, program: ProgramSymbols, apiVersion = latestApiVersion): BoundAnonymous {
    const problems = new ProblemList();
    const context = blockContext(program, problems);
    const source: SourceFile = { file: 'anonymous', kind: 'class', apiVersion, text };
    const body = bindAnonymous(parseSource('anonymous', text, source.file), source, context);
    problems.throwIfAny();
    return { body, apiVersion };
}

/** For code that declares no methods: classes alone have bridges. */
function blockContext(program: ProgramSymbols, problems: ProblemList): BindContext {
    return { program, problems, bridges: new Map() };
}

function bindClasses(context: BindContext): readonly BoundTypeDeclaration[] {
    const { program, bridges, problems } = context;
    const symbols = [...program.classes.values()];
    for (const symbol of symbols) checkClass(symbol, program, bridges, problems);
    return symbols.map((symbol) => bindType(symbol, context));
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
