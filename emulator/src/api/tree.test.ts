import { ApiClient } from '../../test/fakes/apiClient.ts';

const client = new ApiClient();
beforeAll(() => client.start());
afterAll(() => client.stop());

const user = (referenceId: string, LastName?: string) => ({ attributes: { type: 'User', referenceId }, LastName });
const contact = (referenceId: string, LastName?: string) => ({
    attributes: { type: 'Contact', referenceId },
    LastName
});
const account = (referenceId: string, ...records: object[]) => ({
    attributes: { type: 'Account', referenceId },
    Name: referenceId,
    ...(records.length > 0 ? { contacts: { records } } : {})
});
const insert = (object: string, records: readonly object[]) =>
    client.send('POST', `composite/tree/${object}`, { records });

describe('a tree', () => {
    it('of records without children inserts all', async () => {
        const { status, body } = await insert('User', [user('a', 'A'), user('b', 'B')]);
        expect(status).toBe(201);
        expect(body).toEqual({
            hasErrors: false,
            results: [
                { referenceId: 'a', id: expect.any(String) },
                { referenceId: 'b', id: expect.any(String) }
            ]
        });
    });

    it('links children with their parents, one save for each level', async () => {
        const saves: string[] = [];
        const { save } = client.org;
        client.org.save = (userId, request) => {
            saves.push(request.records.map(({ objectName }) => objectName).join());
            return save.call(client.org, userId, request);
        };
        const { body } = await insert('Account', [
            account('one', contact('c1', 'C1'), contact('c2', 'C2')),
            account('two', contact('c3', 'C3'))
        ]);
        client.org.save = save;
        expect(saves).toEqual(['Account,Account', 'Contact,Contact,Contact']);
        const ids = new Map<string, string>(
            body.results.map(({ referenceId, id }: { referenceId: string; id: string }) => [referenceId, id])
        );
        expect([...ids.keys()]).toEqual(['one', 'two', 'c1', 'c2', 'c3']);
        const rows = await client.query(`SELECT LastName FROM Contact WHERE AccountId = '${ids.get('one') ?? ''}'`);
        expect(rows.body.records.map((row: { LastName: string }) => row.LastName)).toEqual(['C1', 'C2']);
    });

    it.each([
        ['a record', 'User', [user('a', 'A'), user('b')], 'b'],
        ['a child', 'Account', [account('one', contact('c1', 'C1'), contact('c2')), account('two')], 'c2']
    ])('saves nothing if %s is refused, and names only that', async (_what, object, records, faulty) => {
        const before = client.org.records.length;
        const { status, body } = await insert(object, records);
        expect(status).toBe(400);
        expect(body).toMatchObject({
            hasErrors: true,
            results: [{ referenceId: faulty, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] }]
        });
        expect(body.results).toHaveLength(1);
        expect(client.org.records).toHaveLength(before);
    });

    it.each([
        ['references that differ', [account('a', contact('a', 'A'))], 'INVALID_INPUT'],
        ['a reference each', [account('a', { attributes: { type: 'Contact' } })], 'INVALID_INPUT'],
        ['children that its object has', [{ ...account('a'), Cases: { records: [] } }], 'INVALID_FIELD'],
        ['children of the right object', [account('a', account('b'))], 'INVALID_TYPE'],
        ['roots of the right object', [contact('a', 'A')], 'INVALID_TYPE'],
        ['lists of children', [{ ...account('a'), Contacts: { records: 1 } }], 'JSON_PARSER_ERROR'],
        ['at most 200 records', Array.from({ length: 201 }, (_, index) => account(`a${index}`)), 'EXCEEDED_ID_LIMIT']
    ])('needs %s', async (_what, records, errorCode) => {
        const { status, body } = await insert('Account', records);
        expect([status, body[0].errorCode]).toEqual([400, errorCode]);
    });
});
