/**
 * The language's face: sources in, a program out in which every name is bound and every expression typed, or all that is
 * wrong with them.
 */
import { parseSource } from '../grammar/grammar.ts';
import type { SourceUnit, SyntaxNode } from '../grammar/grammar.ts';
import type { BindContext } from './bindMethods.ts';
import { bindAnonymous, bindTrigger, bindType } from './bindTypes.ts';
import type { BoundBlock, BoundProgram } from './boundTree.ts';
import { checkClass } from './classRules.ts';
import { declareMembers } from './declareMembers.ts';
import { checkCircles, declareClassFile, declareSupertypes } from './declareTypes.ts';
import { ProblemList } from './problems.ts';
import { ProgramSymbols } from './symbols.ts';
import type { SourceFile } from './symbols.ts';
import type { TypeLibrary } from './typeLibrary.ts';

export type { SourceFile } from './symbols.ts';

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

/** Binds a block against deployed sources, which must be right. Throws ApexCompileError. */
export function resolveAnonymous(
    text: string,
    sources: readonly SourceFile[],
    library: TypeLibrary,
    apiVersion = latestApiVersion
): BoundAnonymous {
    const problems = new ProblemList();
    const context = declare(parseAll(sources, problems), library, problems);
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
        const tree = problems.attempt(() => trees.parse(source.kind, source.text, source.file));
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

/** About twelve packages of a hundred classes. */
const keptCharacters = 4_000_000;

/**
 * Syntax trees by content, for all programs of the process; a tree does not know its file and nobody changes it. The ones not
 * asked for longest go first. Text with syntax errors is parsed anew each time.
 */
class SyntaxTreeCache {
    private readonly trees = new Map<string, SyntaxNode>();
    private characters = 0;

    parse(unit: SourceUnit, text: string, file: string): SyntaxNode {
        const key = `${unit}\n${text}`;
        const known = this.trees.get(key);
        const tree = known ?? parseSource(unit, text, file);
        if (known) this.trees.delete(key);
        else this.characters += key.length;
        this.trees.set(key, tree);
        for (const [oldest] of this.trees) {
            if (this.characters <= keptCharacters) break;
            this.trees.delete(oldest);
            this.characters -= oldest.length;
        }
        return tree;
    }
}

const trees = new SyntaxTreeCache();
