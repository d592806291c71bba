/**
 * Publishing platform events, and what their triggers can say.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_EventBus.htm
 */
import { ApexList } from '../values/apexCollections.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { PublishResult } from '../runtime/asyncCalls.ts';
import type { EventTriggerContext } from '../runtime/host.ts';
import { LibraryValue } from './libraryValue.ts';
import { stringList, systemList } from './listValues.ts';
import { refuse } from './refusal.ts';
import { abstractMethod, defineType } from './systemType.ts';
import type { SystemTypeDefinition } from './systemType.ts';

function publish(runtime: ApexRuntime, target: ApexSObject | ApexList, callback: unknown = null): unknown {
    const events = target instanceof ApexList ? (target.items as ApexSObject[]) : [target];
    const outcomes = runtime.host.publish(events, runtime.accessContext(undefined), callback);
    const results = outcomes.map((outcome) => new LibraryValue('Database.SaveResult', outcome));
    return target instanceof ApexList ? systemList('Database.SaveResult', results) : results[0];
}

function current(runtime: ApexRuntime): EventTriggerContext {
    return (
        runtime.host.eventTrigger ?? refuse(runtime, 'EventBus.TriggerContext outside a trigger on a platform event')
    );
}

function callbackTypes(result: string, callback: string, method: string): SystemTypeDefinition[] {
    return [
        defineType({
            name: result,
            methods: { 'List<String> getEventUuids()': (_, self: PublishResult) => stringList(self.eventUuids) }
        }),
        defineType({
            name: callback,
            kind: 'interface',
            methods: { [`void ${method}(${result} result)`]: abstractMethod }
        })
    ];
}

export const eventBus: readonly SystemTypeDefinition[] = [
    defineType({
        name: 'System.EventBus',
        statics: {
            'Database.SaveResult publish(SObject event)': publish,
            'Database.SaveResult publish(SObject event, Object callback)': publish,
            'List<Database.SaveResult> publish(List<SObject> events)': publish,
            'List<Database.SaveResult> publish(List<SObject> events, Object callback)': publish
        }
    }),
    defineType({
        name: 'EventBus.TriggerContext',
        statics: {
            'EventBus.TriggerContext currentContext()': () => new LibraryValue('EventBus.TriggerContext', undefined)
        },
        properties: {
            'String lastError': { get: (runtime) => current(runtime).lastError },
            'Integer retries': { get: (runtime) => current(runtime).retries }
        },
        methods: {
            'String getResumeCheckpoint()': (runtime) => current(runtime).resumeCheckpoint,
            'void setResumeCheckpoint(String replayId)': (runtime, _self, replayId: string) => {
                current(runtime).resumeCheckpoint = replayId;
            }
        }
    }),
    ...callbackTypes('EventBus.FailureResult', 'EventBus.EventPublishFailureCallback', 'onFailure'),
    ...callbackTypes('EventBus.SuccessResult', 'EventBus.EventPublishSuccessCallback', 'onSuccess')
];
