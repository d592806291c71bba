import type { Envelope } from '../../src/relay.ts';
import { bodyOf, postUsers, sealed, setCell } from '../support/endpoint.ts';
import { EventTally } from '../support/eventTally.ts';
import { type OrgPair, startOrgPair } from '../support/orgPair.ts';
import { people, person } from '../support/people.ts';
import { type RelayChild, RelayHost } from '../support/relayChild.ts';
import {
    allUsers,
    arrival,
    eventually,
    issuesOf,
    linkedUser,
    personInBoth,
    quiet,
    userOf
} from '../support/syncedUsers.ts';
import type { Row, SyncedOrg } from '../support/syncedOrg.ts';
import { profileRecord } from '../support/testRecords.ts';

/** The acceptance cases of parity and two that beat it, between two orgs with the relay as a process. */
let pair: OrgPair;
let host: RelayHost;
let relay: RelayChild;
let a: SyncedOrg;
let b: SyncedOrg;
let published: [EventTally, EventTally];
const editorIds = new Map<string, string>();

beforeAll(async () => {
    pair = await startOrgPair({
        records: (local, partner) => {
            const names: Record<string, string> = { A: 'Read Only', B: 'Minimum Access - Salesforce' };
            return [
                profileRecord('Reader', [local, names[local.letter]!], [partner, names[partner.letter]!]),
                profileRecord('Administrator', [local, 'System Administrator'], [partner, 'System Administrator'])
            ];
        }
    });
    ({ a, b } = pair);
    for (const [name, language] of [
        ['an English', 'en_US'],
        ['a German', 'de']
    ] as const) {
        const fields = { LanguageLocaleKey: language, ProfileId: b.profileId('System Administrator') };
        editorIds.set(name, await b.client().create('User', person(b, fields)));
    }
    host = new RelayHost(pair);
    relay = await host.start();
    published = [new EventTally(a, 'EARLIEST'), new EventTally(b, 'EARLIEST')];
}, 120_000);

afterAll(async () => {
    await host.clear();
    await pair.stop();
});

/** Runs the edits and waits until the relay has nothing more to do. @returns events and rows of both orgs meanwhile */
async function publishedBy(edits: () => Promise<void>): Promise<{ events: number[]; rows: number[] }> {
    await quiet(relay, published);
    const before = published.map(({ events, rows }) => ({ events, rows }));
    await edits();
    await quiet(relay, published);
    return {
        events: published.map(({ events }, index) => events - before[index]!.events),
        rows: published.map(({ rows }, index) => rows - before[index]!.rows)
    };
}

/** Somebody who is in both orgs, made in A. */
const linkedPerson = (fields: Row = {}) => personInBoth(pair, fields);

const usernames = (id: string, partner: Row): unknown[] => [
    userOf(a, id)['Username'],
    userOf(b, partner['Id'])['Username']
];

