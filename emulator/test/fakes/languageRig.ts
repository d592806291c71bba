/** The language alone: real system types, a handful of record types, and what is wrong with a piece of Apex. */
import { ApexCompileError } from '../../src/errors.ts';
import { resolveAnonymous, resolveProgram } from '../../src/language/resolveProgram.ts';
import type { SourceFile } from '../../src/language/resolveProgram.ts';
import type { BoundExpression, BoundProgram, BoundStatement } from '../../src/language/boundTree.ts';
import type { SObjectFieldInfo, SObjectInfo, TypeLibrary } from '../../src/language/typeLibrary.ts';
import { systemTypeRegistry } from '../../src/stdlib/systemLibrary.ts';
import { primitive } from '../../src/values/apexType.ts';
import type { PrimitiveName } from '../../src/values/apexType.ts';

interface FakeRecordType {
    readonly category?: SObjectInfo['category'];
    /** `Name: String`; a lookup names its target: `OwnerId: Id > User, Group as Owner`. */
    readonly fields: readonly string[];
    /** `Contacts: Contact` */
    readonly children?: readonly string[];
}

const recordTypes: Readonly<Record<string, FakeRecordType>> = {
    Account: {
        fields: [
            'Id: Id',
            'Name: String',
            'Size__c: Decimal',
            'CreatedDate: Datetime',
            'OwnerId: Id > Group, User as Owner',
            'ParentId: Id > Account as Parent'
        ],
        children: ['Contacts: Contact']
    },
    Contact: { fields: ['Id: Id', 'LastName: String', 'Birthdate: Date', 'AccountId: Id > Account as Account'] },
    User: {
        fields: ['Id: Id', 'Name: String', 'Title: String', 'ManagerId: Id > User as Manager', 'IsActive: Boolean']
    },
    Group: { fields: ['Id: Id', 'Name: String'] },
    Change__e: { category: 'event', fields: ['Body__c: String'] },
    Setting__mdt: { category: 'metadata', fields: ['Id: Id', 'DeveloperName: String', 'Limit__c: Decimal'] }
};

function describe(name: string, { fields, children = [], category = 'record' }: FakeRecordType): SObjectInfo {
    const infos = fields.map(readField);
    const child = (wanted: string): string[] | undefined =>
        children
            .map((text) => text.split(': '))
            .find(([relationship]) => relationship?.toLowerCase() === wanted.toLowerCase());
    return {
        name,
        category,
        field: (wanted) => infos.find((field) => field.name.toLowerCase() === wanted.toLowerCase()),
        relationship: (wanted) => infos.find((field) => field.relationshipName?.toLowerCase() === wanted.toLowerCase()),
        childRelationship: (wanted) => child(wanted)?.[1],
        childRelationshipName: (wanted) => child(wanted)?.[0]
    };
}

function readField(text: string): SObjectFieldInfo {
    const [, name = '', type = '', targets, relationshipName] = /^(\w+): (\w+)(?: > (.+) as (\w+))?$/.exec(text) ?? [];
    return { name, type: primitive(type as PrimitiveName), relationshipName, referenceTo: targets?.split(', ') ?? [] };
}

const infos = new Map(Object.entries(recordTypes).map(([name, type]) => [name.toLowerCase(), describe(name, type)]));

export const fakeTypes: TypeLibrary = {
    systemType: (name) => systemTypeRegistry().find(name)?.info,
    isNamespace: (name) => systemTypeRegistry().isNamespace(name),
    sobject: (name) => infos.get(name.toLowerCase()),
    isCustomLabel: (name) => name.toLowerCase() === 'greeting',
    missingType: () => undefined,
    missingMethod: () => undefined
};

export function sourceFiles(texts: readonly string[], apiVersion = 67): readonly SourceFile[] {
    return texts.map((text, index) => {
        const kind = /^\s*trigger\b/i.test(text) ? 'trigger' : 'class';
        return { file: `${kind}${index}`, kind, apiVersion, text };
    });
}

export function resolve(...texts: readonly string[]): BoundProgram {
    return resolveProgram(sourceFiles(texts), fakeTypes);
}

/** Statements as the body of a method of a class that also has `members`. */
export function inMethod(statements: string, members = ''): string {
    return `public virtual class Probe { ${members}\nvoid run() {\n${statements}\n} }`;
}

/** Messages of all problems; empty if there are none. */
export function problemsOf(...texts: readonly string[]): readonly string[] {
    return messagesOf(() => resolve(...texts));
}

export function anonymousProblems(text: string, ...deployed: readonly string[]): readonly string[] {
    return messagesOf(() => resolveAnonymous(text, resolveProgram(sourceFiles(deployed), fakeTypes).symbols));
}

function messagesOf(run: () => unknown): readonly string[] {
    try {
        run();
        return [];
    } catch (error) {
        if (error instanceof ApexCompileError) return error.problems.map((problem) => problem.message);
        throw error;
    }
}

/** Statements of `run` in the class `Probe`. */
export function statementsOf(statements: string, members = ''): readonly BoundStatement[] {
    const probe = resolve(inMethod(statements, members)).types.find((type) => type.name === 'Probe');
    return probe?.methods.find((method) => method.name === 'run')?.body?.statements ?? [];
}

/** An expression, as the initial value of an Object. */
export function expressionOf(text: string, members = ''): BoundExpression {
    const [statement] = statementsOf(`Object o = ${text};`, members);
    if (statement?.kind !== 'local' || !statement.initialValue) throw new Error('no expression was bound');
    return statement.initialValue;
}
