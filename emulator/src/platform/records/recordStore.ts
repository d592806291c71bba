/**
 * All records of an org. One transaction at a time writes here; it takes marks and goes back to them, and at its end either
 * forgets the log (commit) or has gone back to the start.
 */
import type { OrgSchema, PlatformObject } from '../schema/orgSchema.ts';
import { Table } from './table.ts';
import type { Row, RowValues } from './table.ts';

interface UndoEntry {
    readonly objectName: string;
    readonly id: string;
    readonly before: Row | undefined;
}

/** Told of every change, also of those that an undo makes. */
export type RowObserver = (before: Row | undefined, after: Row | undefined) => void;

export class RecordStore {
    private schema: OrgSchema;
    private readonly tables = new Map<string, Table>();
    private readonly versions = new Map<string, number>();
    private readonly observers = new Map<string, RowObserver>();
    private readonly counters = new Map<string, number>();
    private log: UndoEntry[] = [];

    constructor(schema: OrgSchema) {
        this.schema = schema;
    }

    /** After a deployment: indexes for new fields; rows and values of what is gone are gone too. */
    adopt(schema: OrgSchema): void {
        const previous = this.schema;
        this.schema = schema;
        for (const [name, table] of this.tables) {
            const object = schema.object(name);
            if (!object) {
                this.tables.delete(name);
                continue;
            }
            table.indexBy(indexedFields(object));
            const before = previous.object(name)?.fields;
            const removed = [...(before?.values() ?? [])]
                .filter((field) => !object.fields.has(field.name.toLowerCase()))
                .map((field) => field.name);
            const added = [...object.fields.values()].filter(
                (field) => field.type === 'boolean' && before?.has(field.name.toLowerCase()) === false
            );
            if (removed.length === 0 && added.length === 0) continue;
            // A checkbox is never empty: rows that were there before it get its default.
            const defaults = Object.fromEntries(added.map((field) => [field.name, field.defaultValue ?? false]));
            for (const row of [...table.rows()]) {
                table.replace(row.id, { ...row, values: { ...defaults, ...without(row.values, removed) } });
            }
        }
    }

    observe(objectName: string, observer: RowObserver): void {
        this.observers.set(objectName, observer);
    }

    table(objectName: string): Table {
        const existing = this.tables.get(objectName);
        if (existing) return existing;
        const table = new Table();
        table.indexBy(indexedFields(this.schema.require(objectName)));
        this.tables.set(objectName, table);
        return table;
    }

    /** By id alone; undefined for ids of no record. Deleted records are found. */
    row(id: string): Row | undefined {
        const object = this.schema.objectOfId(id);
        return object ? this.table(object.name).get(id) : undefined;
    }

    put(objectName: string, row: Row): void {
        this.write(objectName, row.id, row);
    }

    remove(objectName: string, id: string): void {
        this.write(objectName, id, undefined);
    }

    /** Grows with every change of the object's rows. */
    version(objectName: string): number {
        return this.versions.get(objectName) ?? 0;
    }

    /** Numbers are handed out once, also when the transaction that took one is rolled back. */
    nextNumber(counter: string, start: number): number {
        const number = this.counters.get(counter) ?? start;
        this.counters.set(counter, number + 1);
        return number;
    }

    mark(): number {
        return this.log.length;
    }

    undoTo(mark: number): void {
        while (this.log.length > mark) {
            const entry = this.log.pop();
            if (entry) this.change(entry.objectName, entry.id, entry.before);
        }
    }

    /** Commit: nothing written so far can be undone. */
    forget(): void {
        this.log = [];
    }

    private write(objectName: string, id: string, row: Row | undefined): void {
        this.log.push({ objectName, id, before: this.change(objectName, id, row) });
    }

    private change(objectName: string, id: string, row: Row | undefined): Row | undefined {
        const before = this.table(objectName).replace(id, row);
        this.versions.set(objectName, this.version(objectName) + 1);
        this.observers.get(objectName)?.(before, row);
        return before;
    }
}

/** All keys and lookups, except lookups to the users who wrote a record: every write changes those, and nobody asks by them. */
function indexedFields(object: PlatformObject): ReadonlySet<string> {
    const names = new Set(object.name === 'User' ? ['CommunityNickname'] : []);
    for (const { name, type, isUnique, isExternalId, isIdLookup } of object.fields.values()) {
        const isLookup = type === 'reference' && name !== 'CreatedById' && name !== 'LastModifiedById';
        if (name !== 'Id' && (isUnique || isExternalId || isIdLookup || isLookup)) names.add(name);
    }
    return names;
}

function without(values: RowValues, names: readonly string[]): RowValues {
    return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
