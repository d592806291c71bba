import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as grammar from '../grammar/grammar.ts';
import { textToTree, treeToText } from '../grammar/treeText.ts';
import { SyntaxTreeCache } from '../language/syntaxTreeCache.ts';
import { syntaxTreeFiles } from './syntaxTreeFiles.ts';

jest.mock('../grammar/grammar.ts', () => {
    const actual = jest.requireActual<typeof grammar>('../grammar/grammar.ts');
    return { ...actual, parseSource: jest.fn(actual.parseSource) };
});

const parse = jest.mocked(grammar.parseSource);
const source = `public class Invoice {
    /** Ümläute and 'quotes' */
    public String text = 'It\\'s "due"';
    Integer sum(List<Integer> numbers) { Integer all = 0; for (Integer n : numbers) { all += n; } return all; }
}`;

let folder: string;

beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'syntax-trees-')), 'apex');
    parse.mockClear();
});

afterEach(() => {
    rmSync(join(folder, '..'), { recursive: true });
});

/** Of a process that starts anew. */
function newCache(): SyntaxTreeCache {
    const cache = new SyntaxTreeCache();
    cache.keepIn(syntaxTreeFiles(folder));
    return cache;
}

it('reads back the tree that it wrote', () => {
    const tree = grammar.parseSource('class', source, 'Invoice.cls');
    expect(textToTree(treeToText(tree))).toEqual(tree);
});

it('parses in the next process only what changed', () => {
    const tree = newCache().parse('class', source, 'Invoice.cls');
    expect(parse).toHaveBeenCalledTimes(1);
    expect(newCache().parse('class', source, 'Invoice.cls')).toEqual(tree);
    expect(parse).toHaveBeenCalledTimes(1);
    newCache().parse('class', source.replace('sum', 'total'), 'Invoice.cls');
    expect(parse).toHaveBeenCalledTimes(2);
    expect(readdirSync(folder)).toHaveLength(2);
});

it('keeps no tree of a text with syntax errors', () => {
    for (let time = 1; time <= 2; time += 1) {
        expect(() => newCache().parse('class', 'public class {', 'Broken.cls')).toThrow(/./);
        expect(parse).toHaveBeenCalledTimes(time);
    }
});

it('tells a class from a trigger of the same text', () => {
    newCache().parse('class', source, 'Invoice.cls');
    expect(() => newCache().parse('trigger', source, 'Invoice.trigger')).toThrow(/./);
});
