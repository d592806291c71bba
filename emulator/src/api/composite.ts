/**
 * Up to 25 requests in one, which may use each other's answers; with `allOrNone` all of them or none.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm
 */
import { EmulatorBug } from '../errors.ts';
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import { findEndpoint, refusalOf } from './apiRouter.ts';
import { replaceInUrl, replaceReferences, type Answers } from './compositeReferences.ts';
import {
    dataEndpoint,
    errorAnswer,
    isRecord,
    json,
    jsonObject,
    type ApiAnswer,
    type Endpoint,
    type SignedInEndpoint,
    type SignedInRequest
} from './endpoint.ts';

const subrequestLimit = 25;
const collectionPath = /\/composite\/sobjects(\/|$)/;

interface Subrequest {
    readonly method: string;
    readonly url: string;
    readonly referenceId: string;
    readonly body: unknown;
}

/** `resources` are those that a subrequest may name; they answer at once. */
export function compositeEndpoints(org: OrgServices, resources: readonly SignedInEndpoint[]): Endpoint[] {
    return [
        dataEndpoint('POST', '/composite', (request) => {
            const body = jsonObject(request);
            const subrequests = subrequestsOf(body['compositeRequest']);
            const answers = new Map<string, ApiAnswer>();
            const send = (isAll: boolean): boolean => runAll(resources, request, { subrequests, isAll, answers });
            if (body['allOrNone'] !== true) send(false);
            else org.inTransaction(request.userId, () => send(true));
            const compositeResponse = subrequests.map(({ referenceId }) => ({
                ...resultJson(answers.get(referenceId) ?? rolledBack),
                referenceId
            }));
            return json(200, { compositeResponse });
        })
    ];
}

const rolledBack = errorAnswer(
    400,
    'PROCESSING_HALTED',
    'The transaction was rolled back since another operation in the same transaction failed.'
);

/** Leaves only the answer of the one that failed if all were to succeed; false then. */
function runAll(
    resources: readonly SignedInEndpoint[],
    outer: SignedInRequest,
    run: {
        readonly subrequests: readonly Subrequest[];
        readonly isAll: boolean;
        readonly answers: Map<string, ApiAnswer>;
    }
): boolean {
    const bodies = new Map<string, unknown>();
    for (const subrequest of run.subrequests) {
        const answer = answerTo(resources, outer, { subrequest, isAll: run.isAll, bodies });
        if (run.isAll && isFailure(answer)) {
            run.answers.clear();
            run.answers.set(subrequest.referenceId, answer);
            return false;
        }
        run.answers.set(subrequest.referenceId, answer);
        bodies.set(subrequest.referenceId, bodyOf(answer));
    }
    return true;
}

function answerTo(
    resources: readonly SignedInEndpoint[],
    outer: SignedInRequest,
    run: { readonly subrequest: Subrequest; readonly isAll: boolean; readonly bodies: Answers }
): ApiAnswer {
    try {
        const { method } = run.subrequest;
        const [path = '', query = ''] = replaceInUrl(run.subrequest.url, run.bodies).split(/\?(.*)/s);
        const { endpoint, parameters } = findEndpoint(resources, { method, path });
        const isCollection = run.isAll && collectionPath.test(path);
        const content = replaceReferences(run.subrequest.body, run.bodies);
        const text = JSON.stringify(isCollection && isRecord(content) ? { ...content, allOrNone: true } : content);
        const search = new URLSearchParams(query);
        if (isCollection) search.set('allOrNone', 'true');
        const answer = endpoint.handle({ ...outer, method, path, query: search, parameters, body: Buffer.from(text) });
        if (answer instanceof Promise) throw new EmulatorBug(`${path} does not answer at once`);
        return answer;
    } catch (error) {
        const refusal = refusalOf(error);
        if (refusal) return refusal;
        throw error;
    }
}

/** A collection is answered with 200 even if none of its records was saved. */
function isFailure(answer: ApiAnswer): boolean {
    const body = bodyOf(answer);
    return (
        answer.status >= 400 || (Array.isArray(body) && body.some((row) => isRecord(row) && row['success'] === false))
    );
}

function bodyOf({ body }: ApiAnswer): unknown {
    const text = body.toString();
    return text === '' ? null : JSON.parse(text);
}

function resultJson(answer: ApiAnswer) {
    const { location } = answer.headers;
    const httpHeaders = location === undefined ? {} : { Location: location };
    return { body: bodyOf(answer), httpHeaders, httpStatusCode: answer.status };
}

/** Nothing is executed unless all of them are well formed. */
function subrequestsOf(value: unknown): readonly Subrequest[] {
    if (!Array.isArray(value) || !value.every(isRecord))
        throw new OrgRequestError(400, 'JSON_PARSER_ERROR', 'compositeRequest must be a list of objects');
    if (value.length > subrequestLimit) {
        const message = `A composite request holds at most ${subrequestLimit} subrequests, not ${value.length}.`;
        throw new OrgRequestError(400, 'LIMIT_EXCEEDED', message);
    }
    const subrequests = value.map(subrequestOf);
    if (new Set(subrequests.map(({ referenceId }) => referenceId)).size < subrequests.length)
        throw new OrgRequestError(400, 'INVALID_INPUT', 'Duplicate ReferenceId provided in the request.');
    return subrequests;
}

function subrequestOf({ method, url, referenceId, body }: Readonly<Record<string, unknown>>): Subrequest {
    if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string')
        throw new OrgRequestError(400, 'JSON_PARSER_ERROR', 'A subrequest needs method, url and referenceId');
    if (!/^[A-Za-z0-9]\w*$/.test(referenceId)) {
        const rule =
            "must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').";
        throw new OrgRequestError(400, 'INVALID_INPUT', `Provided referenceId ('${referenceId}') ${rule}`);
    }
    return { method, url, referenceId, body: body ?? null };
}
