/**
 * query, queryAll and the further batches of a result.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm
 */
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import { dataEndpoint, dataPath, json, type SignedInEndpoint, type SignedInRequest } from './endpoint.ts';
import { columnsAnswer } from './queryColumns.ts';
import type { Batch, QueryCursors } from './queryCursors.ts';
import { recordToJson } from './recordJson.ts';
import { selectedNames } from './selectedNames.ts';

export const batchSize = 2000;

export function queryEndpoints(org: OrgServices, cursors: QueryCursors): SignedInEndpoint[] {
    const answer = ({ rows, size, nextLocator, selected }: Batch, base: string) =>
        json(200, {
            totalSize: size,
            done: nextLocator === undefined,
            ...(nextLocator === undefined ? {} : { nextRecordsUrl: `${base}/query/${nextLocator}` }),
            records: rows.map((row) => recordToJson(row, base, selected))
        });
    const query = (request: SignedInRequest) => {
        const text = requireQuery(request);
        const result = org.query(request.userId, text);
        const base = dataPath(request);
        if (request.query.get('columns') === 'true') return json(200, columnsAnswer(org, result.query));
        if (result.count !== undefined) return json(200, { totalSize: result.count, done: true, records: [] });
        const cursor = { userId: request.userId, rows: result.rows, selected: selectedNames(result.query) };
        return answer(cursors.open(cursor, batchSize), base);
    };
    return [
        dataEndpoint('GET', '/query', query),
        dataEndpoint('GET', '/queryAll', query),
        dataEndpoint('GET', '/query/:locator', (request) =>
            answer(cursors.next(request.userId, request.parameters['locator'] ?? '', batchSize), dataPath(request))
        )
    ];
}

export function requireQuery(request: SignedInRequest): string {
    const text = request.query.get('q');
    if (!text) throw new OrgRequestError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
    return text;
}
