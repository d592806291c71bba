/** Results of queries that are fetched batch by batch; every user keeps a few open. */
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import type { SelectedNames } from './selectedNames.ts';

/** The platform keeps ten open cursors a user. */
const openCursors = 10;

export interface Cursor {
    readonly userId: string;
    readonly rows: readonly ApexSObject[];
    readonly selected: SelectedNames;
}

export interface Batch {
    readonly rows: readonly ApexSObject[];
    /** Of the whole result. */
    readonly size: number;
    /** Undefined if this is the last batch. */
    readonly nextLocator: string | undefined;
    readonly selected: SelectedNames;
}

export class QueryCursors {
    private readonly org: Pick<OrgServices, 'newId'>;
    private readonly cursors = new Map<string, Cursor>();

    constructor(org: Pick<OrgServices, 'newId'>) {
        this.org = org;
    }

    open(cursor: Cursor, batchSize: number): Batch {
        if (cursor.rows.length <= batchSize) return batchOf('', cursor, 0, batchSize);
        const locator = this.org.newId('01g');
        this.cursors.set(locator, cursor);
        const own = [...this.cursors].filter(([, { userId }]) => userId === cursor.userId);
        for (const [oldest] of own.slice(0, -openCursors)) this.cursors.delete(oldest);
        return batchOf(locator, cursor, 0, batchSize);
    }

    /** `locator` as an earlier batch gave it. Throws OrgRequestError 400 INVALID_QUERY_LOCATOR. */
    next(userId: string, locator: string, batchSize: number): Batch {
        const [, id = '', start = ''] = /^(\w+)-(\d+)$/.exec(locator) ?? [];
        const cursor = this.cursors.get(id);
        if (cursor?.userId !== userId) throw new OrgRequestError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
        return batchOf(id, cursor, Number(start), batchSize);
    }
}

function batchOf(id: string, { rows, selected }: Cursor, start: number, batchSize: number): Batch {
    const end = start + batchSize;
    const nextLocator = end >= rows.length ? undefined : `${id}-${end}`;
    return { rows: rows.slice(start, end), size: rows.length, nextLocator, selected };
}
