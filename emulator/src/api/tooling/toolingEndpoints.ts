/**
 * The part of the Tooling API that developer tools use: queries, test runs, anonymous Apex.
 * https://developer.salesforce.com/docs/atlas.en-us.api_tooling.meta/api_tooling/intro_rest_resources.htm
 */
import { ApexCompileError } from '../../errors.ts';
import { OrgRequestError, type OrgServices } from '../../orgServices.ts';
import { parseQuery } from '../../soql/parseQuery.ts';
import { anonymousResult } from '../anonymousResult.ts';
import { dataEndpoint, json, jsonObject, dataPath, type Endpoint, type SignedInRequest } from '../endpoint.ts';
import { requireQuery } from '../queries.ts';
import { columnsAnswer } from '../queryColumns.ts';
import { recordToJson } from '../recordJson.ts';
import { selectedNames } from '../selectedNames.ts';
import { apexIds, testRunJson } from './testRunJson.ts';
import { TestRuns } from './testRuns.ts';
import { selectionOf } from './testSelection.ts';
import { queryTable } from './toolingTable.ts';

export function toolingEndpoints(org: OrgServices, onFault: (fault: unknown) => void): Endpoint[] {
    const runs = new TestRuns(org);
    return [
        dataEndpoint('GET', '/tooling/query', (request) => {
            const query = parse(requireQuery(request));
            if (request.query.get('columns') === 'true') return json(200, columnsAnswer(org, query));
            const table = runs.tables().find(({ name }) => name.toLowerCase() === query.from.toLowerCase());
            const records = table ? queryTable(table, query) : queryOrg(org, request);
            return json(200, { size: records.length, totalSize: records.length, done: true, records });
        }),
        dataEndpoint('POST', '/tooling/runTestsSynchronous', (request) => {
            const result = runs.run(request.userId, selectionOf(org, jsonObject(request)));
            return json(200, testRunJson(result, apexIds(org.components())));
        }),
        dataEndpoint('POST', '/tooling/runTestsAsynchronous', (request) =>
            json(200, runs.start(request.userId, selectionOf(org, jsonObject(request)), onFault))
        ),
        dataEndpoint('GET', '/tooling/executeAnonymous', (request) =>
            json(200, anonymousResult(org.executeAnonymous(request.userId, request.query.get('anonymousBody') ?? '')))
        )
    ];
}

/** Only tables of test runs live here; everything else is the org's own data. */
function queryOrg(org: OrgServices, request: SignedInRequest): Record<string, unknown>[] {
    const { rows, query } = org.query(request.userId, requireQuery(request));
    return rows.map((row) => recordToJson(row, `${dataPath(request)}/tooling`, selectedNames(query)));
}

function parse(text: string) {
    try {
        return parseQuery(text);
    } catch (error) {
        if (error instanceof ApexCompileError) throw new OrgRequestError(400, 'MALFORMED_QUERY', error.message);
        throw error;
    }
}
