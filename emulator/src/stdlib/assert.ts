/**
 * `Assert` and the older `System.assert...`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Assert.htm
 */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { typeName } from '../values/apexType.ts';
import { defineType } from './systemType.ts';
import type { StaticBody } from './systemType.ts';
import type { TypeToken } from './type.ts';

type Message = string | null | undefined;

function failed(runtime: ApexRuntime, message: Message, detail: string): never {
    const text = message === null || message === undefined ? 'Assertion Failed' : `Assertion Failed: ${message}`;
    return runtime.fail('System.AssertException', detail === '' ? text : `${text}: ${detail}`);
}

function areEqual(runtime: ApexRuntime, expected: unknown, actual: unknown, message?: unknown): void {
    if (runtime.operatorEquals(expected, actual)) return;
    failed(
        runtime,
        textOf(runtime, message),
        `Expected: ${runtime.toText(expected)}, Actual: ${runtime.toText(actual)}`
    );
}

function areNotEqual(runtime: ApexRuntime, notExpected: unknown, actual: unknown, message?: unknown): void {
    if (runtime.operatorEquals(notExpected, actual)) {
        failed(runtime, textOf(runtime, message), `Same value: ${runtime.toText(notExpected)}`);
    }
}

/** The older methods take any object as message. */
function textOf(runtime: ApexRuntime, message: unknown): Message {
    return message === null || message === undefined ? message : runtime.toText(message);
}

function expect(runtime: ApexRuntime, isMet: boolean | null, message: Message): void {
    if (isMet !== true) failed(runtime, message, '');
}

function withOptionalMessage(head: string, body: StaticBody): Record<string, StaticBody> {
    return { [`void ${head})`]: body, [`void ${head}, String? message)`]: body };
}

export const assert = defineType({
    name: 'System.Assert',
    statics: {
        ...withOptionalMessage('areEqual(Object expected, Object actual', areEqual),
        ...withOptionalMessage('areNotEqual(Object notExpected, Object actual', areNotEqual),
        ...withOptionalMessage('isTrue(Boolean? condition', (runtime, condition: boolean | null, message: Message) =>
            expect(runtime, condition, message)
        ),
        ...withOptionalMessage('isFalse(Boolean? condition', (runtime, condition: boolean | null, message: Message) =>
            expect(runtime, condition === false, message)
        ),
        ...withOptionalMessage('isNull(Object value', (runtime, value: unknown, message: Message) => {
            if (value !== null) failed(runtime, message, `Expected: null, Actual: ${runtime.toText(value)}`);
        }),
        ...withOptionalMessage('isNotNull(Object value', (runtime, value: unknown, message: Message) => {
            if (value === null) failed(runtime, message, 'Same value: null');
        }),
        ...withOptionalMessage(
            'isInstanceOfType(Object instance, Type expected',
            (runtime, instance: unknown, expected: TypeToken, message: Message) => {
                if (runtime.isInstance(instance, expected.of)) return;
                const actual = instance === null ? 'null' : typeName(runtime.typeOf(instance));
                failed(runtime, message, `Expected type: ${typeName(expected.of)}, Actual type: ${actual}`);
            }
        ),
        ...withOptionalMessage(
            'isNotInstanceOfType(Object instance, Type notExpected',
            (runtime, instance: unknown, notExpected: TypeToken, message: Message) => {
                if (runtime.isInstance(instance, notExpected.of))
                    failed(runtime, message, `Same type: ${typeName(notExpected.of)}`);
            }
        ),
        'void fail()': (runtime) => failed(runtime, undefined, ''),
        'void fail(String? message)': (runtime, message: Message) => failed(runtime, message, '')
    }
});

export const systemAssertMethods: Readonly<Record<string, StaticBody>> = {
    'void assert(Boolean? condition)': (runtime, condition: boolean | null) => expect(runtime, condition, undefined),
    'void assert(Boolean? condition, Object message)': (runtime, condition: boolean | null, message: unknown) =>
        expect(runtime, condition, textOf(runtime, message)),
    'void assertEquals(Object expected, Object actual)': areEqual,
    'void assertEquals(Object expected, Object actual, Object message)': areEqual,
    'void assertNotEquals(Object notExpected, Object actual)': areNotEqual,
    'void assertNotEquals(Object notExpected, Object actual, Object message)': areNotEqual
};
