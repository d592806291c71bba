/**
 * What partial DML returns, and the options it takes.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_database_saveresult.htm
 */
import type { DmlOptions, RowError, RowOutcome } from '../runtime/host.ts';
import { enumValue } from './enums.ts';
import { LibraryRecord, LibraryValue, recordProperties } from './libraryValue.ts';
import { stringList, systemList } from './listValues.ts';
import { defineType } from './systemType.ts';
import type { InstanceBody, SystemTypeDefinition } from './systemType.ts';

type RowResult = LibraryValue<RowOutcome>;
type SaveError = LibraryValue<RowError>;

const resultMethods: Readonly<Record<string, InstanceBody>> = {
    'List<Database.Error> getErrors()': (_, { content }: RowResult) =>
        systemList(
            'Database.Error',
            content.errors.map((error) => new LibraryValue('Database.Error', error))
        ),
    'Id getId()': (_, { content }: RowResult) => content.id,
    'Boolean isSuccess()': (_, { content }: RowResult) => content.isSuccess
};

export function dmlOptionsOf(options: LibraryRecord): DmlOptions {
    const header = options.get('emailHeader') as LibraryRecord | null;
    return {
        triggerUserEmail: header?.get('triggerUserEmail') === true,
        allowFieldTruncation: options.get('allowFieldTruncation') === true
    };
}

export const databaseResults: readonly SystemTypeDefinition[] = [
    defineType({ name: 'Database.SaveResult', methods: resultMethods }),
    defineType({ name: 'Database.DeleteResult', methods: resultMethods }),
    defineType({ name: 'Database.UndeleteResult', methods: resultMethods }),
    defineType({
        name: 'Database.UpsertResult',
        methods: { ...resultMethods, 'Boolean isCreated()': (_, { content }: RowResult) => content.isCreated }
    }),
    defineType({
        name: 'Database.Error',
        methods: {
            'List<String> getFields()': (_, { content }: SaveError) => stringList(content.fields),
            'String getMessage()': (_, { content }: SaveError) => content.message,
            'StatusCode getStatusCode()': (_, { content }: SaveError) =>
                enumValue('System.StatusCode', content.statusCode)
        }
    }),
    defineType({
        name: 'Database.DMLOptions',
        constructors: {
            'new()': () =>
                new LibraryRecord('Database.DMLOptions', { emailHeader: new LibraryRecord('Database.EmailHeader') })
        },
        properties: recordProperties(
            'Boolean allowFieldTruncation',
            'Database.EmailHeader emailHeader',
            'Boolean optAllOrNone'
        )
    }),
    defineType({
        name: 'Database.EmailHeader',
        constructors: { 'new()': () => new LibraryRecord('Database.EmailHeader') },
        properties: recordProperties('Boolean triggerUserEmail')
    })
];
