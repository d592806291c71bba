/**
 * A deployed type at run time, as emitted code holds it: `k` its JavaScript class, `s` its statics of the running
 * transaction, `values` its enum constants.
 */
import type { CompiledType } from '../compiler/compiledProgram.ts';
import { ApexList } from '../values/apexCollections.ts';
import { ApexEnumValue, ApexException } from '../values/apexObject.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;
type Statics = Record<string, Value>;

/** What the source of a type's unit returns. Empty for interfaces and enums. */
export interface LoadedType {
    readonly k?: (new () => Value) & Record<string, (...args: Value[]) => Value>;
    readonly statics?: () => Statics;
    readonly initialize?: () => void;
}

/** An enum constant of a deployed enum, which answers the methods that every enum has. */
class DeployedEnumValue extends ApexEnumValue {
    'name()'(): string {
        return this.name;
    }

    'ordinal()'(): number {
        return this.ordinal;
    }
}

export class TypeCell {
    readonly compiled: CompiledType;
    k: LoadedType['k'];
    s: Statics | null = null;
    readonly values: Readonly<Record<string, ApexEnumValue>>;
    private readonly started: TypeCell[];
    private superclass: TypeCell | undefined;
    private loaded: LoadedType = {};

    /** `started` lists the cells whose statics the running transaction has. */
    constructor(compiled: CompiledType, started: TypeCell[]) {
        this.compiled = compiled;
        this.started = started;
        const { name, enumValues } = compiled.declaration;
        this.values = Object.fromEntries(
            enumValues.map((value, ordinal) => [value.toLowerCase(), new DeployedEnumValue(name, value, ordinal)])
        );
        if (compiled.declaration.kind === 'enum') this.k = enumMethods(this) as unknown as LoadedType['k'];
    }

    get name(): string {
        return this.compiled.name;
    }

    load(loaded: LoadedType, superclass: TypeCell | undefined): void {
        this.loaded = loaded;
        this.superclass = superclass;
        this.k ??= loaded.k;
    }

    /** Statics of the superclass first. A class whose initialiser fails is started again at its next use. */
    start(): Statics {
        if (this.superclass && this.superclass.s === null) this.superclass.start();
        const statics = this.loaded.statics?.() ?? {};
        this.s = statics;
        this.started.push(this);
        try {
            this.loaded.initialize?.();
        } catch (error) {
            if (error instanceof ApexException) this.s = null;
            throw error;
        }
        return statics;
    }
}

/** Static methods of an enum under their signatures, as emitted calls find them. */
function enumMethods(cell: TypeCell): Record<string, (...args: Value[]) => Value> {
    return {
        'values()': () => new ApexList({ kind: 'user', name: cell.name }, Object.values(cell.values)),
        'valueof(string)': (name: string) => {
            const value = cell.values[name.toLowerCase()];
            if (value) return value;
            throw new ApexException('System.NoSuchElementException', `No enum constant ${cell.name}.${name}`);
        }
    };
}
