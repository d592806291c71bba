/** Platform events: publishing, the bus, subscriber triggers. */
import { apexTrigger, type OrgUnderTest, type Scenario } from '../scenario.ts';

const docs = 'https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events';

function eventObject(name: string, publishBehavior: string): Record<string, string> {
    return {
        [`objects/${name}.object`]: `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
    <deploymentStatus>Deployed</deploymentStatus>
    <eventType>HighVolume</eventType>
    <fields><fullName>Text__c</fullName><label>Text</label><length>255</length><type>Text</type></fields>
    <label>${name}</label><pluralLabel>${name}</pluralLabel>
    <publishBehavior>${publishBehavior}</publishBehavior>
</CustomObject>`
    };
}

/** Writes every event into an account, so that a scenario can see batches and texts. */
function recordingTrigger(eventName: string, body: string): Record<string, string> {
    return apexTrigger(
        `Scenario${eventName.replace('__e', '')}`,
        `trigger Scenario${eventName.replace('__e', '')} on ${eventName} (after insert) { ${body} }`
    );
}

const recordTexts = `List<Account> seen = new List<Account>();
    for (SObject e : Trigger.new) seen.add(new Account(Name = 'event ' + (e.get('Text__c') == null ? 'null' : '\\'' + e.get('Text__c') + '\\'')));
    insert as system seen;`;

async function seenTexts(org: OrgUnderTest): Promise<readonly string[]> {
    await org.settle();
    return org.anonymous(
        `for (Account a : [SELECT Name FROM Account WHERE Name LIKE 'event %' ORDER BY Id]) System.debug(a.Name.substringAfter(' '));`
    );
}

