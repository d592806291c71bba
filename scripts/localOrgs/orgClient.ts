/** What the scripts ask of an org, over REST, as any other client does. */
import { SetUpError } from './setUpError.ts';

export const apiVersion = '67.0';

export interface OrgRecord {
    readonly [field: string]: unknown;
    readonly Id: string;
}

interface SaveResult {
    readonly id?: string;
    readonly success: boolean;
    readonly errors: readonly { readonly statusCode: string; readonly message: string }[];
}

/** The most records that one collections call takes. */
const collectionSize = 200;

export class OrgClient {
    readonly url: string;
    readonly #token: string;

    /**
     * @param url scheme, host and port
     * @param token access token
     */
    constructor(url: string, token: string) {
        this.url = url;
        this.#token = token;
    }

    /**
     * @param path below `/services/data/vNN.0/`
     * @returns the parsed answer, undefined when it has no body
     * @throws SetUpError ORG_REFUSED with the org's own code and message
     */
    async request(method: string, path: string, body?: FormData | object): Promise<unknown> {
        const isForm = body instanceof FormData;
        const answer = await fetch(`${this.url}/services/data/v${apiVersion}/${path}`, {
            method,
            headers: {
                Authorization: `Bearer ${this.#token}`,
                ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' })
            },
            ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) })
        });
        const text = await answer.text();
        if (!answer.ok) {
            throw new SetUpError(
                'ORG_REFUSED',
                `${method} ${path.split('?', 1)[0] ?? ''} at ${this.url}: HTTP status ${answer.status} ${text}`,
                'Read the message of the org; it names the field or right that is missing.'
            );
        }
        return text === '' ? undefined : JSON.parse(text);
    }

    /** @returns the first 2,000 rows */
    async query(soql: string): Promise<OrgRecord[]> {
        const { records } = (await this.request('GET', `query?q=${encodeURIComponent(soql)}`)) as {
            records: OrgRecord[];
        };
        return records;
    }

    /** @throws SetUpError RECORD_NOT_FOUND unless there is exactly one row */
    async queryOne(soql: string): Promise<OrgRecord> {
        const [record, ...others] = await this.query(soql);
        if (record === undefined || others.length > 0) {
            throw new SetUpError(
                'RECORD_NOT_FOUND',
                `${this.url} has ${others.length + Number(record !== undefined)} rows for: ${soql}`,
                'One was expected. Look into the org with the same query.'
            );
        }
        return record;
    }

    /** @returns the new id */
    async create(objectName: string, record: object): Promise<string> {
        const { id } = (await this.request('POST', `sobjects/${objectName}`, record)) as { id: string };
        return id;
    }

    async update(objectName: string, id: string, fields: object): Promise<void> {
        await this.request('PATCH', `sobjects/${objectName}/${id}`, fields);
    }

    /**
     * Creates records by the collections resource, 200 a call, each call all or none.
     *
     * @returns the ids in the order of the records
     * @throws SetUpError RECORDS_REFUSED with the first reasons
     */
    createAll(objectName: string, records: readonly object[]): Promise<string[]> {
        return this.#saveAll('POST', objectName, records);
    }

    /** As `createAll`, for records that carry their `id`. */
    async updateAll(objectName: string, records: readonly object[]): Promise<void> {
        await this.#saveAll('PATCH', objectName, records);
    }

    async #saveAll(method: string, objectName: string, records: readonly object[]): Promise<string[]> {
        const ids: string[] = [];
        for (let start = 0; start < records.length; start += collectionSize) {
            const rows = records.slice(start, start + collectionSize);
            const results = (await this.request(method, 'composite/sobjects', {
                allOrNone: true,
                records: rows.map((record) => ({ attributes: { type: objectName }, ...record }))
            })) as SaveResult[];
            ids.push(...results.map((result, row) => requireSaved(objectName, start + row, result)));
        }
        return ids;
    }
}

function requireSaved(objectName: string, row: number, { id, success, errors }: SaveResult): string {
    if (!success || id === undefined) {
        const reasons = errors.map(({ statusCode, message }) => `${statusCode} ${message}`).join('; ');
        throw new SetUpError(
            'RECORDS_REFUSED',
            `${objectName} ${row + 1}: ${reasons}`,
            'Correct the record; none was saved.'
        );
    }
    return id;
}
