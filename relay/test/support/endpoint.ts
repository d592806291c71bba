/** The package's endpoint as the relay's user reaches it, and envelopes signed with an org's own certificate. */
import type { Envelope } from '../../src/relay.ts';
import type { SyncedOrg } from './syncedOrg.ts';

export interface EndpointAnswer {
    readonly status: number;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    readonly body: any;
}

/** What stands in the signed text; rows are lists of cells in the order of the columns. */
export interface EnvelopeBody {
    contract: number;
    from: string;
    to: string;
    count: number;
    revision: string;
    groups: { key: string; digest: string; fields: string[] }[];
    columns: string[];
    rows: unknown[][];
}

export async function callEndpoint(
    { org, integrationId }: SyncedOrg,
    method: 'GET' | 'POST',
    call: string,
    body?: string
): Promise<EndpointAnswer> {
    const answer = await fetch(`${org.url}/services/apexrest/user-sync/v1/${call}`, {
        method,
        headers: {
            authorization: `Bearer ${org.createSession(integrationId).token}`,
            'content-type': 'application/json'
        },
        ...(body === undefined ? {} : { body })
    });
    return { status: answer.status, body: await answer.json() };
}

export function postUsers(org: SyncedOrg, ...envelopes: Envelope[]): Promise<EndpointAnswer> {
    return callEndpoint(org, 'POST', 'users', JSON.stringify({ envelopes }));
}

export function bodyOf({ body }: Envelope): EnvelopeBody {
    return JSON.parse(body) as EnvelopeBody;
}

/** Replaces one cell of one row. */
export function setCell(body: EnvelopeBody, row: number, column: string, value: unknown): void {
    body.rows[row]![body.columns.indexOf(column)] = value;
}

/** Seals a body as the source org would; `count` follows the rows. */
export function sealed(source: SyncedOrg, body: EnvelopeBody, contract = 1): Envelope {
    const complete = { ...body, contract, count: body.rows.length };
    const text = JSON.stringify(complete);
    const base64 = Buffer.from(text).toString('base64');
    const [signature = ''] = source.run(
        `System.debug(EncodingUtil.base64Encode(Crypto.signWithCertificate('RSA-SHA256',
            EncodingUtil.base64Decode('${base64}'), 'UserSyncSigning')));`
    );
    const { from, to, count } = complete;
    return { contract, from, to, count, body: text, signature };
}
