/** The compiler's entry: a bound program in, JavaScript source and descriptions out. Knows no library and runs nothing. */
import type { BoundBlock, BoundProgram, BoundTrigger, BoundTypeDeclaration } from '../language/boundTree.ts';
import type {
    CompiledProgram,
    CompiledTrigger,
    CompiledType,
    CompiledUnit,
    MethodDescription
} from './compiledProgram.ts';
import { emitClass } from './emitClass.ts';
import { emitFunction } from './emitFunction.ts';
import { fieldKey, superclassOf, UnitWriter } from './unitWriter.ts';
import type { TypeTable } from './unitWriter.ts';

/** Supertypes of a system type, full names. */
export type SystemSupertypes = (owner: string) => readonly string[];

export interface CompileOptions {
    readonly systemSupertypes: SystemSupertypes;
    /** Types deployed before, which the program may use; for anonymous blocks. */
    readonly deployed?: readonly BoundTypeDeclaration[];
}

/** By the list of bound types, which programs have in common whose classes are the same. */
const compiledTypes = new WeakMap<readonly BoundTypeDeclaration[], readonly CompiledType[]>();

export function compileProgram({ types, triggers }: BoundProgram, options: CompileOptions): CompiledProgram {
    const context = compileContext(types, options);
    const compiled =
        compiledTypes.get(types) ?? superclassesFirst(types, context.types).map((type) => compileType(type, context));
    compiledTypes.set(types, compiled);
    return { types: compiled, triggers: triggers.map((trigger) => compileTrigger(trigger, context)) };
}

/** An anonymous block: its own types and the code. */
export function compileAnonymous(body: BoundBlock, apiVersion: number, options: CompileOptions): CompiledUnit {
    const context = compileContext([], options);
    const unit = new UnitWriter(context.types, context.extendedSystemTypes);
    const method: MethodDescription = {
        where: 'AnonymousBlock',
        typeName: undefined,
        file: body.position.file,
        // https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_anonymous_block.htm
        sharing: 'with',
        apiVersion,
        isTrigger: false
    };
    const code = emitFunction({ unit, type: undefined, method, parameters: [], body });
    return finish('AnonymousBlock', body.position.file, unit, `return {run${code}};`);
}

interface CompileContext {
    readonly types: TypeTable;
    readonly extendedSystemTypes: ReadonlySet<string>;
}

function compileContext(own: readonly BoundTypeDeclaration[], options: CompileOptions): CompileContext {
    const all = [...(options.deployed ?? []), ...own];
    const extended = new Set<string>(['system.object']);
    for (const { superclass, interfaces } of all) {
        for (const type of superclass ? [superclass, ...interfaces] : interfaces) {
            if (type.kind !== 'system' || extended.has(type.name.toLowerCase())) continue;
            for (const name of [type.name, ...options.systemSupertypes(type.name)]) extended.add(name.toLowerCase());
        }
    }
    return { types: new Map(all.map((type) => [type.name.toLowerCase(), type])), extendedSystemTypes: extended };
}

function compileType(type: BoundTypeDeclaration, { types, extendedSystemTypes }: CompileContext): CompiledType {
    const unit = new UnitWriter(types, extendedSystemTypes);
    const source = type.kind === 'class' ? emitClass(type, unit) : 'return {};';
    const fieldKeys = new Map(
        type.fields
            .filter((field) => !field.isStatic)
            .map((field) => [field.name.toLowerCase(), fieldKey(types, type.name, field.name)])
    );
    return { ...finish(type.name, type.position.file, unit, source), declaration: type, fieldKeys };
}

function compileTrigger(trigger: BoundTrigger, { types, extendedSystemTypes }: CompileContext): CompiledTrigger {
    const unit = new UnitWriter(types, extendedSystemTypes);
    const method: MethodDescription = {
        where: `Trigger.${trigger.name}`,
        typeName: undefined,
        file: trigger.position.file,
        sharing: 'without',
        apiVersion: trigger.apiVersion,
        isTrigger: true
    };
    const code = emitFunction({ unit, type: undefined, method, parameters: [], body: trigger.body });
    return { ...finish(trigger.name, trigger.position.file, unit, `return {run${code}};`), declaration: trigger };
}

function finish(name: string, file: string, unit: UnitWriter, body: string): CompiledUnit {
    return {
        name,
        file,
        source: unit.prologue() + body,
        references: unit.references,
        constants: unit.constants,
        executableLines: [...unit.lines].sort((left, right) => left - right)
    };
}

function superclassesFirst(types: readonly BoundTypeDeclaration[], table: TypeTable): BoundTypeDeclaration[] {
    const ordered = new Set<BoundTypeDeclaration>();
    const add = (type: BoundTypeDeclaration): void => {
        if (ordered.has(type)) return;
        const superclass = superclassOf(table, type);
        if (superclass) add(superclass);
        ordered.add(type);
    };
    for (const type of types) add(type);
    return [...ordered];
}
