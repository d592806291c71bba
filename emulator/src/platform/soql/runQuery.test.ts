import { ApexList, ApexSet } from '../../values/apexCollections.ts';
import { ApexDecimal } from '../../values/apexNumbers.ts';
import { primitive } from '../../values/apexType.ts';
import { sobject, TestPlatform, userMode } from '../testing/testPlatform.ts';

let org: TestPlatform;

beforeEach(() => {
    org = new TestPlatform();
});

function addAccounts(...names: string[]): string[] {
    return org
        .dml(
            'insert',
            names.map((Name, index) => sobject('Account', { Name, AnnualRevenue: new ApexDecimal(index * 10) }))
        )
        .map((row) => row.id!);
}

describe('WHERE', () => {
    test.each([
        ["Name = 'ACME'", ['Acme']],
        ["Name != 'acme'", ['Bolt', 'Chord']],
        ["Name LIKE '%o%'", ['Bolt', 'Chord']],
        ["Name LIKE 'b_lt'", ['Bolt']],
        ["Name IN ('acme', 'CHORD')", ['Acme', 'Chord']],
        ["Name NOT IN ('acme')", ['Bolt', 'Chord']],
        ['AnnualRevenue >= 10', ['Bolt', 'Chord']],
        ['AnnualRevenue < 10.5 AND (NOT AnnualRevenue = 0)', ['Bolt']],
        ['Phone = null', ['Acme', 'Bolt', 'Chord']],
        ["Phone != '1'", ['Acme', 'Bolt', 'Chord']],
        ["Phone < '1'", []],
        ['CreatedDate = TODAY', ['Acme', 'Bolt', 'Chord']],
        ['CreatedDate > TODAY', []],
        ['CreatedDate >= YESTERDAY', ['Acme', 'Bolt', 'Chord']],
        ['CreatedDate = LAST_WEEK', []],
        ['CreatedDate = LAST_N_DAYS:1', ['Acme', 'Bolt', 'Chord']],
        ['CreatedDate > 2026-11-21T11:00:00Z', ['Acme', 'Bolt', 'Chord']],
        ["Owner.Username = 'admin@org1.example'", ['Acme', 'Bolt', 'Chord']],
        ["Owner.Profile.Name = 'Standard User'", []]
    ])('%s', (condition, expected) => {
        addAccounts('Acme', 'Bolt', 'Chord');
        expect(org.column(`SELECT Name FROM Account WHERE ${condition} ORDER BY Name`, 'Name')).toEqual(expected);
    });

    it('binds collections of ids, strings and records', () => {
        const [first, second] = addAccounts('Acme', 'Bolt', 'Chord');
        const records = org.query('SELECT Id FROM Account LIMIT 1').rows;
        const find = (bind: unknown): unknown[] =>
            org.column('SELECT Name FROM Account WHERE Id IN :ids ORDER BY Name', 'Name', { ids: bind });
        expect(find(new ApexSet(primitive('Id'), [first, second]))).toEqual(['Acme', 'Bolt']);
        expect(find(new ApexList(primitive('String'), [second!.slice(0, 15)]))).toEqual(['Bolt']);
        expect(find(new ApexList({ kind: 'sobject', name: 'Account' }, [...records]))).toEqual(['Acme']);
        expect(find(new ApexList(primitive('Id'), []))).toEqual([]);
    });

    it('refuses a field that is selected twice, and takes the same field of two objects', () => {
        expect(() => org.query('SELECT Id, Name, NAME FROM Account')).toThrow('duplicate field selected: Name');
        expect(() => org.query('SELECT Name, Account.Name FROM Account')).toThrow('duplicate field selected: Name');
        expect(() => org.query('SELECT Name, Owner.Name, CreatedBy.Name FROM Account')).not.toThrow();
    });

    it('refuses what the platform refuses', () => {
        expect(() => org.query("SELECT Id FROM Account WHERE Id = 'nonsense'")).toThrow('invalid ID field: nonsense');
        expect(() => org.query('SELECT Id FROM Account WHERE Name = 5')).toThrow(
            "for field 'Name' must be of type string"
        );
        expect(() => org.query("SELECT Id FROM Account WHERE Nope__c = 'x'")).toThrow(
            "No such column 'Nope__c' on entity 'Account'"
        );
        expect(() => org.query('SELECT Id FROM Nope__c')).toThrow("sObject type 'Nope__c' is not supported.");
        expect(() => org.query('SELECT Nope__r.Name FROM Account')).toThrow("Didn't understand relationship 'Nope__r'");
    });

    it('does not scan for indexed fields', () => {
        addAccounts('Acme');
        const rows = jest.spyOn(org.platform.store.table('User'), 'rows');
        const text = "SELECT Id FROM User WHERE Username = 'x@y.example' OR FederationIdentifier IN ('a') OR Id = :id";
        expect(org.column(text, 'Id', { id: org.adminId })).toEqual([org.adminId]);
        expect(rows).not.toHaveBeenCalled();
    });
});

