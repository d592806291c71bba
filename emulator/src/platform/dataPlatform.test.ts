import { sobject, TestPlatform } from './testing/testPlatform.ts';

test('a user is inserted, found and updated', () => {
    const org = new TestPlatform();
    const user = org.newUser('lovelace', { FirstName: 'Ada', Title: '  Countess ' });
    const [outcome] = org.dml('insert', [user]);
    expect(outcome).toMatchObject({ isSuccess: true, isCreated: true, errors: [] });
    expect(user.id).toBe(outcome?.id);
    const [row] = org.query(
        "SELECT Name, Title, IsActive, UserType, Profile.Name FROM User WHERE Username = 'LOVELACE@org.example'"
    ).rows;
    expect(row?.get('Name')).toBe('Ada lovelace');
    expect(row?.get('Title')).toBe('Countess');
    expect(row?.get('UserType')).toBe('Standard');
    expect(row?.parents.get('Profile')?.get('Name')).toBe('Standard User');
    expect(() => row?.get('Email') as unknown).toThrow('without querying the requested field: User.Email');

    org.dml('update', [sobject('User', { Id: user.id, Title: null })]);
    expect(org.column('SELECT Title FROM User WHERE Id = :id', 'Title', { id: user.id })).toEqual([null]);
});
