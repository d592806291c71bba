/**
 * `System.Database`: DML with results, savepoints. Queries are in `databaseQuery.ts`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database.htm
 */
import { EmulatorBug } from '../errors.ts';
import type { DmlOperation } from '../language/boundTree.ts';
import { ApexList } from '../values/apexCollections.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { dmlFailure } from '../runtime/dmlFailure.ts';
import type { DmlOptions } from '../runtime/host.ts';
import { AccessLevelValue } from './accessLevel.ts';
import { queryMethods } from './databaseQuery.ts';
import { dmlOptionsOf } from './databaseResults.ts';
import { LibraryRecord, LibraryValue } from './libraryValue.ts';
import { systemList } from './listValues.ts';
import { SObjectFieldToken } from './schemaTokens.ts';
import { typeOfId } from './id.ts';
import { defineType } from './systemType.ts';
import type { StaticBody } from './systemType.ts';

const resultNames: Readonly<Partial<Record<DmlOperation, string>>> = {
    insert: 'SaveResult',
    update: 'SaveResult',
    upsert: 'UpsertResult',
    delete: 'DeleteResult',
    undelete: 'UndeleteResult'
};

/** The arguments behind the target, told apart by their types: each occurs at most once, in any overload. */
interface CallArguments {
    allOrNone: boolean;
    level: AccessLevelValue | undefined;
    options: DmlOptions | undefined;
    externalIdField: string | undefined;
}

function readArguments(rest: readonly unknown[]): CallArguments {
    const found: CallArguments = { allOrNone: true, level: undefined, options: undefined, externalIdField: undefined };
    for (const argument of rest) {
        if (typeof argument === 'boolean') found.allOrNone = argument;
        else if (argument instanceof AccessLevelValue) found.level = argument;
        else if (argument instanceof SObjectFieldToken) found.externalIdField = argument.content.field;
        else if (argument instanceof LibraryRecord) {
            found.allOrNone = argument.get('optAllOrNone') !== false;
            found.options = dmlOptionsOf(argument);
        }
    }
    return found;
}

function toRecord(runtime: ApexRuntime, item: unknown): ApexSObject {
    if (item instanceof ApexSObject) return item;
    if (typeof item !== 'string')
        return runtime.fail('System.NullPointerException', 'Attempt to de-reference a null object');
    const record = new ApexSObject(typeOfId(runtime, item).content);
    record.fields.set('Id', item);
    return record;
}

const plainOptions: DmlOptions = { triggerUserEmail: false, allowFieldTruncation: false };

function run(operation: DmlOperation): StaticBody {
    const resultName = resultNames[operation];
    if (!resultName) throw new EmulatorBug(`Database.${operation} has no results`);
    return (runtime, target: unknown, ...rest: unknown[]) => {
        const { allOrNone, level, options, externalIdField } = readArguments(rest);
        const items: unknown[] = target instanceof ApexList ? target.items : [target];
        const records = items.map((item) => toRecord(runtime, item));
        const ownOptions = records[0]?.dmlOptions;
        const outcomes = runtime.host.dml({
            operation,
            records,
            allOrNone,
            access: runtime.accessContext(level?.content),
            externalIdField,
            duplicateIds: [],
            options: options ?? (ownOptions instanceof LibraryRecord ? dmlOptionsOf(ownOptions) : plainOptions)
        });
        const failure = allOrNone ? dmlFailure(operation, records, outcomes) : undefined;
        if (failure) throw withStack(runtime, failure);
        const results = outcomes.map((outcome) => new LibraryValue(`Database.${resultName}`, outcome));
        return target instanceof ApexList ? systemList(`Database.${resultName}`, results) : results[0];
    };
}

function withStack<Failure extends { stack: ReturnType<ApexRuntime['stackFrames']> }>(
    runtime: ApexRuntime,
    failure: Failure
): Failure {
    failure.stack = runtime.stackFrames();
    return failure;
}

/** Every overload of one operation: targets times arguments, each also with an access level. */
function overloads(
    operation: DmlOperation,
    targets: readonly string[],
    tails: readonly string[]
): Record<string, StaticBody> {
    const body = run(operation);
    const result = `Database.${resultNames[operation] ?? ''}`;
    const signatures = targets.flatMap((target) =>
        tails.flatMap((tail) => {
            const head = `${target.startsWith('List') ? `List<${result}>` : result} ${operation}(${target} target${tail}`;
            return [`${head})`, `${head}, AccessLevel level)`];
        })
    );
    return Object.fromEntries(signatures.map((signature) => [signature, body]));
}

const records = ['SObject', 'List<SObject>'];
const recordsOrIds = [...records, 'Id', 'List<Id>'];
const allOrNone = ', Boolean allOrNone';
const withOptions = ['', allOrNone, ', Database.DMLOptions options'];
const withKey = ['', allOrNone, ', Schema.SObjectField? key', `, Schema.SObjectField? key${allOrNone}`];

export const savepoint = defineType({ name: 'System.Savepoint' });

export const database = defineType({
    name: 'System.Database',
    statics: {
        ...queryMethods,
        ...overloads('insert', records, withOptions),
        ...overloads('update', records, withOptions),
        ...overloads('upsert', records, withKey),
        ...overloads('delete', recordsOrIds, ['', allOrNone]),
        ...overloads('undelete', recordsOrIds, ['', allOrNone]),
        'void rollback(Savepoint savepoint)': (runtime, token: LibraryValue<number>) =>
            runtime.host.rollback(token.content),
        'Savepoint setSavepoint()': (runtime) => new LibraryValue('System.Savepoint', runtime.host.setSavepoint())
    }
});
