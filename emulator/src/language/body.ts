/**
 * State while one body is bound: whose it is, its variables, and what surrounds the statement at hand. Expressions and
 * statements reach each other through it.
 */
import { ApexCompileError } from '../errors.ts';
import type { SourcePosition } from '../errors.ts';
import { positionOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import { typeName } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import type { BoundBlock, BoundExpression, BoundStatement, BoundVariable } from './boundTree.ts';
import { assign } from './conversions.ts';
import { fail } from './problems.ts';
import type { ProblemList } from './problems.ts';
import type { ClassSymbol, FieldSymbol, ProgramSymbols } from './symbols.ts';
import { resolveType } from './typeNames.ts';
import type { TypeScope } from './typeNames.ts';

/** A statement and whether what follows it can be reached. */
export interface Flow<Statement extends BoundStatement = BoundStatement> {
    readonly statement: Statement;
    readonly completes: boolean;
}

/** The mutually recursive parts, handed in so that their files need not import each other in circles. */
export interface Binders {
    expression(node: SyntaxNode, body: Body): BoundExpression;
    statement(node: SyntaxNode, body: Body): Flow;
    block(node: SyntaxNode, body: Body): Flow<BoundBlock>;
}

export type BodyKind = 'method' | 'constructor' | 'initializer' | 'trigger' | 'anonymous';

export interface BodyOptions {
    readonly program: ProgramSymbols;
    readonly owner: ClassSymbol;
    readonly problems: ProblemList;
    readonly binders: Binders;
    readonly kind: BodyKind;
    readonly isStatic: boolean;
    readonly returns: ApexType;
    /** Property whose accessor this is: inside, its name means the stored value. */
    readonly accessorOf?: FieldSymbol | undefined;
    /** Object of the trigger around, for the types of `Trigger.new`. */
    readonly triggerObject?: string;
}

interface Local {
    readonly variable: BoundVariable;
    readonly isFinal: boolean;
}

/** Stands for a variable whose type is wrong: that was reported, and its uses are not. */
const wronglyTyped = Symbol('wrongly typed');

export class Body implements TypeScope {
    readonly program: ProgramSymbols;
    readonly owner: ClassSymbol;
    readonly problems: ProblemList;
    readonly kind: BodyKind;
    readonly isStatic: boolean;
    readonly returns: ApexType;
    readonly accessorOf: FieldSymbol | undefined;
    readonly triggerObject: string | undefined;
    /** In the arguments of `this(...)` and `super(...)` the object does not exist yet. */
    isBeforeConstruction = false;
    /** Loops around the statement at hand; `runAs` starts anew. */
    loopDepth = 0;
    private readonly binders: Binders;
    private readonly scopes: Map<string, Local | typeof wronglyTyped>[] = [
        new Map<string, Local | typeof wronglyTyped>()
    ];
    private variableCount = 0;

    constructor(options: BodyOptions) {
        this.program = options.program;
        this.owner = options.owner;
        this.problems = options.problems;
        this.kind = options.kind;
        this.isStatic = options.isStatic;
        this.returns = options.returns;
        this.accessorOf = options.accessorOf;
        this.triggerObject = options.triggerObject;
        this.binders = options.binders;
    }

    get file(): string {
        return this.owner.source.file;
    }

    position(node: SyntaxNode): SourcePosition {
        return positionOf(node, this.file);
    }

    /** Breaks off with a problem of the platform's wording at a node. */
    fail(message: string, node: SyntaxNode): never {
        return fail(message, this.position(node));
    }

    type(node: SyntaxNode): ApexType {
        return resolveType(node, this);
    }

    expression(node: SyntaxNode): BoundExpression {
        return this.binders.expression(node, this);
    }

    expressions(nodes: readonly SyntaxNode[]): readonly BoundExpression[] {
        return nodes.map((node) => this.expression(node));
    }

    /** An expression as a value of a given type. */
    valueOf(node: SyntaxNode, type: ApexType): BoundExpression {
        return assign(this.expression(node), type, this.program, this.position(node));
    }

    condition(node: SyntaxNode): BoundExpression {
        const value = this.expression(node);
        const { type } = value;
        if (type.kind === 'primitive' && type.name === 'Boolean') return value;
        return this.fail(`Condition expression must be of type Boolean: ${typeName(type)}`, node);
    }

    statement(node: SyntaxNode): Flow {
        return this.scoped(() => this.binders.statement(node, this));
    }

    block(node: SyntaxNode): Flow<BoundBlock> {
        return this.scoped(() => this.binders.block(node, this));
    }

    /** Runs `bind` with a new innermost scope of variables. */
    scoped<Result>(bind: () => Result): Result {
        this.scopes.push(new Map());
        try {
            return bind();
        } finally {
            this.scopes.pop();
        }
    }

    inLoop<Result>(bind: () => Result): Result {
        this.loopDepth++;
        try {
            return bind();
        } finally {
            this.loopDepth--;
        }
    }

    declare(name: string, type: ApexType, position: SourcePosition, isFinal = false): BoundVariable {
        if (type.kind === 'void') fail('Variables cannot be of type void', position);
        if (this.local(name)) fail(`Duplicate variable: ${name}`, position);
        const variable = this.hidden(name, type);
        this.scopes.at(-1)?.set(name.toLowerCase(), { variable, isFinal });
        return variable;
    }

    /** A variable that source cannot name. */
    hidden(name: string, type: ApexType): BoundVariable {
        return { id: this.variableCount++, name, type };
    }

    local(name: string): Local | undefined {
        const key = name.toLowerCase();
        for (let index = this.scopes.length - 1; index >= 0; index--) {
            const found = this.scopes[index]?.get(key);
            if (found === wronglyTyped) throw new ApexCompileError([]);
            if (found) return found;
        }
        return undefined;
    }

    /** Names of the variables in reach, lower case. */
    localNames(): readonly string[] {
        return this.scopes.flatMap((scope) =>
            [...scope].flatMap(([name, local]) => (local === wronglyTyped ? [] : [name]))
        );
    }

    /** The type of variables of these names; if it is wrong, what follows is checked without them. */
    declaredType(node: SyntaxNode, names: readonly string[]): ApexType {
        try {
            return this.type(node);
        } catch (error) {
            for (const name of names) this.scopes.at(-1)?.set(name.toLowerCase(), wronglyTyped);
            throw error;
        }
    }
}
