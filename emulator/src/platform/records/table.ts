/** Rows of one object and their indexes. Rows are never changed, only replaced, so that an undo log can keep the old ones. */
import type { ApexDecimal } from '../../values/apexNumbers.ts';
import type { ApexDatetime } from '../../values/apexTemporal.ts';

/** By API name. A field that is null is not there. */
export type RowValues = Readonly<Record<string, unknown>>;

export interface Row {
    readonly id: string;
    readonly values: RowValues;
    /** In the recycle bin. */
    readonly isDeleted: boolean;
    /** Written by a test; other tests and no test see only rows without it. */
    readonly isTest: boolean;
    /** Id of the record whose deletion took this one along. */
    readonly deletedWith: string | undefined;
}

/** A stored value as text; values of one field are the same if their texts are. Empty for null. */
export function textOf(value: unknown): string {
    if (value === null || value === undefined) return '';
    return typeof value === 'string' ? value : (value as number | boolean | ApexDecimal | ApexDatetime).toString();
}

/** Values that are equal to a query have the same key; false positives are sorted out by the caller. */
function indexKey(value: unknown): string {
    return textOf(value).toLowerCase();
}

export class Table {
    private readonly rowsById = new Map<string, Row>();
    private readonly indexes = new Map<string, Map<string, Map<string, Row>>>();

    get size(): number {
        return this.rowsById.size;
    }

    /** Builds the missing indexes and drops the others. */
    indexBy(fields: ReadonlySet<string>): void {
        for (const field of this.indexes.keys()) if (!fields.has(field)) this.indexes.delete(field);
        for (const field of fields) {
            if (this.indexes.has(field)) continue;
            this.indexes.set(field, new Map());
            for (const row of this.rowsById.values()) this.addToIndex(field, row);
        }
    }

    get(id: string): Row | undefined {
        return this.rowsById.get(id);
    }

    rows(): Iterable<Row> {
        return this.rowsById.values();
    }

    hasIndex(field: string): boolean {
        return field === 'Id' || this.indexes.has(field);
    }

    /** Rows whose field may equal the value; all of them do for ids. Null is not indexed. */
    find(field: string, value: unknown): Iterable<Row> {
        if (field === 'Id') {
            const row = this.rowsById.get(value as string);
            return row ? [row] : [];
        }
        return this.indexes.get(field)?.get(indexKey(value))?.values() ?? [];
    }

    /** Undefined removes. Answers what was there. */
    replace(id: string, row: Row | undefined): Row | undefined {
        const before = this.rowsById.get(id);
        if (row) this.rowsById.set(id, row);
        else this.rowsById.delete(id);
        for (const [field, index] of this.indexes) {
            const oldValue: unknown = before?.values[field];
            const newValue: unknown = row?.values[field];
            if (
                before &&
                oldValue !== undefined &&
                (newValue === undefined || indexKey(oldValue) !== indexKey(newValue))
            ) {
                const bucket = index.get(indexKey(oldValue));
                bucket?.delete(id);
                if (bucket?.size === 0) index.delete(indexKey(oldValue));
            }
            if (row) this.addToIndex(field, row);
        }
        return before;
    }

    private addToIndex(field: string, row: Row): void {
        const value: unknown = row.values[field];
        const index = this.indexes.get(field);
        if (!index || value === undefined) return;
        const key = indexKey(value);
        const bucket = index.get(key);
        if (bucket) bucket.set(row.id, row);
        else index.set(key, new Map([[row.id, row]]));
    }
}