describe.each(['an English', 'a German'])('with %s editor in B', (editor) => {
    const editInB = (id: string, fields: object): Promise<void> =>
        b.client(editorIds.get(editor)).update('User', id, fields);

    it('names profiles in the language of the editor', () => {
        const names = b.query('SELECT Name FROM Profile', editorIds.get(editor)).map((row) => row['Name']);
        expect(names).toContain(editor === 'a German' ? 'Standardbenutzer' : 'Standard User');
    });

    it('A1 brings first name and title from A to B', async () => {
        const { id } = await linkedPerson();
        const counts = await publishedBy(async () => {
            await a.client().update('User', id, { FirstName: 'Augusta', Title: 'Countess' });
            await arrival(b, id, { FirstName: 'Augusta', Title: 'Countess' });
        });
        expect(counts).toEqual({ events: [1, 0], rows: [1, 0] });
    });

    it('A2 brings title and phone from B to A', async () => {
        const { id, partner } = await linkedPerson();
        const counts = await publishedBy(async () => {
            await editInB(partner['Id'], { Title: 'Analyst', Phone: '+44 1' });
            await arrival(a, partner['Id'], { Id: id, Title: 'Analyst', Phone: '+44 1' });
        });
        expect(counts).toEqual({ events: [0, 1], rows: [0, 1] });
    });

    it('A8 creates somebody new exactly once, with username by rule and mapped profile, in both directions', async () => {
        const counts = await publishedBy(async () => {
            const client = b.client(editorIds.get(editor));
            const { Id: id } = userOf(b, await client.create('User', person(b)));
            const created = await arrival(a, id);
            const source = userOf(b, id);
            expect(created['Username']).toBe(`${source['Username']}.a`);
            expect(created).toMatchObject({ ProfileId: a.profileId('Standard User'), IsActive: true });
            expect(created['UserSyncId__c']).toBe(source['UserSyncId__c']);
            for (const name of ['TimeZoneSidKey', 'LocaleSidKey', 'LanguageLocaleKey', 'EmailEncodingKey'])
                expect(created[name]).toBe(source[name]);
        });
        expect(counts).toEqual({ events: [0, 1], rows: [0, 1] });
        const before = allUsers(a).length;
        const [last] = published[1].envelopes().slice(-1);
        const { body } = await postUsers(a, last!);
        expect(body.results).toMatchObject([{ situation: 'CONFIRMED', action: 'NONE', groups: [] }]);
        expect(allUsers(a)).toHaveLength(before);
    });

    it('A10 leaves both usernames as they are over ten alternating edits', async () => {
        const { id, partner } = await linkedPerson();
        const before = usernames(id, partner);
        expect(before[1]).toBe(`${String(before[0])}.b`);
        const counts = await publishedBy(async () => {
            for (let edit = 1; edit <= 10; edit += 1) {
                const Title = `Edit ${edit}`;
                if (edit % 2 === 1) {
                    await a.client().update('User', id, { Title });
                    await arrival(b, id, { Title });
                } else {
                    await editInB(partner['Id'], { Title });
                    await arrival(a, partner['Id'], { Title });
                }
            }
        });
        expect(counts).toEqual({ events: [5, 5], rows: [5, 5] });
        expect(usernames(id, partner)).toEqual(before);
    });

    it('A11 maps the profile in both directions', async () => {
        const { id, partner } = await linkedPerson({ ProfileId: a.profileId('Read Only') });
        expect(partner['ProfileId']).toBe(b.profileId('Minimum Access - Salesforce'));
        const counts = await publishedBy(async () => {
            await editInB(partner['Id'], { ProfileId: b.profileId('Standard User') });
            await arrival(a, partner['Id'], { ProfileId: a.profileId('Standard User') });
            await editInB(partner['Id'], { ProfileId: b.profileId('Minimum Access - Salesforce') });
            await arrival(a, partner['Id'], { ProfileId: a.profileId('Read Only') });
        });
        expect(counts).toEqual({ events: [0, 2], rows: [0, 2] });
        expect(userOf(a, id)['ProfileId']).toBe(a.profileId('Read Only'));
    });

    it('B2 keeps names and values over five edits that alternate in one field group', async () => {
        const { id, partner } = await linkedPerson();
        const before = usernames(id, partner);
        const counts = await publishedBy(async () => {
            for (const [index, LastName] of ['Byron', 'King', 'Lovelace', 'Milbanke', 'Noel'].entries()) {
                if (index % 2 === 0) await a.client().update('User', id, { LastName });
                else await editInB(partner['Id'], { LastName });
                await arrival(index % 2 === 0 ? b : a, index % 2 === 0 ? id : partner['Id'], { LastName });
            }
        });
        expect(counts).toEqual({ events: [3, 2], rows: [3, 2] });
        expect(usernames(id, partner)).toEqual(before);
    });

    it('B1 P15 brings a deactivation in A to B and a reactivation in B to A', async () => {
        const { id, partner } = await linkedPerson();
        const counts = await publishedBy(async () => {
            await a.client().update('User', id, { IsActive: false });
            await arrival(b, id, { IsActive: false });
            await editInB(partner['Id'], { IsActive: true });
            await arrival(a, partner['Id'], { IsActive: true });
        });
        expect(counts).toEqual({ events: [1, 1], rows: [1, 1] });
    });
});

it('ACC somebody who manages users but holds no right on anything of the package: the save succeeds, and nothing is lost', async () => {
    const delegateId = await b.client().create('User', person(b));
    b.run(`PermissionSet delegation = new PermissionSet(Name = 'Delegation', Label = 'Delegation',
            PermissionsManageUsers = true, PermissionsManageInternalUsers = true, PermissionsViewSetup = true);
        insert delegation;
        insert new PermissionSetAssignment(PermissionSetId = delegation.Id, AssigneeId = '${delegateId}');`);
    const { partner } = await linkedPerson();
    b.run(`update as system new User(Id = '${partner['Id']}', Title = 'Delegated');`, delegateId);
    // The platform may not let such a person publish; the stamp stays, and the next change brings the title along.
    await b.client().update('User', partner['Id'], { Phone: '+44 8' });
    await arrival(a, partner['Id'], { Title: 'Delegated', Phone: '+44 8' });
});

