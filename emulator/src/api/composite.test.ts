import { ApiClient } from '../../test/fakes/apiClient.ts';

const client = new ApiClient();
beforeAll(() => client.start());
afterAll(() => client.stop());

const base = '/services/data/v67.0';
const send = (compositeRequest: unknown, allOrNone = false) =>
    client.send('POST', 'composite', { allOrNone, compositeRequest });
const post = (referenceId: string, object: string, body: object) => ({
    ...{ method: 'POST', url: `${base}/sobjects/${object}`, referenceId },
    body
});
const get = (referenceId: string, path: string) => ({ method: 'GET', url: `${base}/${path}`, referenceId });
const errorOf = ({ body }: { body: { errorCode: string; message: string }[] }) => body[0];

describe('a composite request', () => {
    it('lets requests use the answers to earlier ones', async () => {
        const { status, body } = await send([
            post('account', 'Account', { Name: 'Acme & Co' }),
            post('contact', 'Contact', { LastName: 'of @{account.id}', AccountId: '@{account.id}' }),
            get('read', 'sobjects/Account/@{account.id}?fields=Name,Site'),
            get('found', "query?q=SELECT+Id,LastName+FROM+Contact+WHERE+AccountId='@{account.id}'"),
            {
                ...{ method: 'PATCH', url: `${base}/sobjects/Contact/@{found.records[0].Id}`, referenceId: 'changed' },
                body: { LastName: '@{read.Name}' }
            },
            post('copy', 'Account', { Name: '@{read.Name}', Site: '@{read.Site}' })
        ]);
        expect(status).toBe(200);
        const [account, contact, read, found, changed, copy] = body.compositeResponse;
        expect(account).toEqual({
            body: { id: expect.stringMatching(/^001/), success: true, errors: [] },
            httpHeaders: { Location: `${base}/sobjects/Account/${account.body.id}` },
            httpStatusCode: 201,
            referenceId: 'account'
        });
        expect(found.body.records).toMatchObject([{ Id: contact.body.id, LastName: `of ${account.body.id}` }]);
        expect(read).toMatchObject({ body: { Name: 'Acme & Co', Site: null }, httpHeaders: {}, httpStatusCode: 200 });
        expect(changed).toEqual({ body: null, httpHeaders: {}, httpStatusCode: 204, referenceId: 'changed' });
        expect((await client.get(`sobjects/Contact/${contact.body.id}`)).body.LastName).toBe('Acme & Co');
        expect((await client.get(`sobjects/Account/${copy.body.id}`)).body).toMatchObject({ Site: null });
    });

    it('halts what depends on a failure, and goes on with the rest', async () => {
        const { body } = await send([
            post('bad', 'Contact', {}),
            post('dependent', 'Contact', { LastName: 'X', AccountId: '@{bad.id}' }),
            get('elsewhere', 'sobjects/Account/@{nobody.records[0].Id}'),
            post('good', 'Contact', { LastName: 'Good' })
        ]);
        const [bad, dependent, elsewhere, good] = body.compositeResponse;
        expect([bad.httpStatusCode, errorOf(bad)?.errorCode]).toEqual([400, 'REQUIRED_FIELD_MISSING']);
        expect(errorOf(dependent)).toEqual({
            errorCode: 'PROCESSING_HALTED',
            message: 'Invalid reference specified. No value for bad.id found in bad.'
        });
        expect(errorOf(elsewhere)?.message).toContain('No value for nobody.records[0].Id found in nobody.');
        expect(good.httpStatusCode).toBe(201);
    });

    it('saves nothing after a failure if it was to save all', async () => {
        const before = client.org.records.length;
        const requests = [post('a', 'Account', { Name: 'A' }), post('bad', 'Contact', {}), get('c', 'limits')];
        const { status, body } = await send(requests, true);
        expect(status).toBe(200);
        const [a, bad, c] = body.compositeResponse;
        const message = 'The transaction was rolled back since another operation in the same transaction failed.';
        const halted = { body: [{ errorCode: 'PROCESSING_HALTED', message }], httpHeaders: {}, httpStatusCode: 400 };
        expect(a).toEqual({ ...halted, referenceId: 'a' });
        expect(errorOf(bad)?.errorCode).toBe('REQUIRED_FIELD_MISSING');
        expect(c).toEqual({ ...halted, referenceId: 'c' });
        expect(client.org.records).toHaveLength(before);
    });

    it('extends all or none to collections in it', async () => {
        const before = client.org.records.length;
        const rows = ['A', undefined].map((LastName) => ({ attributes: { type: 'Contact' }, LastName }));
        const collection = { ...post('rows', 'x', { records: rows }), url: `${base}/composite/sobjects` };
        const requests = [post('a', 'Account', { Name: 'A' }), collection];
        const { body } = await send(requests, true);
        const [a, failed] = body.compositeResponse;
        expect(errorOf(a)?.errorCode).toBe('PROCESSING_HALTED');
        expect(failed).toMatchObject({ httpStatusCode: 200, body: [{ success: false }, { success: false }] });
        expect(client.org.records).toHaveLength(before);

        const [, partial] = (await send(requests)).body.compositeResponse;
        expect(partial.body).toMatchObject([{ success: true }, { success: false }]);
        const deletion = { ...get('gone', `composite/sobjects?ids=${partial.body[0].id}`), method: 'DELETE' };
        const [gone] = (await send([deletion], true)).body.compositeResponse;
        expect(gone).toMatchObject({ httpStatusCode: 200, body: [{ success: true }] });
    });

    it('answers resources that it cannot hold, and counts as one call', async () => {
        const before = client.org.apiCalls;
        const { body } = await send([get('a', 'composite'), { ...get('b', 'query'), method: 'DELETE' }]);
        expect(body.compositeResponse.map((row: never) => errorOf(row)?.errorCode)).toEqual([
            'NOT_FOUND',
            'METHOD_NOT_ALLOWED'
        ]);
        expect(client.org.apiCalls).toBe(before + 1);
    });

    it('does not hide a fault of the org', async () => {
        const { save } = client.org;
        client.org.save = () => {
            throw new TypeError('broken');
        };
        const { status } = await send([post('a', 'Account', { Name: 'A' })]);
        client.org.save = save;
        expect([status, client.faults.pop()]).toEqual([500, new TypeError('broken')]);
    });

    it.each([
        ['no list', {}, 'JSON_PARSER_ERROR'],
        ['a request without URL', [{ method: 'GET', referenceId: 'a' }], 'JSON_PARSER_ERROR'],
        ['a reference with a dot', [get('a.b', 'query')], 'INVALID_INPUT'],
        ['a reference twice', [get('a', 'query'), get('a', 'query')], 'INVALID_INPUT'],
        ['26 requests', Array.from({ length: 26 }, (_, index) => get(`r${index}`, 'query')), 'LIMIT_EXCEEDED']
    ])('is refused as a whole for %s', async (_what, requests, errorCode) => {
        const { status, body } = await send(requests);
        expect([status, body[0].errorCode]).toEqual([400, errorCode]);
    });
});
