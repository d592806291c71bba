import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { recordFile } from '../support/packageFiles.ts';
import { people } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import { eventually, issuesOf, quiet } from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';
import { changedRecord, groupRecords, type RecordFile } from '../support/testRecords.ts';

/** Many users who were in both orgs before: linked by one run, then met by a field that is mapped later and by a wrong mapping. */
let pair: OrgPair;
let host: RelayHost;
let relay: RelayChild;
let a: SyncedOrg;
let b: SyncedOrg;
let published: [EventTally, EventTally];

const userCount = Number(process.env['USER_SYNC_TEST_USERS'] ?? 300);
const insertedAtOnce = 1_000;
const choicesAtOnce = 200;
const longTimeoutMs = 900_000;

/** Equal in a third of the users, different in a third, empty in B in a third. */
const aboutIn = (letter: string, index: number): string | null =>
    index % 3 === 0
        ? 'Same in both'
        : index % 3 === 1
          ? `About ${index} in ${letter}`
          : letter === 'A'
            ? 'Only in A'
            : null;

function insertPeople(org: SyncedOrg): void {
    const records = people(org, userCount, (index) => ({
        FederationIdentifier: `later-${index}`,
        Title: `Engineer ${index}`,
        AboutMe: aboutIn(org.letter, index),
        ...{ FirstName: 'Ada', LastName: `Lovelace ${index}`, Phone: '+1' }
    }));
    for (let first = 0; first < records.length; first += insertedAtOnce) {
        const json = JSON.stringify(records.slice(first, first + insertedAtOnce)).replaceAll("'", "\\'");
        org.run(`insert (List<User>) JSON.deserialize('${json}', List<User>.class);`);
    }
}

beforeAll(async () => {
    pair = await startOrgPair({
        org: () => ({ licences: { Salesforce: userCount + 100 } }),
        records: (local) => {
            // Called before the org has a configuration, while the package does nothing.
            insertPeople(local);
            return [];
        }
    });
    ({ a, b } = pair);
    for (const org of [a, b]) {
        org.assignToAdmin('UserSyncApprover');
    }
    host = new RelayHost(pair);
    relay = await host.start({ RECONCILE_INTERVAL_MS: '3600000' });
    published = [new EventTally(a, 'EARLIEST'), new EventTally(b, 'EARLIEST')];
}, longTimeoutMs);

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

