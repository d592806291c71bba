/** Places: how each is read and written, with its receiver and index evaluated once where that matters. */
import type { BoundPlace } from '../language/boundTree.ts';
import type { ApexType } from '../values/apexType.ts';
import type { FunctionScope } from './functionScope.ts';
import { fieldKey } from './unitWriter.ts';

export interface PlaceCode {
    /** Assignments to temporaries, to run before `read` and `write`; empty if none are needed. */
    readonly setup: readonly string[];
    readonly read: string;
    /** An expression whose value is the value written. */
    readonly write: (value: string) => string;
}

type PlaceOf<K extends BoundPlace['kind']> = Extract<BoundPlace, { kind: K }>;

/** Holds the code of a sub-expression: as it is, or in a temporary when the place is read and then written. */
type Holder = (code: string, setup: string[]) => string;

export function readPlace(place: BoundPlace, scope: FunctionScope): string {
    return placeCode(place, scope, (code) => code).read;
}

export function writePlace(place: BoundPlace, value: string, scope: FunctionScope): string {
    return placeCode(place, scope, (code) => code).write(value);
}

/** For `+=` and `++`: receiver and index go into temporaries first. */
export function heldPlace(place: BoundPlace, scope: FunctionScope): PlaceCode {
    return placeCode(place, scope, (code, setup) => {
        if (code === 'this') return code;
        const name = scope.temporary();
        setup.push(`${name} = ${code}`);
        return name;
    });
}

function placeCode(place: BoundPlace, scope: FunctionScope, hold: Holder): PlaceCode {
    switch (place.kind) {
        case 'localPlace': {
            const name = `v${place.variable.id}`;
            return { setup: [], read: name, write: (value) => `(${name} = ${value})` };
        }
        case 'staticPlace':
            return staticPlace(place, scope);
        case 'instancePlace':
            return instancePlace(place, scope, hold);
        case 'systemPropertyPlace':
            return systemPropertyPlace(place, scope, hold);
        case 'recordFieldPlace':
            return recordFieldPlace(place, scope, hold);
        case 'elementPlace': {
            const setup: string[] = [];
            const list = hold(scope.expression(place.list), setup);
            const index = hold(scope.expression(place.index), setup);
            return {
                setup,
                read: `O.elementAt(${list}, ${index})`,
                write: (value) =>
                    isExact(place.type)
                        ? `O.setElement(${list}, ${index}, ${value})`
                        : `O.storeElement($, ${list}, ${index}, ${value})`
            };
        }
    }
}

function staticPlace(place: PlaceOf<'staticPlace'>, scope: FunctionScope): PlaceCode {
    const cell = scope.unit.cell(place.owner);
    if (usesAccessors(place, scope)) {
        const getter = JSON.stringify(`get ${place.field.toLowerCase()}`);
        const setter = JSON.stringify(`set ${place.field.toLowerCase()}`);
        return { setup: [], read: `${cell}.k[${getter}]()`, write: (value) => `${cell}.k[${setter}](${value})` };
    }
    const code = `(${cell}.s ?? ${cell}.start()).f_${place.field.toLowerCase()}`;
    return { setup: [], read: code, write: (value) => `(${code} = ${value})` };
}

function instancePlace(place: PlaceOf<'instancePlace'>, scope: FunctionScope, hold: Holder): PlaceCode {
    const setup: string[] = [];
    const receiver =
        place.receiver && place.receiver.kind !== 'this' ? hold(scope.required(place.receiver), setup) : 'this';
    if (usesAccessors(place, scope)) {
        const getter = JSON.stringify(`get ${place.field.toLowerCase()}`);
        const setter = JSON.stringify(`set ${place.field.toLowerCase()}`);
        return { setup, read: `${receiver}[${getter}]()`, write: (value) => `${receiver}[${setter}](${value})` };
    }
    const code = `${receiver}.${fieldKey(scope.unit.types, place.owner, place.field)}`;
    return { setup, read: code, write: (value) => `(${code} = ${value})` };
}

/** Inside its own accessor a property's name means the stored value, and does not call the accessor again. */
function usesAccessors(place: PlaceOf<'staticPlace'> | PlaceOf<'instancePlace'>, scope: FunctionScope): boolean {
    if (!place.isProperty) return false;
    const isOwn = scope.type?.name.toLowerCase() === place.owner.toLowerCase();
    const isThis = place.kind === 'staticPlace' || place.receiver === undefined || place.receiver.kind === 'this';
    return !(isOwn && isThis && scope.accessorOf === place.field.toLowerCase());
}

function systemPropertyPlace(place: PlaceOf<'systemPropertyPlace'>, scope: FunctionScope, hold: Holder): PlaceCode {
    const setup: string[] = [];
    const receiver = place.receiver ? `, ${hold(scope.required(place.receiver), setup)}` : '';
    const property = scope.unit.constant({ kind: 'systemProperty', owner: place.owner, name: place.property });
    return {
        setup,
        read: `${property}.get($${receiver})`,
        write: (value) => `O.setProperty($, ${property}, ${value}${receiver})`
    };
}

/**
 * A field, a parent (its type is a record) or the rows of a subquery (a list). Reading through a record that is itself read
 * from a record or from a member of an object yields null where that record is null; any other null receiver fails.
 * https://salesforce.stackexchange.com/questions/135750
 */
function recordFieldPlace(place: PlaceOf<'recordFieldPlace'>, scope: FunctionScope, hold: Holder): PlaceCode {
    const setup: string[] = [];
    const receiver = hold(scope.expression(place.receiver), setup);
    const field = JSON.stringify(place.field);
    const family = place.type.kind === 'sobject' ? 'Parent' : place.type.kind === 'list' ? 'Children' : 'Field';
    const record = toleratesNull(place) ? receiver : `(${receiver} ?? N())`;
    return {
        setup,
        read: `O.read${isBoolean(place.type) ? 'Checkbox' : family}(${record}, ${field})`,
        write: (value) => `O.write${family === 'Parent' ? family : 'Field'}(${receiver}, ${field}, ${value})`
    };
}

function toleratesNull(place: PlaceOf<'recordFieldPlace'>): boolean {
    const { receiver } = place;
    if (receiver.kind !== 'read') return false;
    if (receiver.place.kind === 'recordFieldPlace') return true;
    return receiver.place.kind === 'instancePlace' && !receiver.place.isProperty && place.field.toLowerCase() !== 'id';
}

function isBoolean(type: ApexType): boolean {
    return type.kind === 'primitive' && type.name === 'Boolean';
}

/** No other type is seen as this one, so a list of it takes every value that the language lets in. */
function isExact(type: ApexType): boolean {
    return type.kind === 'primitive' && type.name !== 'Object';
}
