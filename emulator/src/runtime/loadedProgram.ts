/** A compiled program made runnable: units evaluated, constants made, cells linked, statics kept per transaction. */
import type { CompiledProgram, CompiledTrigger, CompiledUnit, Constant } from '../compiler/compiledProgram.ts';
import { loadSource } from '../compiler/loadSource.ts';
import { EmulatorBug } from '../errors.ts';
import { ApexDouble } from '../values/apexNumbers.ts';
import type { SystemLibrary } from './apexRuntime.ts';
import { decimalOf } from './numberOperators.ts';
import { operators } from './operators.ts';
import { TypeCell } from './typeCell.ts';
import type { LoadedType } from './typeCell.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

export interface RunnableUnit {
    run(): void;
}

export interface LoadedTrigger extends RunnableUnit {
    readonly declaration: CompiledTrigger['declaration'];
}

/** Lines of one source file: 1 where a line ran. */
export interface FileLines {
    readonly hits: Uint8Array;
    readonly executable: Set<number>;
}

type Statics = TypeCell['s'];

export class LoadedProgram {
    /** By lower-case name. */
    readonly cells = new Map<string, TypeCell>();
    /** By lower-case object name, in order of the triggers' names. */
    readonly triggers = new Map<string, LoadedTrigger[]>();
    readonly lines = new Map<string, FileLines>();
    private readonly library: SystemLibrary;
    private readonly started: TypeCell[] = [];
    private readonly suspended: (readonly (readonly [TypeCell, Statics])[])[] = [];

    constructor(program: CompiledProgram, library: SystemLibrary, execution: unknown) {
        this.library = library;
        for (const type of program.types) this.cells.set(type.name.toLowerCase(), new TypeCell(type, this.started));
        for (const unit of [...program.types, ...program.triggers]) this.addLines(unit);
        for (const type of program.types) {
            const { superclass } = type.declaration;
            const above = superclass?.kind === 'user' ? this.cells.get(superclass.name.toLowerCase()) : undefined;
            this.cells.get(type.name.toLowerCase())?.load(this.evaluate(type, execution) as LoadedType, above);
        }
        const ordered = [...program.triggers].sort((left, right) => (left.name < right.name ? -1 : 1));
        for (const trigger of ordered) {
            const unit = this.evaluate(trigger, execution) as RunnableUnit;
            const key = trigger.declaration.objectName.toLowerCase();
            this.triggers.set(key, [
                ...(this.triggers.get(key) ?? []),
                { declaration: trigger.declaration, run: () => unit.run() }
            ]);
        }
    }

    /** Runs source of a unit that was compiled against this program; what it returns depends on the unit. */
    evaluate(unit: CompiledUnit, execution: unknown): unknown {
        const cells = unit.references.map((name) => this.cells.get(name) ?? bug(`${unit.name} refers to ${name}`));
        const constants = unit.constants.map((constant) => this.constant(constant));
        const hits = this.lines.get(unit.file)?.hits ?? this.addLines(unit).hits;
        return loadSource(unit.source)(execution, operators, cells, constants, hits);
    }

    /** Statics of the transaction around are set aside until `endTransaction`. */
    beginTransaction(): void {
        this.suspended.push(this.started.map((cell) => [cell, cell.s] as const));
        this.clearStatics();
    }

    endTransaction(): void {
        this.clearStatics();
        for (const [cell, statics] of this.suspended.pop() ?? []) {
            cell.s = statics;
            this.started.push(cell);
        }
    }

    /** Values of the statics of the running transaction. */
    staticValues(): Value[] {
        return this.started.flatMap((cell): Value[] => Object.values(cell.s ?? {}));
    }

    private clearStatics(): void {
        for (const cell of this.started) cell.s = null;
        this.started.length = 0;
    }

    private addLines({ file, executableLines }: CompiledUnit): FileLines {
        const known = this.lines.get(file);
        const executable = new Set([...(known?.executable ?? []), ...executableLines]);
        const size = Math.max(known?.hits.length ?? 0, (executableLines.at(-1) ?? 0) + 1);
        const lines = { hits: new Uint8Array(size), executable };
        this.lines.set(file, lines);
        return lines;
    }

    private constant(constant: Constant): Value {
        switch (constant.kind) {
            case 'type':
                return constant.type;
            case 'decimal':
                return decimalOf(constant.text);
            case 'double':
                return new ApexDouble(Number(constant.text));
            case 'query':
                return constant.query;
            case 'method':
                return constant.method;
            case 'systemMethod':
                return this.library.method(constant.owner, constant.key);
            case 'systemConstructor':
                return this.library.constructorOf(constant.owner, constant.key);
            case 'systemProperty':
                return this.library.property(constant.owner, constant.name);
            case 'systemEnumValue':
                return this.library.enumValue(constant.owner, constant.name);
            case 'typeToken':
                return this.library.typeToken(constant.type);
        }
    }
}

function bug(message: string): never {
    throw new EmulatorBug(message);
}