export const eventRules: readonly Scenario[] = [
    {
        id: 'event-empty-text',
        title: 'an empty text arrives as null',
        rule: 'emptyEventTextToNull',
        source: `${docs}/platform_events_considerations.htm`,
        run: async (org) => {
            const problems = await org.deploy({
                ...eventObject('Note__e', 'PublishAfterCommit'),
                ...recordingTrigger('Note__e', recordTexts)
            });
            if (problems.length > 0) return problems;
            await org.anonymous(`EventBus.publish(new Note__e(Text__c = ''));`);
            return seenTexts(org);
        },
        expected: ['null']
    },
    {
        id: 'event-after-commit',
        title: 'an event published after commit vanishes with its transaction, an immediate one does not',
        rule: 'publishAfterCommit',
        source: `${docs}/platform_events_considerations_decoupled_processes.htm`,
        run: async (org) => {
            const problems = await org.deploy({
                ...eventObject('Later__e', 'PublishAfterCommit'),
                ...eventObject('Now__e', 'PublishImmediately'),
                ...recordingTrigger('Later__e', recordTexts),
                ...recordingTrigger('Now__e', recordTexts)
            });
            if (problems.length > 0) return problems;
            await org.anonymous(
                `EventBus.publish(new Later__e(Text__c = 'later')); EventBus.publish(new Now__e(Text__c = 'now')); throw new DmlException('undone');`
            );
            return seenTexts(org);
        },
        expected: ["'now'"]
    },
    {
        id: 'event-batches-and-checkpoint',
        title: 'a subscriber trigger resumes behind its checkpoint after a failure',
        rule: 'subscriberBatches',
        source: `${docs}/platform_events_subscribe_apex_resume_checkpoint.htm`,
        run: async (org) => {
            const problems = await org.deploy({
                ...eventObject('Step__e', 'PublishAfterCommit'),
                ...recordingTrigger(
                    'Step__e',
                    `for (SObject e : Trigger.new) {
                        if ((String) e.get('Text__c') == 'bad' && [SELECT COUNT() FROM Account WHERE Name = 'event bad seen' WITH SYSTEM_MODE] == 0) {
                            insert as system new Account(Name = 'event bad seen');
                            throw new DmlException('first time');
                        }
                        insert as system new Account(Name = 'event ' + (String) e.get('Text__c'));
                        EventBus.TriggerContext.currentContext().setResumeCheckpoint((String) e.get('ReplayId'));
                    }`
                )
            });
            if (problems.length > 0) return problems;
            await org.anonymous(
                `EventBus.publish(new List<Step__e>{ new Step__e(Text__c = '1'), new Step__e(Text__c = 'bad'), new Step__e(Text__c = '3') });`
            );
            return seenTexts(org);
        },
        expected: ['1', 'bad seen', 'bad', '3']
    },
    {
        id: 'event-savepoint',
        title: 'rolling back to a savepoint takes back events to be published after commit, and no immediate ones',
        source: `${docs}/platform_events_publish_apex.htm`,
        run: async (org) => {
            const problems = await org.deploy({
                ...eventObject('After__e', 'PublishAfterCommit'),
                ...eventObject('Atonce__e', 'PublishImmediately'),
                ...recordingTrigger('After__e', recordTexts),
                ...recordingTrigger('Atonce__e', recordTexts)
            });
            if (problems.length > 0) return problems;
            await org.anonymous(`EventBus.publish(new After__e(Text__c = 'before'));
                Savepoint start = Database.setSavepoint();
                EventBus.publish(new After__e(Text__c = 'undone'));
                EventBus.publish(new Atonce__e(Text__c = 'kept'));
                Database.rollback(start);`);
            return [...(await seenTexts(org))].sort();
        },
        expected: ["'before'", "'kept'"]
    },
    {
        id: 'event-retry',
        title: 'a subscriber trigger that throws RetryableException gets the same batch again, and what it did is undone',
        source: `${docs}/platform_events_subscribe_apex_refire.htm`,
        run: async (org) => {
            const problems = await org.deploy({
                ...eventObject('Again__e', 'PublishAfterCommit'),
                ...recordingTrigger(
                    'Again__e',
                    `Integer retries = EventBus.TriggerContext.currentContext().retries;
                    insert as system new Account(Name = 'event run ' + retries + ' of ' + Trigger.new.size());
                    if (retries < 2) throw new EventBus.RetryableException('again');`
                )
            });
            if (problems.length > 0) return problems;
            await org.anonymous(
                `EventBus.publish(new List<Again__e>{ new Again__e(Text__c = '1'), new Again__e(Text__c = '2') });`
            );
            return seenTexts(org);
        },
        expected: ['run 2 of 2']
    },
    {
        id: 'event-order',
        title: 'events of one publish call keep their order, those of different calls need not',
        rule: 'eventOrderPerCall',
        source: `${docs}/platform_events_considerations.htm`,
        run: async (org) => {
            const problems = await org.deploy({
                ...eventObject('Order__e', 'PublishAfterCommit'),
                ...recordingTrigger('Order__e', recordTexts)
            });
            if (problems.length > 0) return problems;
            await org.anonymous(`for (Integer call = 0; call < 12; call++) {
                EventBus.publish(new List<Order__e>{ new Order__e(Text__c = call + 'a'), new Order__e(Text__c = call + 'b') });
            }`);
            const texts = await seenTexts(org);
            const calls = texts.map((text) => Number.parseInt(text.slice(1), 10));
            const pairs = texts.every((text, index) => index % 2 === 0 || texts[index - 1] === text.replace('b', 'a'));
            const isSorted = calls.every((call, index) => index === 0 || call >= (calls[index - 1] ?? 0));
            return [
                `all ${texts.length}`,
                `order within a call ${String(pairs)}`,
                `order across calls ${String(isSorted)}`
            ];
        },
        expected: ['all 24', 'order within a call true', 'order across calls false']
    },
    {
        id: 'event-retention',
        title: 'an event can be had for 72 hours',
        rule: 'eventRetention',
        needs: ['timeTravel'],
        source: 'https://developer.salesforce.com/docs/platform/pub-sub-api/guide/event-message-durability.html',
        run: async (org, { passTime }) => {
            const problems = await org.deploy(eventObject('Old__e', 'PublishAfterCommit'));
            if (problems.length > 0) return problems;
            await org.anonymous(`EventBus.publish(new Old__e(Text__c = 'old'));`);
            await org.settle();
            await passTime(71 * 3_600_000);
            const before = await org.storedEvents('Old__e');
            await passTime(2 * 3_600_000);
            return [`after 71 h ${before}`, `after 73 h ${await org.storedEvents('Old__e')}`];
        },
        expected: ['after 71 h 1', 'after 73 h 0']
    },
    {
        id: 'event-allocation',
        title: 'publishing over the hourly allocation fails in the result and throws nothing',
        rule: 'eventAllocations',
        needs: ['timeTravel'],
        source: `${docs}/platform_event_limits.htm`,
        run: async (org, { passTime }) => {
            const problems = await org.deploy(eventObject('Flood__e', 'PublishAfterCommit'));
            if (problems.length > 0) return problems;
            const flood = `List<Flood__e> events = new List<Flood__e>();
                for (Integer i = 0; i < 10000; i++) events.add(new Flood__e(Text__c = 'x'));
                System.debug(EventBus.publish(events).get(0).isSuccess());`;
            const lines: string[] = [];
            for (let call = 0; call < 6; call++) lines.push(...(await org.anonymous(flood)));
            await passTime(3_700_000);
            return [...lines, ...(await org.anonymous(flood))];
        },
        expected: ['true', 'true', 'true', 'true', 'true', 'false', 'true']
    }
];
