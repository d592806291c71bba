/** State while one query text is read: its binds, the alias of the object at hand, and how to report. */
import { ApexCompileError, UnsupportedApexError } from '../errors.ts';
import type { SourcePosition } from '../errors.ts';
import { childAt, positionOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import type { SoqlQuery, SoqlValue } from './query.ts';

type QueryReader = (node: SyntaxNode, scope: QueryScope) => SoqlQuery;

export class QueryScope {
    readonly file: string;
    /** Shared with all nested queries: indexes run through the whole text. */
    readonly binds: SyntaxNode[];
    readonly alias: string | undefined;
    private readonly reader: QueryReader | undefined;

    constructor(file: string, binds: SyntaxNode[] = [], alias?: string, reader?: QueryReader) {
        this.file = file;
        this.binds = binds;
        this.alias = alias?.toLowerCase();
        this.reader = reader;
    }

    nested(alias: string | undefined, reader: QueryReader): QueryScope {
        return new QueryScope(this.file, this.binds, alias, reader);
    }

    /** A query inside a condition. */
    subQuery(node: SyntaxNode): SoqlQuery {
        return this.reader ? this.reader(node, this) : this.refuse('SOQL subquery', node);
    }

    bind(node: SyntaxNode): SoqlValue {
        this.binds.push(childAt(node, 1));
        return { kind: 'bind', index: this.binds.length - 1 };
    }

    position(node: SyntaxNode): SourcePosition {
        return positionOf(node, this.file);
    }

    fail(message: string, node: SyntaxNode): never {
        throw new ApexCompileError([{ message, position: this.position(node) }]);
    }

    refuse(construct: string, node: SyntaxNode): never {
        throw new UnsupportedApexError(construct, this.position(node));
    }
}
