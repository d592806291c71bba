import { ApiClient } from '../../test/fakes/apiClient.ts';

const client = new ApiClient();
beforeAll(() => client.start());
afterAll(() => client.stop());

describe('queries', () => {
    it('answer records with their parents, without an Id that was not asked for', async () => {
        const { body } = await client.query(
            "SELECT Username, Profile.Name FROM User WHERE Username = 'admin@fake.example'"
        );
        expect(body).toMatchObject({ totalSize: 1, done: true });
        expect(body.records).toEqual([
            {
                attributes: { type: 'User', url: `/services/data/v67.0/sobjects/User/${client.org.adminId}` },
                Username: 'admin@fake.example',
                Profile: { attributes: { type: 'Profile' }, Name: 'System Administrator' }
            }
        ]);
    });

    it('count', async () => {
        expect((await client.query('SELECT COUNT() FROM User')).body).toEqual({
            totalSize: 1,
            done: true,
            records: []
        });
    });

    it('come in batches of 2,000', async () => {
        for (let index = 0; index < 4001; index++)
            client.org.put('Profile', { Id: client.org.ids.next('00e'), Name: `P${index}` });
        const first = (await client.query('SELECT Name FROM Profile')).body;
        expect([first.totalSize, first.done, first.records.length]).toEqual([4002, false, 2000]);
        const second = (await client.get(first.nextRecordsUrl)).body;
        expect([second.done, second.records[0].Name]).toEqual([false, 'P1999']);
        const third = (await client.get(second.nextRecordsUrl)).body;
        expect([third.done, third.records.length, third.nextRecordsUrl]).toEqual([true, 2, undefined]);
        expect((await client.get('query/01gnothing-2000')).body[0].errorCode).toBe('INVALID_QUERY_LOCATOR');
    });

    it('describe their columns', async () => {
        const { body } = await client.query(
            'SELECT Id, Profile.Name, Level__c, CreatedDate FROM User',
            '&columns=true'
        );
        expect(body).toMatchObject({ entityName: 'User', keyPrefix: '005', idSelected: true, groupBy: false });
        expect(
            body.columnMetadata.map(({ columnName, apexType }: Record<string, string>) => `${columnName} ${apexType}`)
        ).toEqual(['Id Id', 'Profile String', 'Level__c Decimal', 'CreatedDate Datetime']);
        expect(body.columnMetadata[1].joinColumns).toMatchObject([{ columnName: 'Name', aggregate: false }]);
    });

    it('describe columns of functions, subqueries and whole scopes', async () => {
        const columns = async (soql: string) => {
            const { body } = await client.query(soql, '&columns=true');
            return body.columnMetadata.map(
                ({ columnName, displayName, aggregate, joinColumns }: Record<string, unknown>) => [
                    columnName,
                    displayName,
                    aggregate,
                    ...(joinColumns as { columnName: string }[]).map((inner) => inner.columnName)
                ]
            );
        };
        expect(await columns('SELECT COUNT(Id) many, MAX(Name) FROM Account')).toEqual([
            ['many', 'count(Id)', true],
            ['expr0', 'max(Name)', true]
        ]);
        expect(await columns('SELECT Name, (SELECT LastName FROM Contacts) FROM Account')).toEqual([
            ['Name', 'Name', false],
            ['Contacts', 'Contacts', true, 'LastName']
        ]);
        expect((await columns('SELECT FIELDS(CUSTOM) FROM Account')).map(([name]: string[]) => name)).toEqual([
            ...['Seats__c', 'Founded__c', 'Opens__c', 'Logo__c']
        ]);
    });

    it.each([
        ['SELECT Id FROM ScratchOrgInfo', 'INVALID_TYPE'],
        ['SELECT Nothing__c FROM User', 'INVALID_FIELD']
    ])('refuse %s', async (soql, errorCode) => {
        const { status, body } = await client.query(soql);
        expect([status, body[0].errorCode]).toEqual([400, errorCode]);
    });

    it('need a text', async () => {
        expect((await client.get('query')).body[0].errorCode).toBe('MALFORMED_QUERY');
    });
});
