import { UsernameRegistry } from '../records/usernameRegistry.ts';
import { sobject, TestPlatform } from '../testing/testPlatform.ts';

let org: TestPlatform;

beforeEach(() => {
    org = new TestPlatform();
});

type Fields = Readonly<Record<string, unknown>>;

function insertErrors(fields: Fields, name = 'u'): unknown[] {
    return org
        .dml('insert', [org.newUser(name, fields)])[0]!
        .errors.map(({ statusCode, fields: names }) => [statusCode, ...names]);
}

function updateErrors(id: string, fields: Fields): unknown[] {
    return org
        .dml('update', [sobject('User', { Id: id, ...fields })])[0]!
        .errors.map(({ statusCode, fields: names }) => [statusCode, ...names]);
}

test.each<[Fields, unknown[]]>([
    [{ LastName: null, Alias: null }, ['REQUIRED_FIELD_MISSING', 'LastName', 'Alias']],
    [{ Username: 'nobody' }, ['INVALID_EMAIL_ADDRESS', 'Username']],
    [{ Email: 'nobody' }, ['INVALID_EMAIL_ADDRESS', 'Email']],
    [{ Username: `${'x'.repeat(80)}@example.com` }, ['STRING_TOO_LONG', 'Username']],
    [{ Alias: 'abcdefghi' }, ['STRING_TOO_LONG', 'Alias']],
    [{ TimeZoneSidKey: 'Mars/Phobos' }, ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'TimeZoneSidKey']],
    [{ LanguageLocaleKey: 'xx' }, ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'LanguageLocaleKey']],
    [{ ProfileId: '00e0a0000000zzz' }, ['INVALID_CROSS_REFERENCE_KEY', 'ProfileId']]
])('%j is refused', (fields, expected) => {
    expect(insertErrors(fields)).toEqual([expected]);
});

it('derives name and type, keeps usernames and addresses in lower case, and makes a nickname', () => {
    const id = org.addUser('u', { FirstName: 'Grace', Username: 'GRACE@Org.example', Email: 'Grace@Example.com' });
    const [row] = org.query('SELECT Name, UserType, Username, Email, CommunityNickname FROM User WHERE Id = :id', {
        id
    }).rows;
    expect(['Name', 'UserType', 'Username', 'Email'].map((name) => row?.get(name) as unknown)).toEqual([
        'Grace u',
        'Standard',
        'grace@org.example',
        'grace@example.com'
    ]);
    expect(row?.get('CommunityNickname')).toMatch(/^User\d+$/);
});

describe('unique values', () => {
    it('holds usernames of all orgs, also of inactive users', () => {
        const usernames = new UsernameRegistry();
        org = new TestPlatform({ usernames });
        const other = new TestPlatform({ usernames, number: 2 });
        other.addUser('u', { IsActive: false });
        expect(insertErrors({ Username: 'U@org.example' })).toEqual([['DUPLICATE_USERNAME', 'Username']]);
        other.session.rollback(0);
        expect(insertErrors({})).toEqual([]);
        const lenient = new TestPlatform({ usernames, number: 3, rules: { usernameAcrossOrgs: false } });
        expect(lenient.addUser('u')).toMatch(/^005/);
    });

    it('holds usernames of the same save', () => {
        const outcomes = org.dml('insert', [org.newUser('u'), org.newUser('u')], { allOrNone: false });
        expect(outcomes.map(({ errors }) => errors[0]?.statusCode)).toEqual([undefined, 'DUPLICATE_USERNAME']);
    });

    it('holds nicknames and federation ids', () => {
        org.addUser('first', { CommunityNickname: 'nick', FederationIdentifier: 'Fed1' });
        expect(insertErrors({ CommunityNickname: 'NICK' })).toEqual([['DUPLICATE_COMM_NICKNAME', 'CommunityNickname']]);
        expect(insertErrors({ FederationIdentifier: 'fed1' })).toEqual([['DUPLICATE_VALUE', 'FederationIdentifier']]);
    });
});

describe('licences', () => {
    it('are held by active users of the profile, and counted', () => {
        org = new TestPlatform({ licenceCounts: { Salesforce: 2 } });
        const id = org.addUser('second');
        const used = (): unknown =>
            org.column("SELECT UsedLicenses FROM UserLicense WHERE Name = 'Salesforce'", 'UsedLicenses')[0];
        expect(used()).toBe(2);
        expect(insertErrors({}, 'third')).toEqual([['LICENSE_LIMIT_EXCEEDED', 'ProfileId']]);
        expect(insertErrors({ IsActive: false }, 'third')).toEqual([]);
        expect(insertErrors({ ProfileId: org.profileId('Minimum Access - API Only Integrations') }, 'fourth')).toEqual(
            []
        );
        const third = org.column("SELECT Id FROM User WHERE LastName = 'third'", 'Id')[0] as string;
        expect(updateErrors(third, { IsActive: true })).toEqual([['LICENSE_LIMIT_EXCEEDED', 'IsActive']]);
        expect(updateErrors(id, { IsActive: false })).toEqual([]);
        expect(updateErrors(third, { IsActive: true })).toEqual([]);
        expect(used()).toBe(2);
    });
});

