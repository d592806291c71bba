/** State while one function is emitted: its temporaries, what is known not to be null, and where `this` and `?.` point. */
import type { BoundExpression, BoundTypeDeclaration } from '../language/boundTree.ts';
import type { ApexType } from '../values/apexType.ts';
import type { UnitWriter } from './unitWriter.ts';

export interface FunctionOptions {
    readonly unit: UnitWriter;
    readonly type: BoundTypeDeclaration | undefined;
    readonly isConstructor?: boolean;
    /** Property whose accessor this is: inside, its name means the stored value. */
    readonly accessorOf?: string;
    /** Ids of Integer and Boolean variables that are never assigned null. */
    readonly nonNullVariables: ReadonlySet<number>;
    readonly emitExpression: (expression: BoundExpression, scope: FunctionScope) => string;
}

export class FunctionScope {
    readonly unit: UnitWriter;
    readonly type: BoundTypeDeclaration | undefined;
    readonly isConstructor: boolean;
    readonly accessorOf: string | undefined;
    readonly nonNullVariables: ReadonlySet<number>;
    /** Set by a `finally` or `runAs`, which need the frame to be left in one place. */
    leavesFrameAtEnd = false;
    /** Inside `System.runAs`, whose body is a function of its own. */
    isInRunAs = false;
    /** Variables that count the steps of the loops around, innermost last; `runAs` starts anew. */
    loopCounters: string[] = [];
    private loopCount = 0;
    private readonly emitExpression: FunctionOptions['emitExpression'];
    private readonly safeReceivers: string[] = [];
    private temporaryCount = 0;

    constructor(options: FunctionOptions) {
        this.unit = options.unit;
        this.type = options.type;
        this.isConstructor = options.isConstructor ?? false;
        this.accessorOf = options.accessorOf?.toLowerCase();
        this.nonNullVariables = options.nonNullVariables;
        this.emitExpression = options.emitExpression;
    }

    expression(expression: BoundExpression): string {
        return this.emitExpression(expression, this);
    }

    expressions(list: readonly BoundExpression[]): string {
        return list.map((expression) => this.expression(expression)).join(', ');
    }

    /** Code of a value that the platform de-references here: NullPointerException if it is null. */
    required(expression: BoundExpression): string {
        const code = this.expression(expression);
        return this.isNonNull(expression) ? code : `(${code} ?? N())`;
    }

    /** Emits a loop, whose body counts its steps in a local variable and hands them over in batches. */
    loop(emit: () => string): string {
        const counter = `b${++this.loopCount}`;
        this.loopCounters.push(counter);
        const code = emit();
        this.loopCounters.pop();
        return `{let ${counter} = 0;${code}$.count(${counter});}\n`;
    }

    temporary(): string {
        return `t${++this.temporaryCount}`;
    }

    declareTemporaries(): string {
        const names = Array.from({ length: this.temporaryCount }, (_, index) => `t${index + 1}`);
        return names.length > 0 ? `let ${names.join(',')};` : '';
    }

    /** Emits `access` with `safeReceiver` standing for the variable `name`. */
    withSafeReceiver(name: string, access: BoundExpression): string {
        this.safeReceivers.push(name);
        const code = this.expression(access);
        this.safeReceivers.pop();
        return code;
    }

    safeReceiver(): string {
        const name = this.safeReceivers.at(-1);
        if (name === undefined) throw new Error('safeReceiver outside of safeNavigation');
        return name;
    }

    isNonNull(expression: BoundExpression): boolean {
        return isNonNull(expression, this.nonNullVariables);
    }

    constantType(type: ApexType): string {
        return this.unit.type(type);
    }
}

const nonNullKinds: ReadonlySet<BoundExpression['kind']> = new Set([
    'boolean',
    'integer',
    'long',
    'decimal',
    'double',
    'string',
    'this',
    'increment',
    'binary',
    'negate',
    'complement',
    'not',
    'instanceOf',
    'safeReceiver',
    'newObject',
    'newSystem',
    'newRecord',
    'newCollection',
    'newArray',
    'newMap',
    'typeLiteral',
    'sobjectToken',
    'fieldToken',
    'enumValue',
    'compoundAssign'
]);

/** Members of the library that never answer null, by name; they stand in the conditions of most loops. */
const nonNullMembers =
    /^(size|length|isEmpty|contains|containsKey|indexOf|startsWith|endsWith|equals|isBlank|isNotBlank)\(/i;

export function isNonNull(expression: BoundExpression, variables: ReadonlySet<number>): boolean {
    if (nonNullKinds.has(expression.kind)) return true;
    switch (expression.kind) {
        case 'read':
            return expression.place.kind === 'localPlace' && variables.has(expression.place.variable.id);
        case 'assign':
            return isNonNull(expression.value, variables);
        case 'conditional':
            return isNonNull(expression.then, variables) && isNonNull(expression.otherwise, variables);
        case 'coalesce':
            return isNonNull(expression.fallback, variables);
        case 'convert':
            return isNonNull(expression.operand, variables);
        case 'callSystem':
            return nonNullMembers.test(expression.key);
        default:
            return false;
    }
}
