import { ApiClient, type Answer } from '../../test/fakes/apiClient.ts';

const client = new ApiClient();
beforeAll(() => client.start());
afterAll(() => client.stop());

async function create(values: Record<string, unknown>): Promise<string> {
    const { body } = await client.send('POST', 'sobjects/User', values);
    return body.id as string;
}

describe('records', () => {
    it('are created, read, changed and deleted', async () => {
        const values = { LastName: 'Byron', IsActive: true, Level__c: 1.5, CreatedDate: '2026-01-31T11:00:00+0100' };
        const created = await client.send('POST', 'sobjects/User', { attributes: { type: 'User' }, ...values });
        expect(created).toEqual({
            status: 201,
            body: { id: expect.stringMatching(/^005/), success: true, errors: [] }
        });
        const path = `sobjects/User/${created.body.id}`;
        expect((await client.send('PATCH', path, { title: 'Countess', Level__c: null })).status).toBe(204);
        const { body } = await client.get(path);
        expect(body).toMatchObject({
            LastName: 'Byron',
            Title: 'Countess',
            IsActive: true,
            Level__c: null,
            CreatedDate: '2026-01-31T10:00:00.000+0000'
        });
        expect(body.attributes).toEqual({ type: 'User', url: `/services/data/v67.0/${path}` });
        expect((await client.get(`${path}?fields=Title`)).body).toEqual({
            attributes: body.attributes,
            Id: created.body.id,
            Title: 'Countess'
        });
        expect((await client.send('DELETE', path)).status).toBe(204);
        expect((await client.get(path)).status).toBe(404);
        expect((await client.send('PATCH', path, { Title: 'x' })).status).toBe(404);
    });

    it('hold numbers, dates, times and bytes', async () => {
        const values = { Seats__c: 7, Founded__c: '1999-12-31', Opens__c: '08:30:00.000Z', Logo__c: 'aGk=' };
        const { body } = await client.send('POST', 'sobjects/Account', values);
        expect((await client.get(`sobjects/Account/${body.id}`)).body).toMatchObject(values);
        const refused = await client.send('POST', 'sobjects/Account', { Opens__c: 'noon' });
        expect(refused.body[0].message).toContain('instance of time');
    });

    it('leave out fields that the user may not read', async () => {
        const id = await create({ LastName: 'Hidden' });
        client.org.unreadableFields.add('Email');
        const { body } = await client.get(`sobjects/User/${id}`);
        const described = await client.get('sobjects/User/describe');
        client.org.unreadableFields.clear();
        expect(body).not.toHaveProperty('Email');
        expect(body).toHaveProperty('LastName');
        const names = described.body.fields.map(({ name }: { name: string }) => name);
        expect(names).toContain('LastName');
        expect(names).not.toContain('Email');
    });

    it('refuse fields that the user may not see or not write', async () => {
        const { fieldRights } = client.org;
        const refused = async (rights: Partial<ReturnType<typeof fieldRights>>) => {
            client.org.fieldRights = (...args) => ({ ...fieldRights(...args), ...(args[2] === 'Title' ? rights : {}) });
            const { status, body } = await client.send('POST', 'sobjects/User', { LastName: 'X', Title: 'T' });
            client.org.fieldRights = fieldRights;
            return [status, body[0].errorCode, body[0].message];
        };
        expect(await refused({ read: false })).toEqual([
            400,
            'INVALID_FIELD',
            "No such column 'Title' on sobject of type User"
        ]);
        expect(await refused({ create: false })).toEqual([
            400,
            'INVALID_FIELD_FOR_INSERT_UPDATE',
            expect.stringContaining('fields: Title.')
        ]);
    });

    it('report why they were refused', async () => {
        const { status, body } = await client.send('POST', 'sobjects/User', { Title: 'x' });
        expect(status).toBe(400);
        expect(body).toEqual([
            {
                errorCode: 'REQUIRED_FIELD_MISSING',
                message: 'Required fields are missing: [LastName]',
                fields: ['LastName']
            }
        ]);
    });

    it.each([
        [{ Nothing__c: 1 }, 'INVALID_FIELD', "No such column 'Nothing__c' on sobject of type User"],
        [
            { IsActive: 'yes' },
            'JSON_PARSER_ERROR',
            'Cannot deserialize instance of boolean from VALUE_STRING value yes or request may be missing a required field'
        ],
        [
            { LastName: 7 },
            'JSON_PARSER_ERROR',
            'Cannot deserialize instance of string from VALUE_NUMBER_INT value 7 or request may be missing a required field'
        ],
        [{ CreatedDate: '31.1.2026' }, 'JSON_PARSER_ERROR', expect.stringContaining('instance of datetime')],
        [{ Level__c: {} }, 'JSON_PARSER_ERROR', expect.stringContaining('instance of double from START_OBJECT')],
        [{ ProfileId: 'x' }, 'MALFORMED_ID', 'ProfileId: id value of incorrect type: x']
    ])('refuse %j', async (values, errorCode, message) => {
        const { status, body } = await client.send('POST', 'sobjects/User', values);
        expect(status).toBe(400);
        expect(body[0]).toMatchObject({ errorCode, message });
    });

    it('are upserted by an external id', async () => {
        const first = await client.send('PATCH', 'sobjects/User/Key__c/k%2F1', { LastName: 'One' });
        expect(first).toMatchObject({ status: 201, body: { created: true, success: true } });
        const second = await client.send('PATCH', 'sobjects/User/Key__c/k%2F1', { LastName: 'Two' });
        expect(second).toEqual({ status: 200, body: { id: first.body.id, success: true, errors: [], created: false } });
        expect((await client.send('PATCH', 'sobjects/User/Title/x', {})).status).toBe(404);
        const doubled = await client.send('PATCH', 'sobjects/User/Key__c/k', { key__c: 'k' });
        expect(doubled.body[0]).toMatchObject({ errorCode: 'INVALID_FIELD', fields: ['Key__c'] });
    });

    it('are read by an external id', async () => {
        const { body } = await client.send('PATCH', "sobjects/User/Key__c/it's", { LastName: 'Quoted', Level__c: 2 });
        const url = `/services/data/v67.0/sobjects/User/${body.id}`;
        expect(await client.get("sobjects/User/Key__c/it's?fields=LastName")).toEqual({
            status: 200,
            body: { attributes: { type: 'User', url }, Id: body.id, LastName: 'Quoted' }
        });
        expect((await client.get('sobjects/User/Key__c/none')).body[0].errorCode).toBe('NOT_FOUND');
        expect((await client.get('sobjects/User/Title/x')).status).toBe(404);
        const other = client.org.put('User', { Id: client.org.ids.next('005'), Key__c: "it's" });
        expect(await client.get("sobjects/User/Key__c/it's")).toEqual({
            status: 300,
            body: [url, `/services/data/v67.0/sobjects/User/${other}`]
        });
    });

    it('of an unknown object are not found', async () => {
        expect((await client.send('POST', 'sobjects/Nothing__c', {})).status).toBe(404);
    });
});