async function reconcile(): Promise<{ inStep: number; written: number }> {
    const { code, output } = await host.commandHere(['reconcile', '--wait', '--json']);
    expect([code, output]).toEqual([0, expect.stringMatching(/^\{/)]);
    const told = JSON.parse(output) as Record<'A' | 'B', { counts: Record<string, number> }> & { inStep: number };
    return { inStep: told.inStep, written: (told.A.counts['written'] ?? 0) + (told.B.counts['written'] ?? 0) };
}

/** The mapping of both orgs as it is to be from now on. */
function remap(revision: string, records: (org: SyncedOrg) => RecordFile[]): void {
    for (const org of [a, b]) {
        const setting = changedRecord(org, 'UserSyncSetting.Default', 'MappingRevision__c', revision);
        org.deploy(new Map([...records(org), setting]));
    }
}

const usersOf = (org: SyncedOrg): Map<string, Row> =>
    new Map(
        org
            .query(
                "SELECT Id, Title, AboutMe, FederationIdentifier, SystemModstamp FROM User WHERE FederationIdentifier LIKE 'later-%'"
            )
            .map((row) => [String(row['FederationIdentifier']), row])
    );

const open = (org: SyncedOrg): Row[] => issuesOf(org, "ReasonCode__c = 'CHOICE_NEEDED' AND ResolvedAt__c = NULL");

/** Previews and makes a choice for the issues of B. @returns the values that the preview announced, by user */
function choose(issues: readonly Row[], choice: string): Map<string, string> {
    const announced = new Map<string, string>();
    for (let first = 0; first < issues.length; first += choicesAtOnce) {
        const ids = issues.slice(first, first + choicesAtOnce).map((issue) => `'${issue['Id']}'`);
        const [lines = ''] = b.run(`Set<Id> ids = new Set<Id>{ ${ids.join(', ')} };
            UserSyncChoices.Choice choice = UserSyncChoices.Choice.${choice};
            String lines = JSON.serialize(UserSyncChoices.preview(ids, choice));
            UserSyncChoices.choose(ids, choice);
            System.debug(lines);`);
        for (const { action, userId, after } of JSON.parse(lines) as Row[])
            if (action === 'WRITE') announced.set(userId, after.AboutMe);
    }
    return announced;
}

it('ACC links everybody without writing a value', async () => {
    await eventually('the first comparison', async () =>
        (await relay.status()).reconciliation?.lastRunAtMs ? true : undefined
    );
    await reconcile();
    const links =
        "SELECT COUNT(Id) linked FROM User WHERE FederationIdentifier LIKE 'later-%' AND UserSyncPartnerId__c != NULL";
    for (const org of [a, b]) expect(Number(String(org.queryOne(links)['linked']))).toBe(userCount);
    expect((await reconcile()).written).toBe(0);
}, 900_000);

it('P39 ACC a field that is mapped later is not written before somebody chose, and the preview says what will be', async () => {
    const before = [usersOf(a), usersOf(b)];
    remap('02', () => groupRecords('u', 'AboutMe'));
    const expected = Array.from({ length: userCount }, (_, index) => index).filter((index) => index % 3 > 0).length;
    for (let run = 0; run < 2; run++) {
        expect((await reconcile()).written).toBe(0);
        await eventually('every difference to be listed', () => (open(b).length === expected ? true : undefined));
        await eventually('the same in A', () => (open(a).length === expected ? true : undefined));
    }
    expect([usersOf(a), usersOf(b)]).toEqual(before);
    const blankIds = [...usersOf(b).values()].filter((user) => !user['AboutMe']).map((user) => user['Id']);
    const isBlank = (issue: Row): boolean => blankIds.includes(issue['User__c']);
    const different = open(b).filter((issue) => !isBlank(issue));
    const [theirs, ours] = [
        different.filter((_, index) => index % 2 > 0),
        different.filter((_, index) => index % 2 === 0)
    ];
    const announced = [...choose(open(b).filter(isBlank), 'FILL_BLANKS'), ...choose(theirs, 'THEIRS')];
    expect(choose(ours, 'OURS').size).toBe(0);
    expect(announced).toHaveLength(blankIds.length + theirs.length);
    for (const org of [a, b]) {
        await eventually(`no open choice in ${org.letter}`, () => (open(org).length === 0 ? true : undefined));
    }
    await quiet(relay, published);
    const [inA, inB] = [usersOf(a), usersOf(b)];
    const byId = new Map([...inB.values()].map((user) => [user['Id'], user['AboutMe']]));
    expect(announced.filter(([id, about]) => byId.get(id) !== about)).toEqual([]);
    expect([...inA].filter(([name, user]) => user['AboutMe'] !== inB.get(name)?.['AboutMe'])).toEqual([]);
    expect((await reconcile()).written).toBe(0);
}, 900_000);

it('ACC undo takes back 300 titles that a wrong value mapping rewrote, in both orgs, but for three edited since', async () => {
    const wrongPair = (org: SyncedOrg, isEnabled: boolean): RecordFile =>
        recordFile('UserSyncValueMapping', 'Title', {
            LocalField__c: 'Title',
            LocalValue__c: org.letter === 'A' ? 'Lead' : 'Janitor',
            PartnerValue__c: org.letter === 'A' ? 'Janitor' : 'Lead',
            IsDefault__c: true,
            IsEnabled__c: isEnabled
        });
    const names = Array.from({ length: 300 }, (_, index) => `later-${index}`).filter((name) => usersOf(a).has(name));
    const list = names.map((name) => `'${name}'`).join(', ');
    remap('03', (org) => [wrongPair(org, true)]);
    // A stored time has no milliseconds.
    const [startAt = ''] = b.run('System.debug(Datetime.now().addSeconds(-1).getTime());');
    a.run(`List<User> users = [SELECT Id FROM User WHERE FederationIdentifier IN (${list})];
        for (User one : users) { one.Title = 'Lead'; }
        update users;`);
    const count = (org: SyncedOrg, title: string): number =>
        [...usersOf(org).values()].filter((user) => user['Title'] === title).length;
    await eventually('the wrong titles', () => (count(b, 'Janitor') === names.length ? true : undefined));
    await quiet(relay, published);
    const results = "SELECT Id FROM UserSyncResult__c WHERE GroupKey__c = 't'";
    await eventually('the results', () => (b.query(results).length >= names.length ? true : undefined));
    remap('04', (org) => [wrongPair(org, false)]);
    const kept = ['later-0', 'later-1', 'later-2'];
    for (const [index, name] of kept.entries())
        await b.client().update('User', usersOf(b).get(name)!['Id'], { Title: `Kept ${index}` });
    await eventually('the three edits in A', () =>
        kept.every((_, index) => count(a, `Kept ${index}`) === 1) ? true : undefined
    );
    await quiet(relay, published);
    const [reverted] = b.run(`
        UserSyncUndo undo = UserSyncUndo.ofWindow(Datetime.newInstance(${startAt}L), Datetime.now());
        Integer count = 0;
        for (UserSyncUndo.Line line : undo.preview()) { count += line.isReverted ? 1 : 0; }
        undo.start(count);
        System.debug(count);`);
    expect(Number(reverted)).toBe(names.length - kept.length);
    const expected = new Map(names.map((name, index) => [name, index < 3 ? `Kept ${index}` : `Engineer ${index}`]));
    for (const org of [b, a]) {
        await eventually(`the titles in ${org.letter}`, () => {
            const users = usersOf(org);
            return names.every((name) => users.get(name)?.['Title'] === expected.get(name)) ? true : undefined;
        });
    }
}, 120_000);