describe('one envelope and another', () => {
    /** The envelopes that two edits of a title in A made, none of which has reached B. */
    async function twoEdits() {
        const { id, partner } = await linkedPerson();
        await quiet(relay, published);
        await relay.end('SIGTERM');
        // Everything so far is done and the position saved: the next relay receives what comes now.
        published = [new EventTally(a), new EventTally(b)];
        await a.client().update('User', id, { Title: 'First' });
        await a.client().update('User', id, { Title: 'Second' });
        const [first, second] = published[0].envelopes();
        return { id, partner, first: first!, second: second! };
    }

    const startAgain = async (): Promise<void> => {
        relay = await host.start();
        await quiet(relay, published);
    };

    it('A6 writes what is newer, and neither what is equal nor what is older', async () => {
        const { partner, first, second } = await twoEdits();
        const stored = (): Row => b.queryOne(`SELECT Title, SystemModstamp FROM User WHERE Id = '${partner['Id']}'`);
        const newer = await postUsers(b, second);
        expect(newer.body.results).toMatchObject([{ action: 'UPDATE', groups: ['t'], reason: null }]);
        const after = stored();
        expect(after['Title']).toBe('Second');
        for (const envelope of [second, first]) {
            const { status, body } = await postUsers(b, envelope);
            expect(status).toBe(200);
            expect(body.results).toMatchObject([{ action: 'NONE', groups: [], reason: null, handling: 'DONE' }]);
            expect(stored()).toEqual(after);
        }
        await startAgain();
    });

    it('A4 A5 keeps the later edit of the target, and brings it to the source with one write', async () => {
        const { id, partner } = await linkedPerson();
        await quiet(relay, published);
        await relay.end('SIGTERM');
        published = [new EventTally(a), new EventTally(b)];
        await a.client().update('User', id, { LastName: 'Earlier' });
        await b.client().update('User', partner['Id'], { LastName: 'Later' });
        const [[fromA], [fromB]] = published.map((tally) => tally.envelopes()) as [Envelope[], Envelope[]];
        const storedIn = (org: SyncedOrg, userId: string): Row =>
            org.queryOne(`SELECT LastName, SystemModstamp FROM User WHERE Id = '${userId}'`);
        const before = storedIn(b, partner['Id']);
        expect(before['LastName']).toBe('Later');
        const older = await postUsers(b, fromA!);
        expect(older.body.results).toMatchObject([{ situation: 'CONFIRMED', action: 'NONE', groups: [] }]);
        expect(storedIn(b, partner['Id'])).toEqual(before);
        const newer = await postUsers(a, fromB!);
        expect(newer.body.results).toMatchObject([{ situation: 'CONFIRMED', action: 'UPDATE', groups: ['n'] }]);
        const after = storedIn(a, id);
        expect(after['LastName']).toBe('Later');
        expect((await postUsers(a, fromB!)).body.results).toMatchObject([{ action: 'NONE' }]);
        expect(storedIn(a, id)).toEqual(after);
        await startAgain();
    });

    it('A7 refuses a stamp or user that is missing or malformed, with its reason, and writes nothing', async () => {
        const { first } = await twoEdits();
        const before = allUsers(b);
        for (const [column, value] of [
            ['stamps', null],
            ['stamps', 'yesterday'],
            ['syncId', null],
            ['syncId', ' '],
            ['id', null],
            ['id', '001000000000000AAA'],
            ['partnerId', 'nobody'],
            ['previous', 'x']
        ] as const) {
            const body = bodyOf(first);
            setCell(body, 0, column, value);
            const answer = await postUsers(b, sealed(a, body));
            expect([column, value, answer.status]).toEqual([column, value, 200]);
            expect(answer.body.results).toMatchObject([
                { situation: null, action: 'NONE', reason: 'INVALID_ROW', handling: 'LISTED' }
            ]);
        }
        expect(allUsers(b)).toEqual(before);
        await startAgain();
    });

    it('B14 P3 has one effect of an envelope that comes twice or out of order, and the newest wins', async () => {
        const { id, partner, first, second } = await twoEdits();
        const echoes = new EventTally(b);
        const answers = [];
        for (const envelope of [second, first, second, first]) answers.push(await postUsers(b, envelope));
        const actions = answers.map(({ body }) => body.results[0].action as string);
        expect(actions).toEqual(['UPDATE', 'NONE', 'NONE', 'NONE']);
        await startAgain();
        await a.client().update('User', id, { Phone: '+44 2' });
        await arrival(b, id, { Title: 'Second', Phone: '+44 2' });
        expect(userOf(b, partner['Id'])['Title']).toBe('Second');
        expect(echoes.events).toBe(0);
    });
});

