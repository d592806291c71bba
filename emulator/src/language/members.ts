/** Fields and properties by name: of deployed classes, of system types and of records. */
import type { SourcePosition } from '../errors.ts';
import { genericSObjectType, listOf, primitive, systemTypeOf, typeName } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import type { Body } from './body.ts';
import type { BoundExpression, BoundPlace } from './boundTree.ts';
import { isGenericRecord } from './conversions.ts';
import { fail } from './problems.ts';
import { isVisible } from './symbols.ts';
import type { AccessorSymbol, ClassSymbol, FieldSymbol, ProgramSymbols } from './symbols.ts';
import type { SObjectFieldInfo, SystemProperty, SystemTypeInfo } from './typeLibrary.ts';
import { classOf, distanceTo, lineage, systemView } from './typeRelations.ts';

export function read(place: BoundPlace, position: SourcePosition): BoundExpression {
    return { kind: 'read', place, type: place.type, position };
}

/** The field of that name in a class or, for instance and static members alike, in its superclasses. */
export function findField(symbol: ClassSymbol, name: string, program: ProgramSymbols): FieldSymbol | undefined {
    for (let at: ClassSymbol | undefined = symbol; at; at = at.superclass && classOf(at.superclass, program)) {
        const field = at.fields.get(name.toLowerCase());
        if (field) return field;
    }
    return undefined;
}

/** Own and inherited ones; a field of the same name further down hides those above. */
export function fieldsOf(symbol: ClassSymbol, program: ProgramSymbols): readonly FieldSymbol[] {
    const found = new Map<string, FieldSymbol>();
    for (let at: ClassSymbol | undefined = symbol; at; at = at.superclass && classOf(at.superclass, program)) {
        for (const [name, field] of at.fields) if (!found.has(name)) found.set(name, field);
    }
    return [...found.values()];
}

/** Whether code of that body may read the field. */
export function isReadable(field: FieldSymbol, body: Body): boolean {
    const isSubclass = (): boolean => isSubclassOf(body.owner, field.owner, body.program);
    const visibility = field.isProperty ? field.getter?.visibility : field.visibility;
    if (!visibility || !isVisible(field, field.owner, body.owner, isSubclass)) return false;
    return isVisible({ visibility, isTestVisible: field.isTestVisible }, field.owner, body.owner, isSubclass);
}

export function isSubclassOf(symbol: ClassSymbol, owner: ClassSymbol, program: ProgramSymbols): boolean {
    const named = (name: string): ApexType => ({ kind: 'user', name });
    return distanceTo(named(symbol.name), named(owner.name), program) !== undefined;
}

/** A field of a deployed class as a place; undefined receiver is `this`, or none for a static one. */
export function fieldPlace(
    field: FieldSymbol,
    receiver: BoundExpression | undefined,
    body: Body,
    position: SourcePosition
): BoundPlace {
    const { owner, type } = field;
    const isSubclass = (): boolean => isSubclassOf(body.owner, owner, body.program);
    if (!isVisible(field, owner, body.owner, isSubclass))
        fail(`Variable is not visible: ${owner.name}.${field.name}`, position);
    const place = {
        owner: owner.name,
        field: field.name,
        isProperty: field.isProperty && body.accessorOf !== field,
        type
    };
    return field.isStatic ? { kind: 'staticPlace', ...place } : { kind: 'instancePlace', receiver, ...place };
}

/** Where a property is read and not assigned to: it needs a `get` that can be seen from here. */
export function checkReadable(value: BoundExpression, body: Body): void {
    if (value.kind !== 'read' || (value.place.kind !== 'staticPlace' && value.place.kind !== 'instancePlace')) return;
    const { isProperty, owner, field: name } = value.place;
    const field = isProperty ? body.program.classNamed(owner)?.fields.get(name.toLowerCase()) : undefined;
    if (!field) return;
    if (!field.getter) fail(`A value cannot be read from ${name} in type ${owner}`, value.position);
    checkAccessor(field, field.getter, body, value.position);
}

export function checkAccessor(
    field: FieldSymbol,
    accessor: AccessorSymbol,
    body: Body,
    position: SourcePosition
): void {
    const access = { visibility: accessor.visibility, isTestVisible: field.isTestVisible };
    const isSubclass = (): boolean => isSubclassOf(body.owner, field.owner, body.program);
    if (!isVisible(access, field.owner, body.owner, isSubclass)) {
        fail(`Variable is not visible: ${field.owner.name}.${field.name}`, position);
    }
}

