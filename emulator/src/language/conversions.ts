/**
 * Which type may be used where another is wanted, and what has to happen to the value.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_types_rules.htm
 */
import type { SourcePosition } from '../errors.ts';
import { sameType, typeName } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import type { BoundExpression, NumericType } from './boundTree.ts';
import { fail } from './problems.ts';
import type { ProgramSymbols } from './symbols.ts';
import { classOf, distanceTo, lineage, systemView } from './typeRelations.ts';

/** From each primitive to those it becomes without being asked, with the price in an overload choice. */
const widenings: Readonly<Record<string, Readonly<Record<string, number>>>> = {
    Integer: { Long: 1, Double: 2, Decimal: 2 },
    Long: { Double: 1, Decimal: 1 },
    Double: { Decimal: 1 },
    Decimal: { Double: 1 },
    Id: { String: 1 },
    String: { Id: 2 },
    Date: { Datetime: 1 }
};

const objectCost = 1000;
const recordCost = 20;
const collectionCost = 100;

export function isObject(type: ApexType): boolean {
    return type.kind === 'primitive' && type.name === 'Object';
}

export function isString(type: ApexType): boolean {
    return type.kind === 'primitive' && type.name === 'String';
}

export function isPrimitive(type: ApexType, ...names: readonly string[]): boolean {
    return type.kind === 'primitive' && names.includes(type.name);
}

export function isGenericRecord(type: ApexType): boolean {
    return type.kind === 'sobject' && type.name === 'SObject';
}

/** Price of using a `from` as a `to`: 0 for the same type, undefined if it may not be. */
export function assignmentCost(from: ApexType, to: ApexType, program: ProgramSymbols): number | undefined {
    if (from.kind === 'void' || to.kind === 'void' || to.kind === 'null') return undefined;
    if (from.kind === 'null') return isObject(to) ? 1 : 0;
    if (sameType(from, to)) return 0;
    if (isObject(to)) return objectCost;
    if (from.kind === 'primitive' && to.kind === 'primitive') return widenings[from.name]?.[to.name];
    return referenceCost(from, to, program);
}

function referenceCost(from: ApexType, to: ApexType, program: ProgramSymbols): number | undefined {
    if (from.kind === 'sobject') return isGenericRecord(to) ? recordCost : undefined;
    if (from.kind === 'list' && to.kind === 'list') return within(elementCost(from.element, to.element, program));
    if (from.kind === 'map' && to.kind === 'map') return mapCost(from, to, program);
    if (to.kind === 'system' && to.name === 'System.Comparator') return comparatorCost(from, to, program);
    if (to.kind === 'system' && to.name === 'System.Iterable' && (from.kind === 'list' || from.kind === 'set')) {
        const [element] = to.typeArguments;
        return element && within(elementCost(from.element, element, program));
    }
    return distanceTo(from, to, program);
}

type MapType = Extract<ApexType, { kind: 'map' }>;

/** Maps go where keys and values go, but unlike lists not from records of no known type to those of one. */
function mapCost(from: MapType, to: MapType, program: ProgramSymbols): number | undefined {
    const key = elementCost(from.key, to.key, program);
    const value = isGenericRecord(from.value)
        ? sameCost(from.value, to.value)
        : elementCost(from.value, to.value, program);
    return key === undefined || value === undefined ? undefined : collectionCost + key + value;
}

function sameCost(from: ApexType, to: ApexType): number | undefined {
    return sameType(from, to) ? 0 : isObject(to) ? objectCost : undefined;
}

/** What compares the wider type compares the narrower one too. */
function comparatorCost(
    from: ApexType,
    to: Extract<ApexType, { kind: 'system' }>,
    program: ProgramSymbols
): number | undefined {
    const [wanted] = to.typeArguments;
    for (const face of lineage(from, program)) {
        const compared = face.kind === 'system' && face.name === to.name ? face.typeArguments[0] : undefined;
        if (wanted && compared) return within(elementCost(wanted, compared, program));
    }
    return undefined;
}

function within(cost: number | undefined): number | undefined {
    return cost === undefined ? undefined : collectionCost + cost;
}

/** Lists go where their elements go, as long as no element has to change; between records in both directions. */
function elementCost(from: ApexType, to: ApexType, program: ProgramSymbols): number | undefined {
    if (isGenericRecord(from) && to.kind === 'sobject') return recordCost;
    if (isPrimitive(from, 'Id') && isString(to)) return 1;
    if (from.kind === 'primitive' && to.kind === 'primitive' && !isObject(to))
        return sameType(from, to) ? 0 : undefined;
    return assignmentCost(from, to, program);
}

