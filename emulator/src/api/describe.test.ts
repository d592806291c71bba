import { ApiClient } from '../../test/fakes/apiClient.ts';

const client = new ApiClient();
beforeAll(() => client.start());
afterAll(() => client.stop());

it('lists the objects that the user may read', async () => {
    const { objectRights } = client.org;
    client.org.objectRights = () => ({ ...objectRights(), delete: false });
    const { body } = await client.get('sobjects');
    client.org.objectRights = () => ({ ...objectRights(), read: false });
    const none = await client.get('sobjects');
    client.org.objectRights = objectRights;
    expect(body.sobjects.find(({ name }: { name: string }) => name === 'Account')).toMatchObject({
        ...{ keyPrefix: '001', createable: true, deletable: false },
        urls: { sobject: '/services/data/v67.0/sobjects/Account' }
    });
    expect(none.body.sobjects).toEqual([]);
});

it('describes picklists and child relationships', async () => {
    const { body } = await client.get('sobjects/Account/describe');
    expect(body.childRelationships).toEqual([
        { cascadeDelete: true, childSObject: 'Contact', field: 'AccountId', relationshipName: 'Contacts' }
    ]);
    expect(body.fields.find(({ name }: { name: string }) => name === 'Rating')).toMatchObject({
        type: 'picklist',
        picklistValues: [{ active: true, defaultValue: false, label: 'Very hot', value: 'Hot' }]
    });
});
