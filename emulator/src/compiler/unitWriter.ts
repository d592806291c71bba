/** Collects what one unit of emitted code refers to, and knows how names of the program map to names in JavaScript. */
import type { BoundTypeDeclaration } from '../language/boundTree.ts';
import type { ApexType } from '../values/apexType.ts';
import type { Constant } from './compiledProgram.ts';

/** All deployed types by lower-case name. */
export type TypeTable = ReadonlyMap<string, BoundTypeDeclaration>;

export class UnitWriter {
    readonly types: TypeTable;
    /** Lower-case names of system types that some deployed class extends or implements; calls on them may reach Apex. */
    readonly extendedSystemTypes: ReadonlySet<string>;
    readonly references: string[] = [];
    readonly constants: Constant[] = [];
    readonly lines = new Set<number>();
    private readonly constantNames = new Map<string, string>();

    constructor(types: TypeTable, extendedSystemTypes: ReadonlySet<string>) {
        this.types = types;
        this.extendedSystemTypes = extendedSystemTypes;
    }

    /** Variable that holds the cell of a deployed type. */
    cell(typeName: string): string {
        const name = typeName.toLowerCase();
        const known = this.references.indexOf(name);
        return `c${known >= 0 ? known : this.references.push(name) - 1}`;
    }

    constant(constant: Constant): string {
        // Queries hold positions only; BigInt appears in no constant.
        const identity = JSON.stringify(constant);
        const known = this.constantNames.get(identity);
        if (known !== undefined) return known;
        const name = `k${this.constants.push(constant) - 1}`;
        this.constantNames.set(identity, name);
        return name;
    }

    type(type: ApexType): string {
        return this.constant({ kind: 'type', type });
    }

    declaration(typeName: string): BoundTypeDeclaration | undefined {
        return this.types.get(typeName.toLowerCase());
    }

    /** Declarations that unpack `C` and `K`. */
    prologue(): string {
        const cells = this.references.map((_, index) => `const c${index}=C[${index}];`);
        const constants = this.constants.map((_, index) => `const k${index}=K[${index}];`);
        // Constants rather than parameters: V8 folds only the former into optimised code.
        const context = 'const $=execution,O=operators,H=hits,L=$.lines,N=O.nullPointer;';
        return `'use strict';${context}${cells.join('')}${constants.join('')}\n`;
    }
}

/**
 * JavaScript property of an instance or static field. A private field of a superclass may have the same name, so a name that
 * a superclass uses too carries its owner.
 */
export function fieldKey(types: TypeTable, owner: string, field: string): string {
    const name = field.toLowerCase();
    let ancestor = superclassOf(types, types.get(owner.toLowerCase()));
    while (ancestor) {
        if (ancestor.fields.some((other) => !other.isStatic && other.name.toLowerCase() === name)) {
            return `f_${name}$${owner.toLowerCase().replace('.', '$')}`;
        }
        ancestor = superclassOf(types, ancestor);
    }
    return `f_${name}`;
}

/** The deployed superclass, or undefined. */
export function superclassOf(
    types: TypeTable,
    type: BoundTypeDeclaration | undefined
): BoundTypeDeclaration | undefined {
    return type?.superclass?.kind === 'user' ? types.get(type.superclass.name.toLowerCase()) : undefined;
}

/** Name of a constructor among the methods of its class. */
export function constructorName(owner: string, signature: string): string {
    return `+${owner.toLowerCase()}:${signature}`;
}

/** The same, as emitted code writes it. */
export function constructorKey(owner: string, signature: string): string {
    return JSON.stringify(constructorName(owner, signature));
}

export function simpleName(typeName: string): string {
    return typeName.slice(typeName.lastIndexOf('.') + 1);
}
