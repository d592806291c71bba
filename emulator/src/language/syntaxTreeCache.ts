/**
 * Syntax trees by content, for all programs of the process; a tree does not know its file and nobody changes it. The ones not
 * asked for longest go first. Text with syntax errors is parsed anew each time.
 */
import { parseSource, type SourceUnit, type SyntaxNode } from '../grammar/grammar.ts';

/** Where trees outlive the process. */
export interface SyntaxTreeStore {
    read(unit: SourceUnit, text: string): SyntaxNode | undefined;
    write(unit: SourceUnit, text: string, tree: SyntaxNode): void;
}

/** About twelve packages of a hundred classes. */
const keptCharacters = 4_000_000;

export class SyntaxTreeCache {
    private readonly trees = new Map<string, SyntaxNode>();
    private characters = 0;
    private store: SyntaxTreeStore | undefined;

    /** From now on looks there before it parses. */
    keepIn(store: SyntaxTreeStore): void {
        this.store = store;
    }

    parse(unit: SourceUnit, text: string, file: string): SyntaxNode {
        const key = `${unit}\n${text}`;
        const known = this.trees.get(key);
        const tree = known ?? this.stored(unit, text, file);
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

    private stored(unit: SourceUnit, text: string, file: string): SyntaxNode {
        const stored = this.store?.read(unit, text);
        if (stored) return stored;
        const tree = parseSource(unit, text, file);
        this.store?.write(unit, text, tree);
        return tree;
    }
}

export const syntaxTrees = new SyntaxTreeCache();