it('B11 brings what a person wrote, although the integration user writes the same user before anybody looks', async () => {
    const { id, partner } = await linkedPerson();
    await quiet(relay, published);
    await relay.end('SIGTERM');
    published = [new EventTally(a), new EventTally(b)];
    await a.client().update('User', id, { Phone: '+44 11' });
    await b.client().update('User', partner['Id'], { Title: 'By a person' });
    const [fromA] = published[0].envelopes();
    const { body } = await postUsers(b, fromA!);
    expect(body.results).toMatchObject([{ action: 'UPDATE', groups: expect.not.arrayContaining(['t']) }]);
    const written = b.queryOne(`SELECT Title, Phone, LastModifiedById FROM User WHERE Id = '${partner['Id']}'`);
    expect(written).toMatchObject({ Title: 'By a person', Phone: '+44 11', LastModifiedById: b.integrationId });
    relay = await host.start();
    await arrival(a, partner['Id'], { Id: id, Title: 'By a person', Phone: '+44 11' });
    await quiet(relay, published);
    expect(userOf(b, partner['Id'])).toMatchObject({ Title: 'By a person', Phone: '+44 11' });
});

it('B7 writes nothing while two users have the address, shows it, and updates flow when an admin has linked one', async () => {
    b.assignToAdmin('UserSyncApprover');
    const shared = { FederationIdentifier: null, Email: 'office@company.example' };
    // Inactive users match too, and are not in A yet.
    const both = people(b, 2, () => ({ ...shared, IsActive: false }));
    const [chosen, other] = (await b.client().createAll('User', both)) as [string, string];
    await quiet(relay, published);
    const before = allUsers(b);
    const id = await a.client().create('User', person(a, { ...shared, Title: 'Receptionist' }));
    const issue = await eventually('the issue', () => issuesOf(b, `PartnerUserId__c = '${id}'`)[0]);
    expect(issue['ReasonCode__c']).toBe('AMBIGUOUS');
    await a.client().update('User', id, { Phone: '+44 7' });
    await quiet(relay, published);
    expect(allUsers(b)).toEqual(before);
    b.run(`UserSyncLinks.link('${chosen}', '${id}');`);
    await eventually('the link', () => linkedUser(b, id));
    await a.client().update('User', id, { Title: 'Office manager' });
    await arrival(b, id, { Id: chosen, Title: 'Office manager' });
    await b.client().update('User', chosen, { Department: 'Office' });
    await arrival(a, chosen, { Id: id, Department: 'Office' });
    expect(userOf(b, other)).toEqual(before.find((row) => row['Id'] === other));
});

