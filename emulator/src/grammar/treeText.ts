/**
 * Syntax trees as text, to be kept between runs: reading one back takes a fiftieth of the time that parsing takes. A list of names, one of
 * token texts, and five numbers a node: name, text, line, column and how many children follow.
 */
import type { SyntaxName, SyntaxNode } from './grammar.ts';

/** Another number whenever this text or the tree itself changes. */
export const treeTextFormat = 1;

type TreeText = readonly [names: readonly SyntaxName[], texts: readonly string[], numbers: readonly number[]];

export function treeToText(tree: SyntaxNode): string {
    const names = new Map<SyntaxName, number>();
    const texts = new Map<string, number>();
    const numbers: number[] = [];
    const add = (node: SyntaxNode): void => {
        numbers.push(
            indexOf(names, node.name),
            indexOf(texts, node.text),
            node.line,
            node.column,
            node.children.length
        );
        for (const child of node.children) add(child);
    };
    add(tree);
    return JSON.stringify([[...names.keys()], [...texts.keys()], numbers]);
}

function indexOf<Key>(indexes: Map<Key, number>, key: Key): number {
    const known = indexes.get(key);
    if (known !== undefined) return known;
    indexes.set(key, indexes.size);
    return indexes.size - 1;
}

/** @param text as `treeToText` made it */
export function textToTree(text: string): SyntaxNode {
    const [names, texts, numbers] = JSON.parse(text) as TreeText;
    let at = 0;
    const next = (): number => numbers[at++] ?? 0;
    const read = (): SyntaxNode => {
        const children: SyntaxNode[] = [];
        const node = {
            name: names[next()] ?? 'EOF',
            text: texts[next()] ?? '',
            line: next(),
            column: next(),
            children
        };
        for (let left = next(); left > 0; left -= 1) children.push(read());
        return node;
    };
    return read();
}
