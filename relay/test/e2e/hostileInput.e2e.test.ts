import type { Envelope } from '../../src/relay.ts';
import { bodyOf, callEndpoint, type EnvelopeBody, postUsers, sealed, setCell } from '../support/endpoint.ts';
import { EventTally } from '../support/eventTally.ts';
import { hostileEnvelopes } from '../support/hostileBodies.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { people } from '../support/people.ts';
import { issuesOf, linkedUser } from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';

/** What a stolen relay, or anybody with its token, may hand to the endpoint. */
let pair: OrgPair;
let a: SyncedOrg;
let b: SyncedOrg;
/** 200 users of A, in B already, and somebody alone. */
let many: Envelope;
let one: Envelope;

beforeAll(async () => {
    pair = await startOrgPair();
    ({ a, b } = pair);
    const published = new EventTally(a);
    for (const count of [200, 1]) await a.client().createAll('User', people(a, count));
    [many, one] = published.envelopes() as [Envelope, Envelope];
    for (const envelope of [many, one]) {
        const { body } = await postUsers(b, envelope);
        expect(body.results.filter((result: Row) => result['action'] !== 'CREATE')).toEqual([]);
    }
}, 120_000);

afterAll(() => pair.stop());

/** Every field of every user that a write could have changed, and what was listed. */
function everything(org: SyncedOrg): object {
    const fields = [...org.org.object('User')!.fields.keys()].filter((name) => !/__c$/i.test(name));
    const readable = fields.filter((name) => !/^(address|name|UserPreferences.*)$/i.test(name));
    return {
        users: org.query(`SELECT ${readable.join(', ')} FROM User ORDER BY Id`),
        issues: issuesOf(org)
    };
}

const post = (text: string) => callEndpoint(b, 'POST', 'users', text);
const altered = (envelope: Envelope, changes: object): Envelope => ({ ...envelope, ...changes });
const withBody = (changes: Partial<EnvelopeBody>): EnvelopeBody => ({ ...bodyOf(one), ...changes });
const foreignOrgId = '00D000000000999AAA';

type UnusableCall = [name: string, status: number, errorCode: string, send: () => ReturnType<typeof postUsers>];

async function refuses(...[, status, errorCode, send]: UnusableCall): Promise<void> {
    const before = [everything(a), everything(b)];
    const answer = await send();
    expect(answer).toEqual({ status, body: [{ errorCode, message: expect.any(String), fields: [] }] });
    expect(JSON.stringify(answer.body)).not.toMatch(/Lovelace|@company|stack|line \d/);
    expect([everything(a), everything(b)]).toEqual(before);
}