describe('what does not travel', () => {
    it('A9 does not send back what the integration user wrote', async () => {
        const counts = await publishedBy(async () => {
            const { id } = await linkedPerson();
            await a.client().update('User', id, { Title: 'Once' });
            const { Id: partnerId } = await arrival(b, id, { Title: 'Once' });
            const { LastModifiedById } = b.queryOne(`SELECT LastModifiedById FROM User WHERE Id = '${partnerId}'`);
            expect(LastModifiedById).toBe(b.integrationId);
        });
        expect(counts).toEqual({ events: [2, 0], rows: [2, 0] });
    });

    it('A11 lists somebody with a profile that is not mapped and creates nobody', async () => {
        const id = await a.client().create('User', person(a, { ProfileId: a.profileId('Marketing User') }));
        await eventually('the issue', () => issuesOf(b, `PartnerUserId__c = '${id}'`)[0]);
        expect(issuesOf(b, `PartnerUserId__c = '${id}'`)).toMatchObject([{ ReasonCode__c: 'PROFILE_UNMAPPED' }]);
        await quiet(relay, published);
        expect(linkedUser(b, id)).toBeUndefined();
    });

    it('A3 creates nobody for somebody who is inactive', async () => {
        const tally = published[0].events;
        const id = await a.client().create('User', person(a, { IsActive: false }));
        await quiet(relay, published);
        const [envelope] = published[0].envelopes().slice(tally);
        const before = allUsers(b).length;
        const { body } = await postUsers(b, envelope!);
        expect(body.results).toMatchObject([
            { sourceId: id, situation: 'ABSENT', action: 'NONE', reason: 'INACTIVE_ABSENT', handling: 'DONE' }
        ]);
        expect(allUsers(b)).toHaveLength(before);
        expect(linkedUser(b, id)).toBeUndefined();
        expect(issuesOf(b, `PartnerUserId__c = '${id}'`)).toEqual([]);
    });

    it('A14 needs no more than one notification', async () => {
        const { id } = await linkedPerson();
        await quiet(relay, published);
        const callsBefore = (await relay.status()).directions[0]!.counts.calls;
        const counts = await publishedBy(async () => {
            await a.client().update('User', id, { Title: 'Notified' });
            await arrival(b, id, { Title: 'Notified' });
        });
        expect(counts.events).toEqual([1, 0]);
        expect((await relay.status()).directions[0]!.counts.calls - callsBefore).toBe(1);
    });

    it('P34 never creates or makes an administrator, although the map says so', async () => {
        const ProfileId = a.profileId('System Administrator');
        const createdId = await a.client().create('User', person(a, { ProfileId }));
        const { id, partner } = await linkedPerson();
        await a.client().update('User', id, { ProfileId, Title: 'Boss' });
        await arrival(b, id, { Title: 'Boss' });
        const issues = await eventually('both issues', () => {
            const found = issuesOf(b, `PartnerUserId__c IN ('${createdId}', '${id}')`);
            return found.length >= 2 ? found : undefined;
        });
        expect(new Set(issues.map((row) => row['ReasonCode__c']))).toEqual(new Set(['PROFILE_PRIVILEGED']));
        expect(linkedUser(b, createdId)).toBeUndefined();
        expect(userOf(b, partner['Id'])['ProfileId']).toBe(b.profileId('Standard User'));
    });

    it('P34 never writes a user here who is privileged', async () => {
        const FederationIdentifier = 'the-same-administrator';
        const ProfileId = b.profileId('System Administrator');
        const administratorId = await b.client().create('User', person(b, { FederationIdentifier, ProfileId }));
        await quiet(relay, published);
        const before = userOf(b, administratorId);
        const tally = published[0].events;
        await a.client().create('User', person(a, { FederationIdentifier, Title: 'Impostor' }));
        await quiet(relay, published);
        const [envelope] = published[0].envelopes().slice(tally);
        const { body } = await postUsers(b, envelope!);
        expect(body.results).toMatchObject([{ action: 'NONE', reason: 'PROTECTED_USER', handling: 'DONE' }]);
        expect(userOf(b, administratorId)).toEqual(before);
    });

    it('P36 refuses a dangerous profile written directly with the token of the relay', async () => {
        const { partner } = await linkedPerson();
        const client = b.client(b.integrationId);
        const before = allUsers(b);
        const newcomer = (profile: string): Record<string, unknown> => {
            const optional = new Set(['FirstName', 'FederationIdentifier', 'Title', 'Phone']);
            const fields = Object.entries(person(b)).filter(([name]) => !optional.has(name));
            return { ...Object.fromEntries(fields), ProfileId: b.profileId(profile) };
        };
        const dangerous = [
            () => client.create('User', newcomer('System Administrator')),
            () => client.create('User', newcomer('Marketing User')),
            () => client.update('User', partner['Id'], { ProfileId: b.profileId('System Administrator') }),
            () => client.update('User', b.adminId, { Email: 'thief@evil.example' }),
            () => client.update('User', b.adminId, { IsActive: false })
        ];
        for (const write of dangerous) await expect(write()).rejects.toThrow('HTTP status 4');
        expect(allUsers(b)).toEqual(before);

        // Should a licence or a permission set let that user write User after all, the guard in the trigger remains.
        b.run(`PermissionSet powers = new PermissionSet(Name = 'UserPowers', Label = 'User powers', PermissionsManageUsers = true,
                PermissionsManageInternalUsers = true, PermissionsViewSetup = true);
            insert powers;
            insert new PermissionSetAssignment(PermissionSetId = powers.Id, AssigneeId = '${b.integrationId}');`);
        for (const write of dangerous) await expect(write()).rejects.toThrow('PROTECTED_USER');
        expect(allUsers(b)).toEqual(before);
    });
});
