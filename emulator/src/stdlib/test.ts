/**
 * `Test`, as test methods use it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_test.htm
 */
import { LibraryValue } from './libraryValue.ts';
import { defineType } from './systemType.ts';

export const test = defineType({
    name: 'System.Test',
    statics: {
        'EventBus.TestBroker getEventBus()': () => new LibraryValue('EventBus.TestBroker', undefined),
        'Boolean isRunningTest()': (runtime) => runtime.isRunningTest,
        'void startTest()': (runtime) => runtime.host.startTest(),
        'void stopTest()': (runtime) => runtime.host.stopTest()
    }
});

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_eventbus_TestBroker.htm */
export const testBroker = defineType({
    name: 'EventBus.TestBroker',
    methods: {
        'void deliver()': (runtime) => runtime.host.deliverTestEvents('deliver'),
        'void fail()': (runtime) => runtime.host.deliverTestEvents('fail')
    }
});
