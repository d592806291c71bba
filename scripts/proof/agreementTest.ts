/** The Apex test that plays a chunk of histories through trigger and endpoint, every user one history, and compares every state. */
import {
    type AgreementHistory,
    agreementGroups,
    agreementHistory,
    agreementMoments,
    type AgreementStep,
    stepCount
} from './agreementHistory.ts';
import { anyValue } from '../../model/valueMap.ts';

export const historiesPerChunk = 150;
export const agreementTestName = 'UserSyncAgreementTest';

const policies = { LIST: 'List', LOCAL: 'Local', PARTNER: 'Partner' } as const;
const ownerNames = { NEWEST: 'Newest', LOCAL: 'Local', PARTNER: 'Partner' } as const;

function stepText({ kind, group, value, incoming, seen, expected }: AgreementStep): string {
    return [kind, group, value, incoming, seen, expected].join(',');
}

function linesOf(histories: readonly AgreementHistory[]): string[] {
    return Array.from({ length: stepCount }, (_, step) =>
        histories
            .map(({ steps }) => steps[step])
            .map((each) => (each === undefined ? '' : stepText(each)))
            .join(';')
    );
}

function groupLines(): string {
    return agreementGroups
        .map(({ key, field, local }) => {
            const rules = [
                `'${key}'`,
                `'${field}'`,
                `'${ownerNames[local.owner ?? 'NEWEST']}'`,
                `'${policies[local.firstLink ?? 'LIST']}'`,
                String(local.isDriftUndone === true),
                String(local.map?.maxLength ?? 'null')
            ].join(', ');
            return `        addGroup(${rules});`;
        })
        .join('\n');
}

function pairLines(): string {
    return agreementGroups
        .flatMap(({ field, local }) => (local.map?.pairs ?? []).map((pair) => ({ field, ...pair })))
        .map(({ field, local, partner, isDefault }) => {
            const flag = String(isDefault && local !== anyValue);
            return `        addPair('${field}', '${local}', '${partner}', ${flag});`;
        })
        .join('\n');
}

/** The test class for histories `chunk` × 150 and following. */
export function agreementTest(chunk: number): string {
    const first = chunk * historiesPerChunk;
    const moments = agreementMoments(chunk);
    const histories = Array.from({ length: historiesPerChunk }, (_, i) => agreementHistory(first + i, moments));
    const initials = histories.map(({ initialValues }) => initialValues.join(',')).join(';');
    const strings = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(',\n        ');
    return `@IsTest
private class ${agreementTestName} {
    private static final Integer FIRST = ${first};
    private static final List<String> FIELDS = new List<String>{ ${strings(agreementGroups.map(({ field }) => field))} };
    private static final List<String> KEYS = new List<String>{ ${strings(agreementGroups.map(({ key }) => key))} };
    private static final List<Long> CLOCKS = new List<Long>{ ${moments.map(({ nowMs }) => `${nowMs}L`).join(', ')} };
    private static final List<Boolean> IS_REMAPPED = new List<Boolean>{ ${moments.map(({ isRemapped }) => isRemapped).join(', ')} };
    private static final List<Integer> HELD = new List<Integer>{ ${moments.map(({ heldGroup }) => heldGroup).join(', ')} };
    private static final String INITIALS = '${initials}';
    private static final List<String> STEPS = new List<String>{
        ${strings(linesOf(histories))}
    };

    private static void configure() {
        UserSyncTestFactory.configure();
        UserSyncConfigSelector.groupMocks.clear();
        UserSyncConfigSelector.fieldMappingMocks.clear();
${groupLines()}
${pairLines()}
        UserSyncTestFactory.reset();
    }
${harness}}
`;
}

