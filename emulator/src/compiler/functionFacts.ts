/** What must be known of a function's body before it is emitted: variables that are never null, and where its frame ends. */
import type { BoundExpression, BoundVariable } from '../language/boundTree.ts';
import { isNonNull } from './functionScope.ts';

export interface FunctionFacts {
    readonly nonNullVariables: ReadonlySet<number>;
    /** A `finally` or `runAs` inside: the frame is left by an outer `finally` of the emitted function. */
    readonly leavesFrameAtEnd: boolean;
}

/** A node of the bound tree, read without knowing its kind. */
interface Node {
    readonly kind?: string;
    readonly [key: string]: unknown;
}

/** Keys that lead out of the statements and expressions of the function. */
const skippedKeys: ReadonlySet<string> = new Set(['type', 'position', 'query', 'annotations', 'kind']);

class FactCollector {
    /** Values assigned to each variable that could be free of null; variables that cannot are removed. */
    readonly assigned = new Map<number, BoundExpression[]>();
    leavesFrameAtEnd = false;

    visit(value: unknown): void {
        if (typeof value !== 'object' || value === null) return;
        if (Array.isArray(value)) {
            for (const item of value) this.visit(item);
            return;
        }
        const node = value as Node;
        this.note(node);
        for (const key in node) if (!skippedKeys.has(key)) this.visit(node[key]);
    }

    private note(node: Node): void {
        if (node.kind === 'local')
            this.noteLocal(node['variable'] as BoundVariable, node['initialValue'] as BoundExpression | undefined);
        else if (node.kind === 'assign') this.noteAssignment(node['place'], node['value'] as BoundExpression);
        else if (node.kind === 'runAs' || (node.kind === 'try' && node['finallyBody'])) this.leavesFrameAtEnd = true;
    }

    private noteLocal(variable: BoundVariable, initialValue: BoundExpression | undefined): void {
        const { type, id } = variable;
        if (!initialValue || type.kind !== 'primitive' || !/^(Integer|Long|Boolean)$/.test(type.name)) return;
        this.assigned.set(id, [initialValue]);
    }

    private noteAssignment(place: unknown, value: BoundExpression): void {
        const target = place as Node;
        if (target.kind === 'localPlace') this.assigned.get((target['variable'] as BoundVariable).id)?.push(value);
    }
}

export function functionFacts(body: unknown): FunctionFacts {
    const collector = new FactCollector();
    collector.visit(body);
    const nonNull = new Set(collector.assigned.keys());
    let isStable = false;
    while (!isStable) {
        isStable = true;
        for (const id of nonNull) {
            if (collector.assigned.get(id)?.every((value) => isNonNull(value, nonNull))) continue;
            nonNull.delete(id);
            isStable = false;
        }
    }
    return { nonNullVariables: nonNull, leavesFrameAtEnd: collector.leavesFrameAtEnd };
}
