/** Runtime types: what a value is, whether it is an instance, and the conversions that are checked at run time. */
import { ApexBlob } from '../values/apexBlob.ts';
import { ApexList, ApexMap, ApexSet } from '../values/apexCollections.ts';
import { normalizeId } from '../values/apexId.ts';
import { ApexDecimal, ApexDouble } from '../values/apexNumbers.ts';
import { ApexEnumValue, ApexException, ApexObject } from '../values/apexObject.ts';
import { ApexSObject } from '../values/apexSObject.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../values/apexTemporal.ts';
import { listOf, mapOf, nullType, primitive, sameType, setOf, systemTypeOf, typeName } from '../values/apexType.ts';
import type { ApexType, PrimitiveName } from '../values/apexType.ts';
import { numberOperators } from './numberOperators.ts';
import { valueOperators } from './valueOperators.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

export interface TypeContext {
    isDeployed(name: string): boolean;
    /** Lower-case names of all superclasses and interfaces of a deployed or system type. */
    supertypes(name: string): ReadonlySet<string>;
}

export function typeOf(value: Value, context: TypeContext): ApexType {
    if (value === null) return nullType;
    const name = primitiveOf(value);
    if (name) return primitive(name);
    if (value instanceof ApexSObject) return { kind: 'sobject', name: value.objectName };
    if (value instanceof ApexList) return listOf(value.type);
    if (value instanceof ApexSet) return setOf(value.type);
    if (value instanceof ApexMap) return mapOf(value.keyType, value.valueType);
    if (value instanceof ApexObject || value instanceof ApexEnumValue) {
        return context.isDeployed(value.typeName)
            ? { kind: 'user', name: value.typeName }
            : systemTypeOf(value.typeName);
    }
    throw new TypeError(`a value of JavaScript type ${typeof value} is no Apex value`);
}

function primitiveOf(value: Value): PrimitiveName | undefined {
    switch (typeof value) {
        case 'string':
            return 'String';
        case 'number':
            return 'Integer';
        case 'boolean':
            return 'Boolean';
        case 'bigint':
            return 'Long';
        default:
            return primitiveClasses.find(([type]) => value instanceof type)?.[1];
    }
}

const primitiveClasses = [
    [ApexDecimal, 'Decimal'],
    [ApexDouble, 'Double'],
    [ApexDate, 'Date'],
    [ApexDatetime, 'Datetime'],
    [ApexTime, 'Time'],
    [ApexBlob, 'Blob']
] as const;

/**
 * Null is an instance of nothing. A String that has the form of an id is an Id; a Decimal is a Double, as the platform has it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_keywords_instanceof.htm
 */
export function isInstance(value: Value, type: ApexType, context: TypeContext): boolean {
    if (value === null) return false;
    if (type.kind === 'primitive') return isPrimitive(value, type.name);
    if (type.kind === 'sobject')
        return value instanceof ApexSObject && (type.name === 'SObject' || sameName(value.objectName, type.name));
    if (type.kind === 'user' || type.kind === 'system') return isObject(value, type, context);
    return isAssignable(typeOf(value, context), type, context);
}

function isPrimitive(value: Value, name: PrimitiveName): boolean {
    if (name === 'Object') return true;
    const actual = primitiveOf(value);
    if (name === 'Id') return actual === 'String' && normalizeId(value as string) !== undefined;
    return actual === name || (name === 'Double' && actual === 'Decimal');
}

function isObject(value: Value, type: Extract<ApexType, { kind: 'user' | 'system' }>, context: TypeContext): boolean {
    if (!(value instanceof ApexObject || value instanceof ApexEnumValue)) {
        const isCollection = value instanceof ApexList || value instanceof ApexSet;
        return type.name === 'System.Iterable' && isCollection;
    }
    if (type.name === 'System.Exception') return value instanceof ApexException;
    return sameName(value.typeName, type.name) || context.supertypes(value.typeName).has(type.name.toLowerCase());
}

/** Lists and values of maps vary with their element type; a list of generic records may hold any one type. */
export function isAssignable(from: ApexType, to: ApexType, context: TypeContext): boolean {
    if (sameType(from, to) || (to.kind === 'primitive' && to.name === 'Object')) return true;
    if (from.kind === 'list' && to.kind === 'list') return isElement(from.element, to.element, context);
    if (from.kind === 'set' && to.kind === 'set') return isElement(from.element, to.element, context);
    if (from.kind === 'map' && to.kind === 'map') {
        return isElement(from.key, to.key, context) && isElement(from.value, to.value, context);
    }
    if (from.kind === 'sobject' && to.kind === 'sobject') return to.name === 'SObject';
    if (from.kind === 'user' || from.kind === 'system')
        return context.supertypes(typeNameOf(from)).has(typeNameOf(to).toLowerCase());
    return false;
}

function isElement(from: ApexType, to: ApexType, context: TypeContext): boolean {
    const isText = (type: ApexType): boolean =>
        type.kind === 'primitive' && (type.name === 'String' || type.name === 'Id');
    if (isText(from) && isText(to)) return true;
    if (from.kind === 'sobject' && to.kind === 'sobject' && from.name === 'SObject') return true;
    return isAssignable(from, to, context);
}

function typeNameOf(type: ApexType): string {
    return type.kind === 'system' ? type.name : typeName(type);
}

/** A cast, or an assignment whose value is known only at run time. */
export function convert(value: Value, type: ApexType, context: TypeContext): Value {
    if (value === null) return null;
    if (type.kind === 'primitive') {
        const converted: Value = convertPrimitive(value, type.name);
        if (converted !== undefined) return converted;
    }
    if (isInstance(value, type, context)) return value;
    const from = describe(typeOf(value, context));
    throw new ApexException(
        'System.TypeException',
        `Invalid conversion from runtime type ${from} to ${describe(type)}`
    );
}

/** Widening of numbers, Date to Datetime, String to Id; undefined where none of them applies. */
function convertPrimitive(value: Value, name: PrimitiveName): Value {
    const actual = primitiveOf(value);
    if (name === 'Id' && actual === 'String') return valueOperators.toId(value as string);
    if (name === 'Datetime' && value instanceof ApexDate) return valueOperators.dateToDatetime(value);
    switch (`${actual} ${name}`) {
        case 'Integer Long':
            return numberOperators.toLong(value as number);
        case 'Integer Double':
            return numberOperators.integerToDouble(value as number);
        case 'Integer Decimal':
            return numberOperators.integerToDecimal(value as number);
        case 'Long Double':
            return numberOperators.longToDouble(value as bigint);
        case 'Long Decimal':
            return numberOperators.longToDecimal(value as bigint);
        case 'Double Decimal':
            return numberOperators.doubleToDecimal(value as ApexDouble);
        case 'Decimal Double':
            return numberOperators.decimalToDouble(value as ApexDecimal);
        default:
            return undefined;
    }
}

/** As TypeException writes it: `Map<String,ANY>`. */
function describe(type: ApexType, isElementType = false): string {
    switch (type.kind) {
        case 'list':
            return `List<${describe(type.element, true)}>`;
        case 'set':
            return `Set<${describe(type.element, true)}>`;
        case 'map':
            return `Map<${describe(type.key, true)},${describe(type.value, true)}>`;
        case 'primitive':
            return isElementType && type.name === 'Object' ? 'ANY' : type.name;
        default:
            return typeName(type);
    }
}

function sameName(left: string, right: string): boolean {
    return left === right || left.toLowerCase() === right.toLowerCase();
}
