/**
 * What the pages cost in an org with many people, issues and runs: every call is a transaction of its own, whose queries and rows are
 * printed. The people are stored before the org is configured, as in an org that takes up User Sync with what it has.
 */
import { configurationValues, readOrgFacts } from '../../../scripts/localOrgs/configurationValues.ts';
import type { OrgRecord } from '../../../scripts/localOrgs/orgClient.ts';
import { outsideJest } from '../../../scripts/test/outsideJest.ts';
import { certificateFiles, configurationFiles, packageFiles } from '../support/packageFiles.ts';
import { SyncedOrg } from '../support/syncedOrg.ts';

const { startLocalOrg } = outsideJest('emulator/src/index.ts');

/** USER_SYNC_TEST_USERS=20000 for the full size: what a page costs is the same, filling the org takes longer. */
const peopleCount = Number(process.env['USER_SYNC_TEST_USERS'] ?? 5_000);
const issueCount = 20_000;
const runCount = 500;
const rowsPerTransaction = 5_000;
const exportSize = 500;
const viewer = 'viewer@orga.example';

let local: SyncedOrg;

/** Apex by call, as the pages make them. */
const calls: Readonly<Record<string, string>> = {
    'Overview.load': 'UserSyncOverviewController.load();',
    'People.findPage': `UserSyncPeopleController.findPage(null, null, null, 50);`,
    'People.findPage of a name': `UserSyncPeopleController.findPage('Person 1234', null, null, 50);`,
    'People.findPage Linked': `UserSyncPeopleController.findPage(null, 'Linked', null, 50);`,
    'People.findPage Duplicate': `UserSyncPeopleController.findPage(null, 'Duplicate', null, 50);`,
    'People.findPage Orphaned': `UserSyncPeopleController.findPage(null, 'Orphaned', null, 50);`,
    'People.findPage Ignored': `UserSyncPeopleController.findPage(null, 'Ignored', null, 50);`,
    'People.findPage for the file': `UserSyncPeopleController.findPage(null, null, null, 500);`,
    'Person.load': `UserSyncPersonController.load([SELECT Id FROM User WHERE Alias = 'p7'].Id);`,
    'Person.findHistory': `UserSyncPersonController.findHistory([SELECT Id FROM User WHERE Alias = 'p7'].Id, null, 50);`,
    'Issues.findPage': `UserSyncIssuesController.findPage(null, null, 50);`,
    'Issues.findPage filtered': `UserSyncIssuesController.Filter filter = new UserSyncIssuesController.Filter();
        filter.reasonCode = 'PROPOSED';
        filter.isOpen = true;
        filter.fromDate = System.today().addDays(-30);
        UserSyncIssuesController.findPage(filter, null, 50);`,
    'Issues.findPage for the file': `UserSyncIssuesController.findPage(null, null, 500);`,
    'Approvals.findWaiting': `UserSyncApprovalsController.findWaiting(null, 50);`,
    'Approvals.findDecided': `UserSyncApprovalsController.findDecided(null, 50);`,
    'Runs.load': `UserSyncRunsController.load(null, true);`,
    'MappingHealth.load': `UserSyncMappingHealthController.load();`
};

beforeAll(async () => {
    local = new SyncedOrg('A', await startLocalOrg({ name: 'Org A' }), 'integration@orga.example');
    local.deploy(await packageFiles());
    local.deploy(certificateFiles('local-a'));
    insertPeople();
    insertRecords(issueCount, 'UserSyncIssue__c', issueFields);
    insertRecords(runCount, 'UserSyncRun__c', runFields);
    local.deploy(await configuration());
}, 120_000);

afterAll(async () => {
    await local.org.stop();
});

describe(`${peopleCount} people, ${issueCount} issues and ${runCount} runs`, () => {
    it('every page answers within the governor limits, in few queries', () => {
        const costs = Object.entries(calls).map(([name, source]) => ({ name, ...costOf(source) }));
        const lines = costs.map(
            ({ name, queries, rows, cpuMs }) =>
                `${name.padEnd(30)} ${[queries, rows, cpuMs].map((figure) => String(figure).padStart(7)).join('')}`
        );
        process.stdout.write(`${'call'.padEnd(30)} queries   rows CPU ms\n${lines.join('\n')}\n`);
        for (const { name, queries, rows } of costs) {
            expect({ name, isWithin: queries <= 20 && rows <= 10_000 }).toEqual({ name, isWithin: true });
        }
    });

    it('the list of issues pages to its end', () => {
        const ids = walk('UserSyncIssuesController', { filter: { isOpen: true } }).map(({ id }) => id);
        expect(ids).toHaveLength(issueCount);
        expect(new Set(ids).size).toBe(issueCount);
    });

    it('the list of people pages to its end, in the order of their names', () => {
        const people = walk('UserSyncPeopleController', { search: 'Person', linkState: null });
        expect(new Set(people.map(({ id }) => id)).size).toBe(peopleCount);
        const names = people.map(({ name }) => name);
        expect(names).toEqual([...names].sort());
        expect(names).toHaveLength(peopleCount);
    });
});