describe('relationships', () => {
    it('reads parents, polymorphic owners and children', () => {
        const [accountId] = addAccounts('Acme');
        org.dml('insert', [
            sobject('Contact', { LastName: 'Zuse', FirstName: 'Konrad', AccountId: accountId }),
            sobject('Contact', { LastName: 'Hopper', AccountId: accountId })
        ]);
        const [contact] = org.query(
            "SELECT Account.Name, Account.Owner.Name FROM Contact WHERE LastName = 'Zuse'"
        ).rows;
        expect(contact?.parents.get('Account')?.get('Name')).toBe('Acme');
        expect(contact?.parents.get('Account')?.parents.get('Owner')?.get('Name')).toBe('Ada Admin');
        const [account] = org.query(
            'SELECT Name, (SELECT Name FROM Contacts ORDER BY LastName DESC) FROM Account'
        ).rows;
        expect(account?.children.get('Contacts')?.items.map((item) => item.get('Name') as unknown)).toEqual([
            'Konrad Zuse',
            'Hopper'
        ]);
        expect(org.frame.limits.used('aggregateQueries')).toBe(1);
    });

    it('joins by sub-select', () => {
        const [withContact] = addAccounts('Acme', 'Bolt');
        org.dml('insert', [sobject('Contact', { LastName: 'Zuse', AccountId: withContact })]);
        const text = (operator: string): string =>
            `SELECT Name FROM Account WHERE Id ${operator} (SELECT AccountId FROM Contact WHERE LastName = 'Zuse')`;
        expect(org.column(text('IN'), 'Name')).toEqual(['Acme']);
        expect(org.column(text('NOT IN'), 'Name')).toEqual(['Bolt']);
    });
});

describe('order and slice', () => {
    it('puts nulls first unless told', () => {
        org.dml('insert', [
            sobject('Account', { Name: 'b', Phone: '2' }),
            sobject('Account', { Name: 'a' }),
            sobject('Account', { Name: 'c', Phone: '1' })
        ]);
        expect(org.column('SELECT Name FROM Account ORDER BY Phone', 'Name')).toEqual(['a', 'c', 'b']);
        expect(org.column('SELECT Name FROM Account ORDER BY Phone DESC NULLS LAST', 'Name')).toEqual(['b', 'c', 'a']);
        expect(org.column('SELECT Name FROM Account ORDER BY Name LIMIT 1 OFFSET :skip', 'Name', { skip: 1 })).toEqual([
            'b'
        ]);
    });
});

describe('aggregates', () => {
    it('counts, sums and groups', () => {
        org.dml(
            'insert',
            ['Hot', 'Cold', 'Hot'].map((Rating, index) =>
                sobject('Account', { Name: `a${index}`, Rating, AnnualRevenue: new ApexDecimal(index + 1) })
            )
        );
        const { rows } = org.query(
            'SELECT Rating, COUNT(Id), SUM(AnnualRevenue) total, MAX(Name) FROM Account GROUP BY Rating HAVING COUNT(Id) > 1'
        );
        expect(
            rows.map((row) => [row.get('Rating'), row.get('expr0'), String(row.get('total')), row.get('expr1')])
        ).toEqual([['Hot', 2, '4', 'a2']]);
        expect(org.query("SELECT COUNT() FROM Account WHERE Rating = 'Hot'").count).toBe(2);
        expect(
            org
                .query('SELECT AVG(AnnualRevenue) a, COUNT_DISTINCT(Rating) d FROM Account')
                .rows.map((row) => [String(row.get('a')), row.get('d')])
        ).toEqual([['2', 2]]);
        expect(() => org.query('SELECT Name, COUNT(Id) FROM Account GROUP BY Rating')).toThrow(
            'Field must be grouped or aggregated: Name'
        );
    });

    it('groups by the hour of a moment', () => {
        addAccounts('Acme', 'Bolt', 'Core');
        org.begin();
        const { rows } = org.query(
            'SELECT HOUR_IN_DAY(CreatedDate) hour, COUNT(Id) total FROM Account GROUP BY HOUR_IN_DAY(CreatedDate)'
        );
        expect(rows.map((row) => [row.get('hour'), row.get('total')])).toEqual([[12, 3]]);
        expect(org.frame.limits.used('queryRows')).toBe(1);
        expect(() => org.query('SELECT HOUR_IN_DAY(CreatedDate) h FROM Account GROUP BY Name')).toThrow(
            'Field must be grouped or aggregated: hour_in_day(createddate)'
        );
        expect(() => org.query('SELECT COUNT(Id) n FROM Account GROUP BY HOUR_IN_DAY(Name)')).toThrow(
            'field Name does not support hour_in_day'
        );
    });
});

