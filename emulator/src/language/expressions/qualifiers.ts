/** What a name in front of a dot may stand for: a value, a type, a namespace, or one of the platform's special names. */
import type { SourcePosition } from '../../errors.ts';
import { mapOf, listOf, primitive, systemTypeOf, genericSObjectType } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { Body } from '../body.ts';
import type { BoundExpression } from '../boundTree.ts';
import { isGenericRecord } from '../conversions.ts';
import { fieldPlace, fieldsOf, findField, instanceMember, isReadable, read, staticMember } from '../members.ts';
import { fail, refuse } from '../problems.ts';
import type { ClassSymbol } from '../symbols.ts';
import { checkTypeVisible, typeNamed } from '../typeNames.ts';

export type Qualifier =
    | { readonly kind: 'value'; readonly value: BoundExpression }
    /** `namespace` is set if the name, like `Database`, is that of a namespace too. */
    | { readonly kind: 'type'; readonly type: ApexType; readonly namespace: string | undefined }
    | { readonly kind: 'namespace'; readonly namespace: string }
    | { readonly kind: 'super' }
    /** `User.fields`, `Schema.SObjectType.User.fields` (then `describe`, and `value` is the describe). */
    | {
          readonly kind: 'fields';
          readonly objectName: string;
          readonly describe: boolean;
          readonly value: BoundExpression | undefined;
      }
    | { readonly kind: 'labels' }
    | { readonly kind: 'trigger' };

/** A name on its own: variable, field, then type, then namespace. */
export function qualifierNamed(name: string, body: Body, position: SourcePosition): Qualifier {
    const value = variableNamed(name, body, position);
    if (value) return { kind: 'value', value };
    const special = name.toLowerCase();
    if (special === 'trigger' && !typeNamed([name], body)) return { kind: 'trigger' };
    if (special === 'label') return { kind: 'labels' };
    return typeQualifier([name], body, position) ?? missing(name, name, body, position);
}

/** Nothing has that name here; the platform may know a type by it. */
function missing(name: string, typeName: string, body: Body, position: SourcePosition): never {
    const known = body.program.library.missingType(typeName);
    return known === undefined ? fail(`Variable does not exist: ${name}`, position) : refuse(known, position);
}

function typeQualifier(segments: readonly string[], body: Body, position: SourcePosition): Qualifier | undefined {
    const name = segments.join('.');
    const namespace = body.program.library.isNamespace(name) ? name : undefined;
    const found = typeNamed(segments, body);
    if (!found) return namespace === undefined ? undefined : { kind: 'namespace', namespace };
    if (found.kind === 'user') checkTypeVisible(found.symbol, body, position);
    const type = found.kind === 'system' ? systemTypeOf(found.info.name) : found.type;
    return { kind: 'type', type, namespace };
}

/** A local variable, a field of the class at hand, or a static one of the class around it. */
export function variableNamed(name: string, body: Body, position: SourcePosition): BoundExpression | undefined {
    const local = body.local(name);
    if (local) {
        const { variable } = local;
        return read({ kind: 'localPlace', variable, type: variable.type }, position);
    }
    for (let around: ClassSymbol | undefined = body.owner; around; around = around.outer) {
        const field = findField(around, name, body.program);
        if (field && (field.isStatic || around === body.owner)) {
            if (!field.isStatic) checkInstanceContext(body, field.name, position);
            return read(fieldPlace(field, undefined, body, position), position);
        }
    }
    return undefined;
}

/** Everything `variableNamed` finds here, by lower-case name. */
export function visibleValues(body: Body, position: SourcePosition): ReadonlyMap<string, BoundExpression> {
    const names = new Set(body.localNames());
    for (let around: ClassSymbol | undefined = body.owner; around; around = around.outer) {
        const hasObject = !body.isStatic && !body.isBeforeConstruction && around === body.owner;
        for (const field of fieldsOf(around, body.program)) {
            if ((field.isStatic || hasObject) && isReadable(field, body)) names.add(field.name.toLowerCase());
        }
    }
    return new Map(
        [...names].flatMap((name) => {
            const value = variableNamed(name, body, position);
            return value ? [[name, value] as const] : [];
        })
    );
}

function checkInstanceContext(body: Body, field: string, position: SourcePosition): void {
    if (body.isStatic) {
        const owner = body.owner.name;
        fail(`Non static field cannot be referenced from a static context: ${field} from the type ${owner}`, position);
    }
    if (body.isBeforeConstruction)
        fail(`Cannot reference instance variables in a constructor invocation: ${field}`, position);
}

/** `base.name` */
export function memberOf(base: Qualifier, name: string, body: Body, position: SourcePosition): Qualifier {
    switch (base.kind) {
        case 'value':
            return memberOfValue(base.value, name, body, position);
        case 'type':
            return memberOfType(base.type, base.namespace, name, body, position);
        case 'namespace':
            return (
                memberOfNamespace(base.namespace, name, body, position) ??
                missing(name, `${base.namespace}.${name}`, body, position)
            );
        case 'super':
            return { kind: 'value', value: superMember(name, body, position) };
        case 'fields':
            return { kind: 'value', value: fieldToken(base.objectName, name, base.describe, body, position) };
        case 'labels':
            return { kind: 'value', value: customLabel(name, body, position) };
        case 'trigger':
            return { kind: 'value', value: triggerVariable(name, body, position) };
    }
}