describe('ACC a call that is unusable writes nothing and is refused in the shape of Salesforce', () => {
    it.each<UnusableCall>([
        ['text that is not JSON', 400, 'NOT_JSON', () => post('{"envelopes": [')],
        ['no text', 400, 'NOT_JSON', () => post('')],
        ['JSON of another shape', 400, 'INVALID_REQUEST', () => post('[1, 2, 3]')],
        ['an unknown member', 400, 'INVALID_REQUEST', () => post('{"envelopes": [], "isAdmin": true}')],
        ['a range that is no number', 400, 'INVALID_REQUEST', () => post('{"envelopes": [], "firstRow": "1"}')],
        ['an envelope that is none', 400, 'INVALID_ENVELOPE', () => post('{"envelopes": [null]}')],
        ['lists in lists', 400, 'INVALID_REQUEST', () => post('['.repeat(500) + ']'.repeat(500))],
        [
            'two million characters that nobody signed',
            400,
            'BAD_SIGNATURE',
            () => postUsers(b, altered(one, { body: '['.repeat(2e6) }))
        ],
        ['201 rows in two envelopes', 413, 'TOO_MANY_ROWS', () => postUsers(b, many, one)],
        [
            '201 rows in one envelope',
            413,
            'TOO_MANY_ROWS',
            () => postUsers(b, sealed(a, { ...bodyOf(many), rows: [...bodyOf(many).rows, ...bodyOf(one).rows] }))
        ],
        [
            '201 rows that the count hides',
            400,
            'INVALID_ENVELOPE',
            () => {
                const rows = [...bodyOf(many).rows, ...bodyOf(one).rows];
                return postUsers(b, altered(sealed(a, { ...bodyOf(many), rows }), { count: 1 }));
            }
        ],
        ['an unknown call', 404, 'NOT_FOUND', () => callEndpoint(b, 'POST', 'everything', '{}')]
    ])('P35 %s', refuses);

    it.each<UnusableCall>([
        ['another target org', 400, 'WRONG_ORG', () => postUsers(b, sealed(a, withBody({ to: foreignOrgId })))],
        ['another source org', 400, 'WRONG_ORG', () => postUsers(b, sealed(a, withBody({ from: foreignOrgId })))],
        ['an envelope on its way back', 400, 'WRONG_ORG', () => postUsers(a, one)],
        [
            'another org in the signed text',
            400,
            'INVALID_ENVELOPE',
            () => postUsers(b, altered(sealed(a, withBody({ to: foreignOrgId })), { to: b.orgId }))
        ],
        [
            'a changed value',
            400,
            'BAD_SIGNATURE',
            () => postUsers(b, altered(one, { body: one.body.replace('"Engineer"', '"Director"') }))
        ],
        [
            'the signature of another text',
            400,
            'BAD_SIGNATURE',
            () => postUsers(b, altered(one, { signature: many.signature }))
        ],
        ['a signature that is no base64', 400, 'BAD_SIGNATURE', () => postUsers(b, altered(one, { signature: '%' }))],
        ['no signature', 400, 'BAD_SIGNATURE', () => postUsers(b, altered(one, { signature: '' }))],
        ['the signature of the target itself', 400, 'BAD_SIGNATURE', () => postUsers(b, sealed(b, withBody({})))],
        ['a later contract', 409, 'CONTRACT_UNSUPPORTED', () => postUsers(b, sealed(a, withBody({}), 2))],
        ['an earlier contract', 409, 'CONTRACT_UNSUPPORTED', () => postUsers(b, sealed(a, withBody({}), 0))],
        [
            'a good envelope beside a bad one',
            400,
            'BAD_SIGNATURE',
            () => postUsers(b, newer(one), altered(one, { signature: '' }))
        ]
    ])('P36 %s', refuses);

    it('P36 an envelope of yesterday, signed by the partner, undoes nothing', async () => {
        expect((await postUsers(b, newer(one))).body.results).toMatchObject([{ action: 'UPDATE', groups: ['t'] }]);
        const before = everything(b);
        const { status, body } = await postUsers(b, one);
        expect(status).toBe(200);
        expect(body.results).toMatchObject([{ action: 'NONE', groups: [], reason: null }]);
        expect(everything(b)).toEqual(before);
    });

    it('P36 a user without the permission of the relay', async () => {
        const before = everything(b);
        const { integrationId } = b;
        const ordinaryId = String(linkedUser(b, String(bodyOf(one).rows[0]![1]))!['Id']);
        const stranger = { org: b.org, integrationId: ordinaryId } as SyncedOrg;
        expect(ordinaryId).not.toBe(integrationId);
        const answer = await postUsers(stranger, newer(one));
        expect(answer.status).toBe(403);
        expect(answer.body).toMatchObject([{ errorCode: expect.any(String), message: expect.any(String) }]);
        expect(everything(b)).toEqual(before);
    });
});

let editCount = 0;

/** The same users with a new title and a stamp that is later than any before; signed unless it is changed further. */
function newerBody(envelope: Envelope): EnvelopeBody {
    editCount += 1;
    const body = bodyOf(envelope);
    body.rows.forEach((_, row) => {
        setCell(body, row, 'Title', `Edit ${editCount}`);
        setTitleStamp(body, row, Date.now() + editCount);
    });
    return body;
}

const newer = (envelope: Envelope): Envelope => sealed(a, newerBody(envelope));

function setTitleStamp(body: EnvelopeBody, row: number, atMs: number): void {
    const start = body.groups.findIndex(({ key }) => key === 't') * 14 + 1;
    const stamps = String(body.rows[row]![body.columns.indexOf('stamps')]);
    const stamp = `${atMs.toString(36).padStart(9, '0')}00A0`;
    setCell(body, row, 'stamps', stamps.slice(0, start) + stamp + stamps.slice(start + 13));
}

const hourMs = 3_600_000;

