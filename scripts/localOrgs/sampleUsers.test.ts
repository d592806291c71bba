import { sampleUsers, type SampleUser } from './sampleUsers.ts';

const profileIds = ['00e000000000001AAA', '00e000000000002AAA'] as const;
const users = sampleUsers({ count: 200, profileIds });

/** Limits of the User object. */
const maxLengths: Partial<Record<keyof SampleUser, number>> = {
    FirstName: 40,
    LastName: 80,
    Username: 80 - '.orga'.length,
    Email: 80,
    Alias: 8,
    CommunityNickname: 40,
    Title: 80,
    Department: 80,
    Phone: 40,
    City: 40,
    State: 80,
    PostalCode: 20,
    EmployeeNumber: 20
};

describe('the sample users', () => {
    it('are the same at every start', () => {
        expect(sampleUsers({ count: 200, profileIds })).toEqual(users);
        expect(sampleUsers({ count: 20, profileIds })).toEqual(users.slice(0, 20));
    });

    it.each(['Username', 'CommunityNickname', 'FederationIdentifier', 'Email', 'Alias'] as const)(
        'have a unique %s',
        (field) => {
            expect(new Set(users.map((user) => user[field].toLowerCase())).size).toBe(users.length);
        }
    );

    it.each(Object.entries(maxLengths))('keep %s within %i characters', (field, length) => {
        const longest = Math.max(...users.map((user) => String(user[field as keyof SampleUser] ?? '').length));
        expect(longest).toBeLessThanOrEqual(length);
        expect(longest).toBeGreaterThan(0);
    });

    it('have addresses that Salesforce takes', () => {
        for (const { Username, Email } of users) {
            expect(Username).toMatch(/^[a-z0-9.'-]+@[a-z.]+$/);
            expect(Email).toMatch(/^[a-z0-9.'-]+@[a-z.]+$/);
            expect(`${Username}${Email}`).not.toContain('..');
        }
    });

    it('hold the names that have broken synchronisations', () => {
        const names = users.map(({ FirstName, LastName }) => `${FirstName ?? ''} ${LastName}`);
        expect(names).toEqual(
            expect.arrayContaining(["Grace O'Brien", 'Ünïcode Tëster', 'X Æ', ' Sukarno', 'محمد الفارسي'])
        );
        expect(users.some(({ LastName }) => LastName.length === 80)).toBe(true);
        expect(users.some(({ FirstName }) => FirstName?.length === 40)).toBe(true);
    });

    it('are spread over countries, departments and profiles, with some who left', () => {
        const distinct = (field: keyof SampleUser): number => new Set(users.map((user) => user[field])).size;
        expect(distinct('Country')).toBeGreaterThan(10);
        expect(distinct('TimeZoneSidKey')).toBeGreaterThan(10);
        expect(distinct('Department')).toBe(7);
        expect(distinct('ProfileId')).toBe(2);
        expect(users.filter(({ IsActive }) => !IsActive)).toHaveLength(10);
    });
});