function memberOfValue(value: BoundExpression, name: string, body: Body, position: SourcePosition): Qualifier {
    if (value.kind === 'sobjectToken' && name.toLowerCase() === 'fields') {
        return { kind: 'fields', objectName: value.objectName, describe: value.describe, value };
    }
    return { kind: 'value', value: instanceMember(value, name, body, position) };
}

function memberOfType(
    type: ApexType,
    namespace: string | undefined,
    name: string,
    body: Body,
    position: SourcePosition
): Qualifier {
    if (type.kind === 'sobject') return memberOfRecordType(type.name, name, body, position);
    if (type.kind === 'system' && type.name === 'Schema.SObjectType') {
        const object = body.program.library.sobject(name);
        if (object) return { kind: 'value', value: objectToken(object.name, true, position) };
    }
    const value = staticMember(type, name, body, position);
    if (value) return { kind: 'value', value };
    const nested = type.kind === 'user' ? typeQualifier([type.name, name], body, position) : undefined;
    const member = nested ?? (namespace === undefined ? undefined : memberOfNamespace(namespace, name, body, position));
    return member ?? missing(name, `${namespace ?? ''}.${name}`, body, position);
}

function memberOfNamespace(
    namespace: string,
    name: string,
    body: Body,
    position: SourcePosition
): Qualifier | undefined {
    if (namespace.toLowerCase() === 'system') {
        if (name.toLowerCase() === 'label') return { kind: 'labels' };
        if (name.toLowerCase() === 'trigger') return { kind: 'trigger' };
    }
    return typeQualifier([namespace, name], body, position);
}

/** `User.SObjectType`, `User.fields`, `User.Title` */
function memberOfRecordType(objectName: string, name: string, body: Body, position: SourcePosition): Qualifier {
    if (name.toLowerCase() === 'sobjecttype') return { kind: 'value', value: objectToken(objectName, false, position) };
    if (name.toLowerCase() === 'fields') return { kind: 'fields', objectName, describe: false, value: undefined };
    return { kind: 'value', value: fieldToken(objectName, name, false, body, position) };
}

export function objectToken(objectName: string, describe: boolean, position: SourcePosition): BoundExpression {
    const type = systemTypeOf(describe ? 'Schema.DescribeSObjectResult' : 'Schema.SObjectType');
    return { kind: 'sobjectToken', objectName, describe, type, position };
}

function fieldToken(
    objectName: string,
    name: string,
    describe: boolean,
    body: Body,
    position: SourcePosition
): BoundExpression {
    const field = body.program.library.sobject(objectName)?.field(name);
    if (!field) return fail(`Field does not exist: ${name} on ${objectName}`, position);
    const type = systemTypeOf(describe ? 'Schema.DescribeFieldResult' : 'Schema.SObjectField');
    return { kind: 'fieldToken', objectName, field: field.name, describe, type, position };
}

function superMember(name: string, body: Body, position: SourcePosition): BoundExpression {
    const { superclass } = body.owner;
    if (!superclass) return fail(`No super type defined: ${body.owner.name}`, position);
    return instanceMember({ kind: 'this', type: superclass, position }, name, body, position);
}

function customLabel(name: string, body: Body, position: SourcePosition): BoundExpression {
    if (!body.program.library.isCustomLabel(name)) fail(`External string does not exist: ${name}`, position);
    return { kind: 'customLabel', name, type: primitive('String'), position };
}

const triggerFlags: readonly string[] = [
    'isexecuting',
    'isinsert',
    'isupdate',
    'isdelete',
    'isundelete',
    'isbefore',
    'isafter'
];

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_triggers_context_variables.htm */
function triggerVariable(spelling: string, body: Body, position: SourcePosition): BoundExpression {
    const name = spelling.toLowerCase();
    const record: ApexType =
        body.triggerObject === undefined ? genericSObjectType : { kind: 'sobject', name: body.triggerObject };
    return { kind: 'triggerVariable', name, type: typeOf(), position };

    function typeOf(): ApexType {
        if (triggerFlags.includes(name)) return primitive('Boolean');
        if (name === 'new' || name === 'old') return listOf(record);
        if (name === 'newmap' || name === 'oldmap') return mapOf(primitive('Id'), record);
        if (name === 'size') return primitive('Integer');
        if (name === 'operationtype') return systemTypeOf('System.TriggerOperation');
        return fail(`Variable does not exist: ${spelling}`, position);
    }
}

/** A name in front of a dot as a value, where only a value will do. */
export function requireValue(qualifier: Qualifier, name: string, position: SourcePosition): BoundExpression {
    if (qualifier.kind === 'value') return qualifier.value;
    // `Schema.SObjectType.User.fields` on its own is the describe's property.
    return fail(`Variable does not exist: ${name}`, position);
}

export function isMetadataType(type: ApexType, body: Body): boolean {
    if (type.kind !== 'sobject' || isGenericRecord(type)) return false;
    return body.program.library.sobject(type.name)?.category === 'metadata';
}