const harness = `
    private static void addGroup(String key, String field, String owner, String policy, Boolean isUndone, Integer length) {
        UserSyncConfigSelector.groupMocks.add(new UserSyncGroup__mdt(
            Key__c = key, MasterLabel = key, Owner__c = owner, FirstLinkPolicy__c = policy, IsDriftUndone__c = isUndone
        ));
        UserSyncFieldMapping__mdt mapping = UserSyncTestFactory.field(key, field);
        mapping.MaxLength__c = length;
        UserSyncConfigSelector.fieldMappingMocks.add(mapping);
    }

    private static void addPair(String field, String local, String partner, Boolean isDefault) {
        UserSyncConfigSelector.valueMappingMocks.add(new UserSyncValueMapping__mdt(
            LocalField__c = field, LocalValue__c = local, PartnerValue__c = partner, IsDefault__c = isDefault
        ));
    }

    private static List<User> insertUsers() {
        UserSyncTestFactory.unconfigure();
        List<String> initials = INITIALS.split(';');
        List<User> users = UserSyncTestFactory.newUsers(initials.size());
        for (Integer i = 0; i < users.size(); i++) {
            List<String> values = initials[i].split(',', -1);
            for (Integer g = 0; g < FIELDS.size(); g++) {
                users[i].put(FIELDS[g], values[g] == '' ? null : values[g]);
            }
        }
        System.runAs(new User(Id = UserInfo.getUserId())) {
            insert as system users;
        }
        return users;
    }

    private static UserSyncTestPartner.Row rowFor(User record, Integer position, String incoming, String seen) {
        UserSyncTestPartner.Row row = new UserSyncTestPartner.Row(new Map<String, Object>{
            'previous' => seen,
            'syncId' => 'z-' + position,
            'id' => UserSyncTestFactory.fakeId('005', 900000 + position),
            'partnerId' => String.valueOf(record.Id)
        });
        List<String> groups = incoming.split('\\\\|');
        for (Integer g = 0; g < groups.size(); g++) {
            List<String> parts = groups[g].split(':');
            row.cells.put(FIELDS[g], parts[0] == '' ? null : parts[0]);
            row.stampByKey.put(KEYS[g], UserSyncStamp.parse(parts[1]));
        }
        return row;
    }

    private static String stateOf(User record) {
        UserSyncState state = UserSyncState.parse(record.UserSyncStamps__c) ?? new UserSyncState('01');
        List<String> groups = new List<String>();
        for (Integer g = 0; g < FIELDS.size(); g++) {
            groups.add((record.get(FIELDS[g]) ?? '') + ':' + state.stamp(KEYS[g]).text);
        }
        return String.join(groups, '|') + '/' + (record.UserSyncSeen__c ?? '');
    }

    private static void save(List<User> edits) {
        if (!edits.isEmpty()) {
            System.runAs(new User(Id = UserInfo.getUserId())) {
                update as system edits;
            }
        }
    }

    // The partner maps a group otherwise: it waits, and the others go on.
    private static void send(List<UserSyncTestPartner.Row> rows, Integer held) {
        Map<String, Object> body = UserSyncTestPartner.body(rows);
        for (Object sent : (List<Object>) body.get('groups')) {
            Map<String, Object> described = (Map<String, Object>) sent;
            if (held >= 0 && described.get('key') == KEYS[held]) {
                described.put('digest', '00000000');
            }
        }
        UserSyncUsersCall.answer(UserSyncTestPartner.request(new List<Object>{ UserSyncTestPartner.seal(body) }));
    }

    private static void play(List<User> users, List<String> steps, Integer held) {
        List<User> edits = new List<User>();
        List<User> unseen = new List<User>();
        List<UserSyncTestPartner.Row> rows = new List<UserSyncTestPartner.Row>();
        for (Integer i = 0; i < users.size(); i++) {
            // Every step stands for a transaction of its own.
            UserSyncIncoming.expect(users[i].Id, null);
            List<String> parts = steps[i].split(',', -1);
            if (parts[0] == 'edit' || parts[0] == 'unseen') {
                User edit = new User(Id = users[i].Id);
                edit.put(FIELDS[Integer.valueOf(parts[1])], parts[2] == '' ? null : parts[2]);
                (parts[0] == 'edit' ? edits : unseen).add(edit);
            } else if (parts[0] == 'deliver') {
                rows.add(rowFor(users[i], FIRST + i, parts[3], parts[4]));
            }
        }
        save(edits);
        UserSyncConfigSelector.settingMocks[0].IsEnabled__c = false;
        UserSyncSettings.reset();
        save(unseen);
        UserSyncConfigSelector.settingMocks[0].IsEnabled__c = true;
        UserSyncSettings.reset();
        if (!rows.isEmpty()) {
            send(rows, held);
        }
    }

    @IsTest
    static void agreesWithTheModel() {
        List<User> users = insertUsers();
        configure();
        Integer revision = 1;
        Test.startTest();
        for (Integer step = 0; step < STEPS.size(); step++) {
            UserSyncClock.fixedMilliseconds = CLOCKS[step];
            if (IS_REMAPPED[step]) {
                revision++;
                UserSyncConfigSelector.settingMocks[0].MappingRevision__c = '0' + revision;
                UserSyncTestFactory.reset();
            }
            List<String> steps = STEPS[step].split(';');
            play(users, steps, HELD[step]);
            Map<Id, User> stored = new Map<Id, User>(
                (List<User>) Database.query('SELECT UserSyncStamps__c, UserSyncSeen__c, ' + String.join(FIELDS, ', ') + ' FROM User WHERE Id IN :users', AccessLevel.SYSTEM_MODE)
            );
            for (Integer i = 0; i < users.size(); i++) {
                String expected = steps[i].split(',', -1)[5];
                Assert.areEqual(expected, stateOf(stored.get(users[i].Id)), 'history ' + (FIRST + i) + ' step ' + step + ': ' + steps[i]);
            }
        }
        Test.stopTest();
    }
`;
