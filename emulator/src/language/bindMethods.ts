/** Bodies of methods, constructors and accessors. */
import { childAt, childOf, expressionsOf, hasChild, partsOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import { typeName, voidType } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import { Body } from './body.ts';
import type { BodyOptions } from './body.ts';
import type { BoundBlock, BoundExpression, BoundMethod, BoundStatement, BoundVariable } from './boundTree.ts';
import { checkDefaultConstructor } from './classRules.ts';
import type { Bridges } from './classRules.ts';
import { constructorsOf } from './constructors.ts';
import { describeCall } from './declareMembers.ts';
import { bindExpression } from './expressions/bindExpression.ts';
import { isSubclassOf } from './members.ts';
import { chooseOverload } from './overloads.ts';
import type { ProblemList } from './problems.ts';
import { bindBlock, bindStatement, bindStatements } from './statements/bindStatement.ts';
import { isVisible } from './symbols.ts';
import type { AccessorSymbol, ClassSymbol, FieldSymbol, MethodSymbol, ProgramSymbols } from './symbols.ts';
import { systemView } from './typeRelations.ts';

export interface BindContext {
    readonly program: ProgramSymbols;
    readonly problems: ProblemList;
    readonly bridges: Bridges;
}

type BodyHead = Omit<BodyOptions, 'program' | 'problems' | 'binders'>;

export function newBody(head: BodyHead, { program, problems }: BindContext): Body {
    return new Body({
        ...head,
        program,
        problems,
        binders: { expression: bindExpression, statement: bindStatement, block: bindBlock }
    });
}

export function bindMethod(method: MethodSymbol, context: BindContext): BoundMethod {
    const body = newBody(
        {
            owner: method.owner,
            kind: method.isConstructor ? 'constructor' : 'method',
            isStatic: method.isStatic,
            returns: method.returns
        },
        context
    );
    const parameters = bindParameters(method, body);
    const { block } = method;
    return {
        name: method.name,
        signature: method.signature,
        parameters,
        returns: method.returns,
        isStatic: method.isStatic,
        isAbstract: method.isAbstract,
        isOverride: method.isOverride,
        visibility: method.visibility,
        annotations: method.annotations,
        bridgeSignatures: [...(context.bridges.get(method) ?? [])],
        body:
            block &&
            (method.isConstructor ? bindConstructorBody(block, body) : bindReturning(block, method.position, body)),
        position: method.position
    };
}

function bindParameters(method: MethodSymbol, body: Body): readonly BoundVariable[] {
    return method.parameters.flatMap(
        ({ name, type, isFinal, position }) =>
            body.problems.attempt(() => body.declare(name, type, position, isFinal)) ?? []
    );
}

/** The body of a method; one that returns a value must not run off its end. */
function bindReturning(block: SyntaxNode, position: MethodSymbol['position'], body: Body): BoundBlock {
    const problemsBefore = body.problems.count;
    const { statement, completes } = bindBlock(block, body);
    if (completes && body.returns.kind !== 'void' && body.problems.count === problemsBefore) {
        body.problems.add(`Missing return statement required return type: ${typeName(body.returns)}`, position);
    }
    return statement;
}

function bindConstructorBody(block: SyntaxNode, body: Body): BoundBlock {
    const statements = partsOf(block, 'statement');
    const [first, ...rest] = statements;
    const call = first && constructorCallOf(first);
    if (!first || !call) {
        body.problems.attempt(() => checkDefaultConstructor(body.owner, body.program));
        return bindBlock(block, body).statement;
    }
    const expression = body.problems.attempt(() => bindConstructorCall(call, body));
    const { statement } = bindStatements(rest, block, body);
    if (!expression) return statement;
    const bound: BoundStatement = { kind: 'expression', expression, position: body.position(first) };
    return { ...statement, statements: [bound, ...statement.statements] };
}

/** The `methodCall` node of `this(...)` or `super(...)`. */
function constructorCallOf(statement: SyntaxNode): SyntaxNode | undefined {
    const expression = childOf(childAt(statement, 0), 'methodCallExpression');
    const call = expression && childOf(expression, 'methodCall');
    return call && (hasChild(call, 'THIS') || hasChild(call, 'SUPER')) ? call : undefined;
}

function bindConstructorCall(call: SyntaxNode, body: Body): BoundExpression {
    const list = childOf(call, 'expressionList');
    body.isBeforeConstruction = true;
    const values = list ? body.expressions(expressionsOf(list)) : [];
    body.isBeforeConstruction = false;
    const type: ApexType | undefined = hasChild(call, 'THIS')
        ? { kind: 'user', name: body.owner.name }
        : body.owner.superclass;
    if (!type) return body.fail(`No super type defined: ${body.owner.name}`, call);
    const position = body.position(call);
    const describe = (): string =>
        describeCall(
            typeName(type),
            values.map((value) => value.type)
        );
    const choice = chooseOverload(constructorCandidates(type, body), values, body.program, describe, position);
    if (!choice) {
        const parameters = describeCall(
            '',
            values.map((value) => value.type)
        ).replace(/^void /, '');
        return body.fail(`Constructor not defined: [${typeName(type)}].<Constructor>${parameters}`, call);
    }
    return {
        kind: 'callConstructor',
        owner: type,
        signature: choice.member,
        arguments: choice.arguments,
        type: voidType,
        position
    };
}

function constructorCandidates(
    type: ApexType,
    body: Body
): readonly { member: string; parameters: readonly ApexType[] }[] {
    const symbol = type.kind === 'user' ? body.program.classNamed(type.name) : undefined;
    if (symbol) {
        return constructorsOf(symbol, body.program)
            .filter((member) =>
                isVisible(member, symbol, body.owner, () => isSubclassOf(body.owner, symbol, body.program))
            )
            .map((member) => ({
                member: member.signature,
                parameters: member.parameters.map((parameter) => parameter.type)
            }));
    }
    const constructors = systemView(type, body.program)?.info.constructors ?? [];
    return constructors.map((member) => ({ member: member.key, parameters: member.parameters }));
}

/** `get` and `set` of a property; an automatic one has no body. */
export function bindAccessor(
    field: FieldSymbol,
    accessor: AccessorSymbol | undefined,
    kind: 'get' | 'set',
    context: BindContext
): BoundMethod | undefined {
    if (!accessor) return undefined;
    const returns = kind === 'get' ? field.type : voidType;
    const head = { owner: field.owner, kind: 'method' as const, isStatic: field.isStatic, returns, accessorOf: field };
    const body = newBody(head, context);
    const parameters = kind === 'set' ? [body.declare('value', field.type, accessor.position)] : [];
    const signature = `${kind} ${field.name.toLowerCase()}(${parameters.map((parameter) => typeName(parameter.type).toLowerCase()).join(',')})`;
    return {
        name: field.name,
        signature,
        parameters,
        returns,
        isStatic: field.isStatic,
        isAbstract: false,
        isOverride: false,
        visibility: accessor.visibility,
        annotations: [],
        bridgeSignatures: [],
        body: accessor.block && bindReturning(accessor.block, accessor.position, body),
        position: accessor.position
    };
}

export function ownedBody(owner: ClassSymbol, isStatic: boolean, context: BindContext): Body {
    return newBody({ owner, kind: 'initializer', isStatic, returns: voidType }, context);
}
