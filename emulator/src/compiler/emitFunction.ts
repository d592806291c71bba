/** One emitted function: its frame, its temporaries, its body. */
import type { BoundBlock, BoundTypeDeclaration, BoundVariable } from '../language/boundTree.ts';
import type { MethodDescription } from './compiledProgram.ts';
import { emitExpression } from './emitExpression.ts';
import { emitStatements, stepsOf } from './emitStatement.ts';
import { functionFacts } from './functionFacts.ts';
import { FunctionScope } from './functionScope.ts';
import type { UnitWriter } from './unitWriter.ts';

export interface FunctionPlan {
    readonly unit: UnitWriter;
    readonly type: BoundTypeDeclaration | undefined;
    readonly method: MethodDescription;
    readonly parameters: readonly BoundVariable[];
    readonly body: BoundBlock;
    readonly isConstructor?: boolean;
    readonly accessorOf?: string;
    /** Code before the frame is entered, such as the start of the class's statics. */
    readonly before?: string;
    /** Code at the start, inside the frame. */
    readonly first?: (scope: FunctionScope) => string;
}

/** `(v1, v2) { ... }`, to stand behind a method's name. */
export function emitFunction(plan: FunctionPlan): string {
    const { unit, type, body } = plan;
    const facts = functionFacts(body);
    const scope = new FunctionScope({
        unit,
        type,
        emitExpression,
        nonNullVariables: facts.nonNullVariables,
        ...(plan.isConstructor === undefined ? {} : { isConstructor: plan.isConstructor }),
        ...(plan.accessorOf === undefined ? {} : { accessorOf: plan.accessorOf })
    });
    scope.leavesFrameAtEnd = facts.leavesFrameAtEnd;
    const statements = (plan.first?.(scope) ?? '') + emitStatements(body.statements, scope);
    const method = unit.constant({ kind: 'method', method: plan.method });
    const enter = `${plan.before ?? ''}const d = $.enter(${method}, ${stepsOf(body.statements) + 1});`;
    const result = plan.isConstructor ? 'return this;' : '';
    const names = plan.parameters.map((parameter) => `v${parameter.id}`).join(', ');
    const whole = facts.leavesFrameAtEnd
        ? `try {${statements}${result}} catch (e) {throw $.noted(e);} finally {$.depth = d - 1;}`
        : `${statements}${endsInJump(body) ? '' : `$.depth = d - 1;${result}`}`;
    return `(${names}) {${enter}${scope.declareTemporaries()}${whole}}\n`;
}

function endsInJump(body: BoundBlock): boolean {
    const last = body.statements.at(-1)?.kind;
    return last === 'return' || last === 'throw';
}