function insertPeople(): void {
    for (let first = 0; first < peopleCount; first += rowsPerTransaction) {
        local.run(`
            Id profileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id;
            List<User> people = new List<User>();
            for (Integer i = ${first}; i < ${Math.min(peopleCount, first + rowsPerTransaction)}; i++) {
                people.add(new User(
                    Username = 'p' + i + '@orga.example', Email = 'p' + i + '@a.example', FirstName = 'Ada',
                    LastName = 'Person ' + String.valueOf(Math.mod(i * 7919, ${peopleCount})).leftPad(5, '0'),
                    Alias = 'p' + i, CommunityNickname = 'p' + i, IsActive = false, ProfileId = profileId,
                    TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8'
                ));
            }
            insert people;`);
    }
    local.run(`
        User viewer = new User(
            Username = '${viewer}', Email = '${viewer}', LastName = 'Viewer', Alias = 'viewer',
            CommunityNickname = 'viewer', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id,
            TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8'
        );
        insert viewer;
        insert new PermissionSetAssignment(AssigneeId = viewer.Id,
            PermissionSetId = [SELECT Id FROM PermissionSet WHERE Name = 'UserSyncViewer'].Id);`);
}

const issueFields = `ReasonCode__c = Math.mod(i, 10) == 0 ? 'PROPOSED' : 'DRIFT', Kind__c = Math.mod(i, 20) == 1 ? 'Hold' : 'Failure',
    User__c = people[Math.mod(i, people.size())].Id, FirstSeenAt__c = System.now(), LastSeenAt__c = System.now()`;
const runFields = `State__c = 'COMPLETED', Kind__c = 'CHANGES', StartedAt__c = System.now().addMinutes(-i), ComparedCount__c = i`;

function insertRecords(count: number, type: string, fields: string): void {
    for (let first = 0; first < count; first += rowsPerTransaction) {
        local.run(`
            List<User> people = [SELECT Id FROM User WHERE Alias LIKE 'p%' LIMIT 1000];
            List<${type}> records = new List<${type}>();
            for (Integer i = ${first}; i < ${Math.min(count, first + rowsPerTransaction)}; i++) {
                records.add(new ${type}(Key__c = 'k' + i, ${fields}));
            }
            insert as system records;`);
    }
}

/** The committed records of org A, for a partner that is not there and would sign with the same certificate. */
async function configuration() {
    const facts = await readOrgFacts(async (soql) => local.query(soql) as OrgRecord[]);
    const files = local.org.components().find(({ componentType }) => componentType === 'Certificate')?.files;
    const certificate = files?.find(({ path }) => path.endsWith('.crt'))?.content;
    return configurationFiles(
        'local-a',
        configurationValues(facts, { ...facts, orgId: '00D000000000099EAA' }, certificate)
    );
}

function costOf(source: string): { queries: number; rows: number; cpuMs: number } {
    const report = "System.debug(Limits.getQueries() + ' ' + Limits.getQueryRows() + ' ' + Limits.getCpuTime());";
    const told = local.run(`${source}\n${report}`, local.org.userByUsername(viewer)!.id).at(-1) ?? '';
    const [queries = NaN, rows = NaN, cpuMs = NaN] = told.split(' ').map(Number);
    return { queries, rows, cpuMs };
}

interface Listed {
    readonly id: string;
    readonly name?: string;
}

/** All rows, page by page as the file is written, each page a call of its own. */
function walk(className: string, args: Readonly<Record<string, unknown>>): Listed[] {
    const rows: Listed[] = [];
    let afterKey: string | null = null;
    do {
        const outcome = local.org.callAura(local.org.userByUsername(viewer)!.id, {
            className,
            methodName: 'findPage',
            args: { ...args, afterKey, size: exportSize },
            isCacheable: false
        });
        if (!outcome.isSuccess) throw new Error(outcome.body.message);
        const page = outcome.returnValue as { rows: Listed[]; nextKey?: string };
        rows.push(...page.rows);
        afterKey = page.nextKey ?? null;
    } while (afterKey !== null);
    return rows;
}
