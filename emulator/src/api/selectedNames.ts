/** What a query asked for. Its rows hold more: their id, and the ids of the parents on the way. */
import type { SoqlQuery } from '../soql/query.ts';

export interface SelectedNames {
    hasField(name: string): boolean;
    parent(relationship: string): SelectedNames;
    /** Only the object that was queried has children. */
    children?(relationship: string): SelectedNames | undefined;
}

export function selectedNames(query: SoqlQuery): SelectedNames {
    const { select, from, fromAlias } = query;
    const qualifiers = [from.toLowerCase(), fromAlias?.toLowerCase()];
    const paths = select.flatMap((item) => {
        if (item.kind !== 'field') return [];
        const [first = '', ...rest] = item.path.segments.map((segment) => segment.toLowerCase());
        return [rest.length > 0 && qualifiers.includes(first) ? rest : [first, ...rest]];
    });
    const isOpen = select.some((item) => item.kind === 'fields' || item.kind === 'function');
    return {
        ...namesIn(paths, isOpen),
        children: (relationship) => {
            const subqueries = select.flatMap((item) => (item.kind === 'subquery' ? item.query : []));
            const inner = subqueries.find((subquery) => subquery.from.toLowerCase() === relationship.toLowerCase());
            return inner && selectedNames(inner);
        }
    };
}

/** `isOpen`: all fields of this level were asked for. */
function namesIn(paths: readonly (readonly string[])[], isOpen: boolean): SelectedNames {
    return {
        hasField: (name) => isOpen || paths.some((path) => path.length === 1 && path[0] === name.toLowerCase()),
        parent: (relationship) => {
            const below = paths.filter((path) => path.length > 1 && path[0] === relationship.toLowerCase());
            return namesIn(
                below.map((path) => path.slice(1)),
                false
            );
        }
    };
}