describe('ACC what is wrong with one row of 200 is the result of that row, and the others are applied', () => {
    const titles = (title: string): number => b.query(`SELECT Id FROM User WHERE Title = '${title}'`).length;

    async function expectOneRefused(
        envelopes: Envelope[],
        badRow: number,
        reason: string,
        handling: string
    ): Promise<void> {
        const { status, body } = await postUsers(b, ...envelopes);
        expect(status).toBe(200);
        const results = body.results as Row[];
        expect(results).toHaveLength(200);
        expect(results.filter((result) => result['reason'] !== null)).toMatchObject([
            { row: badRow, action: 'NONE', groups: [], reason, handling }
        ]);
        expect(results.filter((result) => result['action'] === 'UPDATE')).toHaveLength(199);
        expect(titles(`Edit ${editCount}`)).toBe(199);
    }

    it.each<[name: string, reason: string, handling: string, spoil: (body: EnvelopeBody) => void]>([
        ['a number in a text field', 'WRONG_TYPE', 'LISTED', (body) => setCell(body, 17, 'Title', 17)],
        ['a text in a checkbox', 'WRONG_TYPE', 'LISTED', (body) => setCell(body, 17, 'IsActive', 'yes')],
        ['a list in a text field', 'WRONG_TYPE', 'LISTED', (body) => setCell(body, 17, 'Title', ['x'])],
        ['a cell too many', 'INVALID_ROW', 'LISTED', (body) => void body.rows[17]!.push('UserPermissionsSupportUser')],
        ['a row that is no list', 'INVALID_ROW', 'LISTED', (body) => void (body.rows[17] = 'x' as never)],
        [
            'a stamp two days ahead',
            'FUTURE_STAMP_REFUSED',
            'LISTED',
            (body) => setTitleStamp(body, 17, Date.now() + 48 * hourMs)
        ],
        ['a stamp an hour ahead', 'FUTURE_STAMP', 'RETRY', (body) => setTitleStamp(body, 17, Date.now() + hourMs)],
        [
            'a stamp in the name of the target',
            'FORGED_STAMP',
            'LISTED',
            (body) => {
                const cell = String(body.rows[17]![3]);
                const start = body.groups.findIndex(({ key }) => key === 't') * 14;
                setCell(body, 17, 'stamps', `${cell.slice(0, start + 12)}B${cell.slice(start + 13)}`);
            }
        ]
    ])('P35 %s: %s', async (_, reason, handling, spoil) => {
        const body = newerBody(many);
        spoil(body);
        await expectOneRefused([sealed(a, body)], 17, reason, handling);
    });

    it('P35 an unknown field: UNKNOWN_FIELD', async () => {
        const body = newerBody(many);
        const rest = { ...body, rows: body.rows.slice(0, 199) };
        const spoilt: EnvelopeBody = {
            ...body,
            columns: [...body.columns, 'UserPermissionsSupportUser'],
            rows: [[...body.rows[199]!, true]]
        };
        await expectOneRefused([sealed(a, rest), sealed(a, spoilt)], 199, 'UNKNOWN_FIELD', 'LISTED');
    });

    it('P35 an empty text for a manager waits as a group, and the others are applied', async () => {
        const body = newerBody(one);
        setCell(body, 0, 'ManagerId', '');
        const answer = await postUsers(b, sealed(a, body));
        expect(answer.body.results).toMatchObject([
            { action: 'UPDATE', groups: ['t'], reason: 'REFERENCE_WAITING', handling: 'LISTED' }
        ]);
    });

    it('P35 the same user twice in one call is merged before anything is written', async () => {
        const [first, second] = [newerBody(one), newerBody(one)];
        const { status, body } = await postUsers(b, sealed(a, { ...second, rows: [...second.rows, ...first.rows] }));
        expect(status).toBe(200);
        expect(body.results).toHaveLength(2);
        expect(linkedUser(b, String(second.rows[0]![1]))!['Title']).toBe(`Edit ${editCount}`);
        expect(b.query(`SELECT Id FROM User WHERE UserSyncPartnerId__c = '${String(first.rows[0]![1])}'`)).toHaveLength(
            1
        );
    });

    it('P35 a text of SOQL and markup is a text', async () => {
        const text = "' OR Name LIKE '%' <script>alert(1)</script> {!$User.Id}";
        const body = newerBody(one);
        setCell(body, 0, 'Title', text);
        await postUsers(b, sealed(a, body));
        expect(linkedUser(b, String(body.rows[0]![1]))!['Title']).toBe(text);
    });
});

it('P35 answers random bodies row by row or refuses them, and writes to nobody but the one they name', async () => {
    const trials = Number(process.env['USER_SYNC_PROOF_TRIALS'] ?? 60);
    const target = linkedUser(b, bodyOf(one).rows[0]![1] as string)!['Id'];
    const fixed = 'Id, Username, Email, ProfileId, UserRoleId, IsActive, UserType, FederationIdentifier';
    const others = (): Row[] =>
        b.query(`SELECT ${fixed}, Title, LastName FROM User WHERE Id != '${target}' ORDER BY Id`);
    const identity = (): Row =>
        b.queryOne(`SELECT ${fixed.replace('IsActive, ', '')} FROM User WHERE Id = '${target}'`);
    const before = [others(), identity()];
    const seen = new Set<number>();
    for (let first = 0; first < trials; first += 20) {
        const numbers = Array.from({ length: Math.min(20, trials - first) }, (_, index) => first + index);
        for (const [index, envelope] of hostileEnvelopes(a, one, numbers).entries()) {
            const { status, body } = await postUsers(b, envelope);
            seen.add(status);
            const isTyped = status === 200 ? Array.isArray(body.results) : /^[A-Z_]+$/.test(body[0]?.errorCode ?? '');
            expect([first + index, status < 500, isTyped]).toEqual([first + index, true, true]);
            expect(JSON.stringify(body)).not.toMatch(/Exception|stack|line \d/);
        }
    }
    expect([...seen].sort()).toEqual([200, 400]);
    expect([others(), identity()]).toEqual(before);
}, 900_000);
