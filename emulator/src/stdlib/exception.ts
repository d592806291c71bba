/**
 * `System.Exception` and the platform's own exceptions, which differ in name only, except DmlException.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_exception.htm
 */
import { ApexException } from '../values/apexObject.ts';
import type { DmlRowError } from '../values/apexObject.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { stringList } from './listValues.ts';
import { enumValue } from './enums.ts';
import { refuse } from './refusal.ts';
import { defineType } from './systemType.ts';
import type { InstanceBody, StaticBody, SystemTypeDefinition } from './systemType.ts';

/** What `getMessage()` says of an exception made without a message. */
const defaultMessage = 'Script-thrown exception';

function make(name: string): StaticBody {
    return (runtime, first: string | ApexException | null = null, cause: ApexException | null = null) => {
        const isCause = first instanceof ApexException;
        const made = runtime.createException(name, isCause ? null : first);
        made.cause = isCause ? first : cause;
        return made;
    };
}

function constructorsOf(name: string): Record<string, StaticBody> {
    return {
        'new()': make(name),
        'new(String? message)': make(name),
        'new(Exception cause)': make(name),
        'new(String? message, Exception? cause)': make(name)
    };
}

function initCause(runtime: ApexRuntime, self: ApexException, cause: ApexException): void {
    if (self.cause) refuse(runtime, 'initCause of an exception that has a cause');
    self.cause = cause;
}

function stackTrace(self: ApexException): string {
    return self.stack
        .map(({ where, position }) => `${where}: line ${position.line}, column ${position.column}`)
        .join('\n');
}

/** Every exception has these methods; only a DmlException can answer. */
function dmlRows(runtime: ApexRuntime, self: ApexException): readonly DmlRowError[] {
    return self.typeName === 'System.DmlException'
        ? self.dmlErrors
        : refuse(runtime, `getDml... of a ${self.typeName}`);
}

function row(runtime: ApexRuntime, self: ApexException, index: number): DmlRowError {
    return dmlRows(runtime, self)[index] ?? runtime.fail('System.ListException', `List index out of bounds: ${index}`);
}

const dmlMethods: Readonly<Record<string, InstanceBody>> = {
    'List<String> getDmlFieldNames(Integer index)': (runtime, self: ApexException, index: number) =>
        stringList(row(runtime, self, index).fields),
    'String getDmlId(Integer index)': (runtime, self: ApexException, index: number) =>
        row(runtime, self, index).recordId,
    'Integer getDmlIndex(Integer index)': (runtime, self: ApexException, index: number) =>
        row(runtime, self, index).rowIndex,
    'String getDmlMessage(Integer index)': (runtime, self: ApexException, index: number) =>
        row(runtime, self, index).message,
    'String getDmlStatusCode(Integer index)': (runtime, self: ApexException, index: number) =>
        row(runtime, self, index).statusCode,
    'StatusCode getDmlType(Integer index)': (runtime, self: ApexException, index: number) =>
        enumValue('System.StatusCode', row(runtime, self, index).statusCode),
    'Integer getNumDml()': (runtime, self: ApexException) => dmlRows(runtime, self).length
};

const base = defineType({
    name: 'System.Exception',
    isExtensible: true,
    constructors: constructorsOf('System.Exception'),
    methods: {
        ...dmlMethods,
        'Exception getCause()': (_, self: ApexException) => self.cause,
        'Integer getLineNumber()': (_, self: ApexException) => self.stack[0]?.position.line ?? null,
        'String getMessage()': (_, self: ApexException) => self.message ?? defaultMessage,
        'String getStackTraceString()': (_, self: ApexException) => stackTrace(self),
        'String getTypeName()': (_, self: ApexException) => self.typeName,
        'void initCause(Exception cause)': initCause,
        'void setMessage(String? message)': (_, self: ApexException, message: string | null) => {
            self.message = message;
        }
    }
});

const plainNames = [
    'AssertException',
    'AsyncException',
    'CalloutException',
    'DmlException',
    'EmailException',
    'FinalException',
    'HandledException',
    'IllegalArgumentException',
    'JSONException',
    'LimitException',
    'ListException',
    'MathException',
    'NoAccessException',
    'NoDataFoundException',
    'NoSuchElementException',
    'NullPointerException',
    'QueryException',
    'SObjectException',
    'SecurityException',
    'SerializationException',
    'StringException',
    'TypeException',
    'UnexpectedException'
];

function plain(name: string): SystemTypeDefinition {
    return defineType({ name, extends: 'System.Exception', constructors: constructorsOf(name) });
}

export const exceptions: readonly SystemTypeDefinition[] = [
    base,
    ...plainNames.map((name) => plain(`System.${name}`)),
    // Made in one way. Its text is for the component that called; `getMessage()` tells only what `setMessage` said.
    defineType({
        name: 'System.AuraHandledException',
        extends: 'System.Exception',
        constructors: {
            'new(String? message)': (runtime, message: string | null) => {
                const made = runtime.createException('System.AuraHandledException', null);
                made.clientMessage = message;
                return made;
            }
        }
    }),
    defineType({ name: 'System.InvalidParameterValueException', extends: 'System.Exception' }),
    plain('EventBus.RetryableException'),
    plain('EventBus.InvalidReplayIdException')
];