describe('collections', () => {
    const records = (...names: (string | undefined)[]) =>
        names.map((LastName) => ({ attributes: { type: 'User' }, LastName }));

    it('save what they can', async () => {
        const { body } = await client.send('POST', 'composite/sobjects', { records: records('A', undefined) });
        expect(body[0]).toEqual({ id: expect.stringMatching(/^005/), success: true, errors: [] });
        expect(body[1]).toMatchObject({ success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] });
    });

    it('save nothing if one is refused and all were to be saved', async () => {
        const before = client.org.records.length;
        const { body } = await client.send('POST', 'composite/sobjects', {
            allOrNone: true,
            records: records('A', undefined)
        });
        expect(body[0]).toMatchObject({
            success: false,
            errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }]
        });
        expect(body[0]).not.toHaveProperty('id');
        expect(client.org.records).toHaveLength(before);
    });

    it('update, upsert and delete', async () => {
        const ids = [await create({ LastName: 'C' }), await create({ LastName: 'D' })];
        const updates = ids.map((id) => ({ attributes: { type: 'User' }, Id: id, Title: 'T' }));
        expect((await client.send('PATCH', 'composite/sobjects', { records: updates })).body).toHaveLength(2);
        expect((await client.get(`sobjects/User/${ids[1]}`)).body.Title).toBe('T');
        const upserts = [{ attributes: { type: 'User' }, Key__c: 'new', LastName: 'E' }];
        expect(
            (await client.send('PATCH', 'composite/sobjects/User/Key__c', { records: upserts })).body[0]
        ).toMatchObject({ created: true });
        expect((await client.send('DELETE', `composite/sobjects?ids=${ids.join(',')}`)).body).toHaveLength(2);
        expect((await client.get(`sobjects/User/${ids[0]}`)).status).toBe(404);
    });

    it('read in the order asked for, with null for what is not there', async () => {
        const ids = [await create({ LastName: 'E' }), '005000000000009AAA', await create({ LastName: 'F' }), 'x'];
        const names = ({ body }: Answer) => body.map((row: { LastName: string } | null) => row?.LastName ?? null);
        const list = ids.join(',');
        const inUrl = await client.get(`composite/sobjects/User?ids=${list}&fields=LastName`);
        expect([inUrl.status, names(inUrl)]).toEqual([200, ['E', null, 'F', null]]);
        const inBody = await client.send('POST', 'composite/sobjects/User', {
            ids: [...ids].reverse(),
            fields: ['LastName']
        });
        expect(names(inBody)).toEqual([null, 'F', null, 'E']);
        expect((await client.get('composite/sobjects/User?ids=x&fields=LastName')).body).toEqual([null]);
        const refused = await client.send('POST', 'composite/sobjects/User', { ids: [1], fields: ['LastName'] });
        expect(refused.body[0].errorCode).toBe('JSON_PARSER_ERROR');
        const unknown = await client.get(`composite/sobjects/User?ids=${list}&fields=Nothing__c`);
        expect([unknown.status, unknown.body[0].errorCode]).toEqual([400, 'INVALID_FIELD']);
    });

    it('hold at most 200 records', async () => {
        const { body } = await client.send('POST', 'composite/sobjects', {
            records: records(...Array<string>(201).fill('x'))
        });
        expect(body[0].errorCode).toBe('EXCEEDED_ID_LIMIT');
    });
});