describe('e-mail', () => {
    const emailOf = (id: string): unknown => org.column('SELECT Email FROM User WHERE Id = :id', 'Email', { id })[0];

    it('of an active user waits for its owner, unseen by triggers', () => {
        const id = org.addUser('u');
        const seen: unknown[] = [];
        org.triggers.set('user', ({ newRecords }) => seen.push(newRecords?.[0]?.get('Email')));
        expect(updateErrors(id, { Email: 'new@example.com', Title: 'x' })).toEqual([]);
        expect([emailOf(id), ...seen]).toEqual(['u@example.com', 'u@example.com', 'u@example.com']);
        updateErrors(id, { Title: 'y' });
        expect(org.platform.confirmEmailChange(id)).toBe(true);
        expect(emailOf(id)).toBe('new@example.com');
        expect(org.platform.confirmEmailChange(id)).toBe(false);
        expect(seen).toHaveLength(4);
    });

    it('cannot be confirmed any more after 72 hours, and can be asked for again', () => {
        const id = org.addUser('u');
        updateErrors(id, { Email: 'new@example.com' });
        org.nowMs += 72 * 3_600_000 + 1;
        expect([org.platform.confirmEmailChange(id), emailOf(id)]).toEqual([false, 'u@example.com']);
        updateErrors(id, { Email: 'new@example.com' });
        expect([org.platform.confirmEmailChange(id), emailOf(id)]).toEqual([true, 'new@example.com']);
    });

    it('waits too when a trigger sets it, and changes at once for inactive users and without the rule', () => {
        const id = org.addUser('u');
        org.triggers.set('user', ({ timing, newRecords }) => {
            if (timing === 'before') newRecords?.[0]?.put('Email', 'trigger@example.com');
        });
        updateErrors(id, { Title: 'x' });
        expect(emailOf(id)).toBe('u@example.com');
        org.triggers.clear();
        updateErrors(id, { IsActive: false });
        updateErrors(id, { Email: 'new@example.com' });
        expect(emailOf(id)).toBe('new@example.com');
        org = new TestPlatform({ number: 2, rules: { pendingEmail: false } });
        const other = org.addUser('u');
        updateErrors(other, { Email: 'new@example.com' });
        expect(emailOf(other)).toBe('new@example.com');
    });
});

it('keeps administrators in', () => {
    expect(updateErrors(org.adminId, { IsActive: false })).toContainEqual([
        'INSUFFICIENT_ACCESS_OR_READONLY',
        'IsActive'
    ]);
    const second = org.addUser('second', { ProfileId: org.profileId('System Administrator') });
    org.begin(second);
    expect(updateErrors(org.adminId, { IsActive: false })).toEqual([]);
    expect(updateErrors(second, { ProfileId: org.profileId('Standard User') })).toEqual([
        ['CANNOT_DISABLE_LAST_ADMIN', 'IsActive']
    ]);
    expect(updateErrors(second, { ManagerId: second })).toEqual([['FIELD_INTEGRITY_EXCEPTION', 'ManagerId']]);
});

it('gives a user the permission set of the profile, and a login', () => {
    const id = org.addUser('u');
    const sets = (): unknown[] =>
        org
            .query('SELECT PermissionSet.Profile.Name FROM PermissionSetAssignment WHERE AssigneeId = :id', { id })
            .rows.map((row) => row.parents.get('PermissionSet')?.parents.get('Profile')?.get('Name') as unknown);
    expect(sets()).toEqual(['Standard User']);
    updateErrors(id, { ProfileId: org.profileId('Read Only') });
    expect(sets()).toEqual(['Read Only']);
    expect(org.column('SELECT IsFrozen FROM UserLogin WHERE UserId = :id', 'IsFrozen', { id })).toEqual([false]);
});

it('assigns a permission set once, and none of a profile', () => {
    const [set] = org.dml('insert', [sobject('PermissionSet', { Name: 'Extra', Label: 'Extra' })]);
    const assign = (setId: unknown): unknown =>
        org.dml('insert', [sobject('PermissionSetAssignment', { AssigneeId: org.adminId, PermissionSetId: setId })])[0]
            ?.errors[0]?.statusCode;
    expect([assign(set?.id), assign(set?.id)]).toEqual([undefined, 'DUPLICATE_VALUE']);
    expect(assign(org.column('SELECT Id FROM PermissionSet WHERE IsOwnedByProfile = TRUE', 'Id')[0])).toBe(
        'INVALID_CROSS_REFERENCE_KEY'
    );
});