/** `value.name` */
export function instanceMember(
    receiver: BoundExpression,
    name: string,
    body: Body,
    position: SourcePosition
): BoundExpression {
    const { program } = body;
    const { type } = receiver;
    if (receiver.kind === 'query' && type.kind === 'list') {
        return instanceMember({ ...receiver, type: type.element }, name, body, position);
    }
    if (type.kind === 'sobject') return read(recordPlace(receiver, type, name, body, position), position);
    for (const ancestor of lineage(type, program)) {
        const field = classOf(ancestor, program)?.fields.get(name.toLowerCase());
        if (field?.isStatic) {
            fail(
                `Static field cannot be referenced from a non static context: ${field.name} from the type ${typeName(type)}`,
                position
            );
        }
        if (field) return read(fieldPlace(field, receiver, body, position), position);
        const view = systemView(ancestor, program);
        const property = view && findProperty(view.info, name, false);
        if (property) return read(systemPlace(view.info, property, view.fill(property.type), receiver), position);
    }
    return fail(`Variable does not exist: ${name}`, position);
}

export function findProperty(info: SystemTypeInfo, name: string, isStatic: boolean): SystemProperty | undefined {
    return info.properties.find(
        (property) => property.isStatic === isStatic && property.name.toLowerCase() === name.toLowerCase()
    );
}

export function systemPlace(
    info: SystemTypeInfo,
    property: SystemProperty,
    type: ApexType,
    receiver: BoundExpression | undefined
): BoundPlace {
    return { kind: 'systemPropertyPlace', receiver, owner: info.name, property: property.name, type };
}

type RecordType = Extract<ApexType, { kind: 'sobject' }>;

/** A field, a parent record or the rows of a child relationship; their types tell which. */
function recordPlace(
    receiver: BoundExpression,
    type: RecordType,
    name: string,
    body: Body,
    position: SourcePosition
): BoundPlace {
    if (isGenericRecord(type)) {
        if (name.toLowerCase() !== 'id') fail(`Field does not exist: ${name} on SObject`, position);
        return { kind: 'recordFieldPlace', receiver, field: 'Id', type: primitive('Id') };
    }
    const { library } = body.program;
    const object = library.sobject(type.name);
    const field = object?.field(name);
    if (field) return { kind: 'recordFieldPlace', receiver, field: field.name, type: field.type };
    const parent = object?.relationship(name);
    if (parent?.relationshipName !== undefined) {
        return {
            kind: 'recordFieldPlace',
            receiver,
            field: parent.relationshipName,
            type: parentType(parent, body.program)
        };
    }
    const child = object?.childRelationship(name);
    const rows = object?.childRelationshipName(name);
    if (child === undefined || rows === undefined)
        return fail(`Field does not exist: ${name} on ${type.name}`, position);
    return { kind: 'recordFieldPlace', receiver, field: rows, type: listOf({ kind: 'sobject', name: child }) };
}

/**
 * Of a lookup that may point at several objects, the platform offers the fields of `Name`; here it is `User` if that is
 * among them, as it is for owners.
 */
export function parentType(field: SObjectFieldInfo, program: ProgramSymbols): ApexType {
    const [only, ...others] = field.referenceTo;
    if (only === undefined) return genericSObjectType;
    if (others.length === 0) return { kind: 'sobject', name: only };
    if (program.library.sobject('Name')) return { kind: 'sobject', name: 'Name' };
    return { kind: 'sobject', name: field.referenceTo.find((name) => name === 'User') ?? only };
}

/** `Type.name` for a type that is not a record's: a static field, an enum value, a static property. */
export function staticMember(
    type: ApexType,
    name: string,
    body: Body,
    position: SourcePosition
): BoundExpression | undefined {
    const { program } = body;
    const symbol = classOf(type, program);
    if (symbol?.kind === 'enum') return enumValue(type, symbol.name, symbol.enumValues, name, position);
    if (symbol) {
        const field = findField(symbol, name, program);
        if (!field) return undefined;
        if (!field.isStatic) {
            fail(
                `Non static field cannot be referenced from a static context: ${field.name} from the type ${symbol.name}`,
                position
            );
        }
        return read(fieldPlace(field, undefined, body, position), position);
    }
    const info = systemView(type, program)?.info;
    const property = info && findProperty(info, name, true);
    if (property) return read(systemPlace(info, property, property.type, undefined), position);
    return info && enumValue(systemTypeOf(info.name), info.name, info.enumValues, name, position);
}

export function enumValue(
    type: ApexType,
    owner: string,
    values: readonly string[],
    name: string,
    position: SourcePosition
): BoundExpression | undefined {
    const value = values.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    return value === undefined ? undefined : { kind: 'enumValue', owner, name: value, type, position };
}