/** A query of one object may stand where one record of it is wanted; a dynamic one for any record. */
function isQueryForRecord(value: BoundExpression, to: ApexType): boolean {
    if (isDynamicQuery(value)) return to.kind === 'sobject';
    if (value.kind !== 'query' || to.kind !== 'sobject' || value.type.kind !== 'list') return false;
    return isGenericRecord(to) || sameType(value.type.element, to);
}

function isDynamicQuery(value: BoundExpression): boolean {
    return value.kind === 'callSystem' && value.owner === 'System.Database' && /^query(WithBinds)?\(/i.test(value.key);
}

/** As `assignmentCost`, for a value: queries may also become one record. */
export function valueCost(value: BoundExpression, to: ApexType, program: ProgramSymbols): number | undefined {
    return isQueryForRecord(value, to) ? collectionCost : assignmentCost(value.type, to, program);
}

/** Converts a value that may be used as `to`; the caller has asked. */
export function convert(value: BoundExpression, to: ApexType): BoundExpression {
    const { type, position } = value;
    if (isQueryForRecord(value, to)) {
        return isDynamicQuery(value)
            ? { kind: 'singleRow', operand: value, type: to, position }
            : { ...value, type: to };
    }
    if (type.kind !== 'primitive' || to.kind !== 'primitive' || type.name === to.name || isObject(to)) return value;
    return { kind: 'convert', operand: value, type: to, position };
}

/** The value as the assignment, argument or `return` needs it. */
export function assign(
    value: BoundExpression,
    to: ApexType,
    program: ProgramSymbols,
    position?: SourcePosition
): BoundExpression {
    if (valueCost(value, to, program) === undefined)
        fail(`Illegal assignment from ${typeName(value.type)} to ${typeName(to)}`, position ?? value.position);
    return convert(value, to);
}

const numericNames: readonly string[] = ['Integer', 'Long', 'Double', 'Decimal'];

export function numericType(type: ApexType): NumericType | undefined {
    return type.kind === 'primitive' && numericNames.includes(type.name) ? (type.name as NumericType) : undefined;
}

export function promoted(left: NumericType, right: NumericType): NumericType {
    return numericNames[Math.max(numericNames.indexOf(left), numericNames.indexOf(right))] as NumericType;
}

export type CastKind = 'convert' | 'check' | 'never';

/** What an explicit cast means. */
export function castKind(from: ApexType, to: ApexType, program: ProgramSymbols): CastKind {
    if (assignmentCost(from, to, program) !== undefined) return 'convert';
    if (from.kind === 'void' || to.kind === 'void') return 'never';
    return mayHold(from, to, program) ? 'check' : 'never';
}

/** Whether a value of static type `from` can be a `to`. */
export function mayHold(from: ApexType, to: ApexType, program: ProgramSymbols): boolean {
    if (isObject(from) || isObject(to) || isGenericRecord(from))
        return isObject(from) || isObject(to) || to.kind === 'sobject';
    const elements = comparableElements(from, to);
    if (elements) return elements.every(([mine, theirs]) => sameType(mine, theirs) || mayHold(mine, theirs, program));
    if (distanceTo(from, to, program) !== undefined || distanceTo(to, from, program) !== undefined) return true;
    return isOpenInterface(from, to, program) || isOpenInterface(to, from, program);
}

/** Element types of two collections of one kind, side by side. */
function comparableElements(from: ApexType, to: ApexType): readonly (readonly [ApexType, ApexType])[] | undefined {
    if (from.kind === 'map' && to.kind === 'map') {
        return [
            [from.key, to.key],
            [from.value, to.value]
        ];
    }
    const isSameKind = (from.kind === 'list' && to.kind === 'list') || (from.kind === 'set' && to.kind === 'set');
    return isSameKind ? [[from.element, to.element]] : undefined;
}

/** An object of a class that can be extended may implement any interface. */
function isOpenInterface(face: ApexType, type: ApexType, program: ProgramSymbols): boolean {
    const symbol = classOf(face, program);
    const kind = symbol ? symbol.kind : face.kind === 'system' ? systemView(face, program)?.info.kind : undefined;
    if (kind !== 'interface') return false;
    const other = classOf(type, program);
    if (other) return other.kind === 'interface' || other.modifiers.has('virtual') || other.modifiers.has('abstract');
    return type.kind === 'system' && systemView(type, program)?.info.kind === 'interface';
}
