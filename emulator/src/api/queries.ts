/**
 * query, queryAll and the further batches of a result.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm
 */
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import { dataEndpoint, dataPath, json, type SignedInEndpoint, type SignedInRequest } from './endpoint.ts';
import { columnsAnswer } from './queryColumns.ts';
import { recordToJson } from './recordJson.ts';
import { selectedNames, type SelectedNames } from './selectedNames.ts';

export const batchSize = 2000;
/** The platform keeps ten open cursors a user. */
const openCursors = 10;

interface Cursor {
    readonly userId: string;
    readonly rows: readonly ApexSObject[];
    readonly selected: SelectedNames;
}

export function queryEndpoints(org: OrgServices): SignedInEndpoint[] {
    const cursors = new Map<string, Cursor>();
    const batch = (locator: string, cursor: Cursor, start: number, base: string) => {
        const end = start + batchSize;
        const done = end >= cursor.rows.length;
        return json(200, {
            totalSize: cursor.rows.length,
            done,
            ...(done ? {} : { nextRecordsUrl: `${base}/query/${locator}-${end}` }),
            records: cursor.rows.slice(start, end).map((row) => recordToJson(row, base, cursor.selected))
        });
    };
    const query = (request: SignedInRequest) => {
        const text = requireQuery(request);
        const result = org.query(request.userId, text);
        const base = dataPath(request);
        if (request.query.get('columns') === 'true') return json(200, columnsAnswer(org, result.query));
        if (result.count !== undefined) return json(200, { totalSize: result.count, done: true, records: [] });
        const cursor = { userId: request.userId, rows: result.rows, selected: selectedNames(result.query) };
        if (result.rows.length <= batchSize) return batch('', cursor, 0, base);
        const locator = org.newId('01g');
        cursors.set(locator, cursor);
        const own = [...cursors].filter(([, { userId }]) => userId === request.userId);
        for (const [oldest] of own.slice(0, -openCursors)) cursors.delete(oldest);
        return batch(locator, cursor, 0, base);
    };
    return [
        dataEndpoint('GET', '/query', query),
        dataEndpoint('GET', '/queryAll', query),
        dataEndpoint('GET', '/query/:locator', (request) => {
            const [, locator = '', start = ''] = /^(\w+)-(\d+)$/.exec(request.parameters['locator'] ?? '') ?? [];
            const cursor = cursors.get(locator);
            if (cursor?.userId !== request.userId)
                throw new OrgRequestError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
            return batch(locator, cursor, Number(start), dataPath(request));
        })
    ];
}

export function requireQuery(request: SignedInRequest): string {
    const text = request.query.get('q');
    if (!text) throw new OrgRequestError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
    return text;
}
