/** Deployed types as JSON and `Type.newInstance()` see them. */
import { constructorName } from '../compiler/unitWriter.ts';
import type { BoundField } from '../language/boundTree.ts';
import type { ReflectedField, ReflectedType } from './apexRuntime.ts';
import type { TypeCell } from './typeCell.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;
type Properties = Record<string, Value>;

/** What it needs of the running program: instance fields with the properties that hold them, superclass first. */
export interface FieldSource {
    fieldKeys(typeName: string): readonly (readonly [BoundField, string])[];
}

export function reflectType(cell: TypeCell, source: FieldSource): ReflectedType {
    const { declaration } = cell.compiled;
    return {
        name: declaration.name,
        kind: declaration.kind,
        isAbstract: declaration.isAbstract,
        fields: source.fieldKeys(declaration.name).map(([field, key]) => reflectField(field, key)),
        create: creator(cell),
        allocate: (): Value => cell.k && new cell.k(),
        enumValues: Object.values(cell.values)
    };
}

function reflectField(field: BoundField, key: string): ReflectedField {
    const getter = field.getter && `get ${field.name.toLowerCase()}`;
    const setter = field.setter && `set ${field.name.toLowerCase()}`;
    return {
        name: field.name,
        type: field.type,
        isTransient: field.isTransient,
        isAuraEnabled: field.annotations.some(({ name }) => name === 'auraenabled'),
        get: (instance: Properties): Value => (getter === undefined ? instance[key] : call(instance, getter)),
        set: (instance: Properties, value: Value): void => {
            if (setter === undefined) instance[key] = value;
            else call(instance, setter, value);
        }
    };
}

function call(instance: Properties, name: string, ...values: Value[]): Value {
    return (instance[name] as (...args: Value[]) => Value)(...values);
}

function creator(cell: TypeCell): (() => Value) | undefined {
    const { declaration } = cell.compiled;
    const { k } = cell;
    if (!k || declaration.kind !== 'class' || declaration.isAbstract) return undefined;
    const name = constructorName(
        declaration.name,
        `${declaration.name.slice(declaration.name.lastIndexOf('.') + 1).toLowerCase()}()`
    );
    if (!(name in k.prototype)) return undefined;
    return () => (new k() as Record<string, () => Value>)[name]?.();
}