describe('limits', () => {
    it('counts queries and rows, but no query of custom metadata', () => {
        addAccounts('Acme', 'Bolt');
        org.begin();
        org.query('SELECT Id FROM Account');
        org.query('SELECT COUNT() FROM Account');
        expect([org.frame.limits.used('queries'), org.frame.limits.used('queryRows')]).toEqual([2, 3]);
        for (let index = 0; index < 98; index++) org.query('SELECT Id FROM Account');
        expect(() => org.query('SELECT Id FROM Account')).toThrow('Too many SOQL queries: 101');
    });
});

describe('FOR UPDATE', () => {
    it('is refused on User and beside ORDER BY', () => {
        expect(() => org.query('SELECT Id FROM User FOR UPDATE')).toThrow('SObject type does not allow locking rows');
        expect(org.query('SELECT Id FROM Account FOR UPDATE').rows).toEqual([]);
        const lenient = new TestPlatform({ rules: { lockUser: false } });
        expect(lenient.query('SELECT Id FROM User LIMIT 1 FOR UPDATE').rows).toHaveLength(1);
    });
});

describe('user mode', () => {
    it('hides objects, fields and records', () => {
        const staff = org.addUser('staff');
        const guest = org.addUser('guest', { ProfileId: org.profileId('Minimum Access - Salesforce') });
        org.begin();
        addAccounts('Acme');
        org.begin(guest);
        org.access = userMode;
        expect(() => org.query('SELECT Id FROM Account')).toThrow("sObject type 'Account' is not supported.");
        expect(() => org.query('SELECT Title FROM User')).toThrow("No such column 'Title' on entity 'User'");
        expect(() => org.query("SELECT Id FROM User WHERE Title = 'x'")).toThrow("No such column 'Title'");
        expect(() => org.query('SELECT ProfileId FROM User')).toThrow("No such column 'ProfileId'");
        org.begin(staff);
        expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['Acme']);
        expect(org.query('SELECT Title, ProfileId FROM User').rows).not.toEqual([]);
        org.platform.adoptSchema(privateAccounts(org));
        expect(org.column('SELECT Name FROM Account', 'Name')).toEqual([]);
        expect(org.column('SELECT Name FROM Account', 'Name')).toEqual([]);
        org.begin();
        expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['Acme']);
    });

    it('shows records to the owner and to the roles above', () => {
        org.platform.adoptSchema(privateAccounts(org));
        const role = (name: string): unknown =>
            org.column('SELECT Id FROM UserRole WHERE DeveloperName = :name', 'Id', { name })[0];
        const boss = org.addUser('boss', { UserRoleId: role('CEO') });
        const peer = org.addUser('peer', { UserRoleId: role('SVPSalesMarketing') });
        const staff = org.addUser('staff', { UserRoleId: role('SVPSalesMarketing') });
        org.begin(staff);
        addAccounts('Acme');
        const seenBy = (userId: string): unknown[] => {
            org.begin(userId);
            org.access = userMode;
            return org.column('SELECT Name FROM Account', 'Name');
        };
        expect([seenBy(staff), seenBy(boss), seenBy(peer)]).toEqual([['Acme'], ['Acme'], []]);
    });
});

describe('names of standard profiles', () => {
    it('are in the language of the reader', () => {
        const german = org.addUser('deutsch', { LanguageLocaleKey: 'de' });
        org.begin(german);
        expect(org.query("SELECT COUNT() FROM Profile WHERE Name = 'System Administrator'").count).toBe(0);
        expect(org.column("SELECT Name FROM Profile WHERE Name = 'Systemadministrator'", 'Name')).toEqual([
            'Systemadministrator'
        ]);
        expect(org.column("SELECT Id FROM User WHERE Profile.Name = 'Systemadministrator'", 'Id')).toEqual([
            org.adminId
        ]);
    });
});

describe('a test', () => {
    it('sees setup records and its own rows only', () => {
        addAccounts('Acme');
        org.begin(org.adminId, true);
        addAccounts('Bolt');
        expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['Bolt']);
        expect(org.query('SELECT COUNT() FROM User').count).toBeGreaterThan(0);
        org.session.rollback(0);
        org.begin();
        expect(org.column('SELECT Name FROM Account', 'Name')).toEqual(['Acme']);
    });
});

function privateAccounts(platform: TestPlatform): TestPlatform['platform']['schema'] {
    const schema = platform.platform.schema.copy();
    schema.put({ ...schema.require('Account'), sharingModel: 'Private' });
    return schema;
}
