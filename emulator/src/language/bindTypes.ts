/** Types and triggers, with all their bodies, as the compiler takes them. */
import { childAt, childOf, hasChild, partOf, partsOf, positionOf, textOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import { voidType } from '../values/apexType.ts';
import { bindAccessor, bindMethod, newBody, ownedBody } from './bindMethods.ts';
import type { BindContext } from './bindMethods.ts';
import type { Body } from './body.ts';
import type { BoundBlock, BoundField, BoundTrigger, BoundTypeDeclaration, TriggerEvent } from './boundTree.ts';
import { createBlockOwner } from './declareTypes.ts';
import { fail, refuse } from './problems.ts';
import { bindBlock, bindStatements } from './statements/bindStatement.ts';
import { isTestClass, outermostOf } from './symbols.ts';
import type { ClassSymbol, FieldSymbol, SourceFile } from './symbols.ts';

export function bindType(symbol: ClassSymbol, context: BindContext): BoundTypeDeclaration {
    const { modifiers } = symbol;
    return {
        kind: symbol.kind,
        name: symbol.name,
        outermost: outermostOf(symbol).name,
        apiVersion: symbol.source.apiVersion,
        position: symbol.position,
        isAbstract: symbol.kind === 'interface' || modifiers.has('abstract'),
        isVirtual: modifiers.has('virtual'),
        isGlobal: symbol.visibility === 'global',
        isTest: isTestClass(symbol),
        sharing: modifiers.sharing,
        annotations: modifiers.annotations,
        superclass: symbol.superclass,
        interfaces: symbol.interfaces,
        enumValues: symbol.enumValues,
        fields: [...symbol.fields.values()].map((field) => bindField(field, context)),
        initializers: symbol.initializers.map(({ isStatic, order, block }) => ({
            isStatic,
            order,
            body: bindBlock(block, ownedBody(symbol, isStatic, context)).statement
        })),
        constructors: symbol.constructors.map((constructor) => bindMethod(constructor, context)),
        methods: [...symbol.methods.values()].flat().map((method) => bindMethod(method, context))
    };
}

function bindField(field: FieldSymbol, context: BindContext): BoundField {
    const { initialValue } = field;
    const value =
        initialValue &&
        context.problems.attempt(() =>
            ownedBody(field.owner, field.isStatic, context).valueOf(initialValue, field.type)
        );
    return {
        name: field.name,
        type: field.type,
        isStatic: field.isStatic,
        isFinal: field.isFinal,
        order: field.order,
        initialValue: value,
        getter: bindAccessor(field, field.getter, 'get', context),
        setter: bindAccessor(field, field.setter, 'set', context),
        isTransient: field.isTransient,
        annotations: field.annotations,
        position: field.position
    };
}

/** Binds a `triggerUnit`. */
export function bindTrigger(unit: SyntaxNode, source: SourceFile, context: BindContext): BoundTrigger {
    const [nameNode = unit, objectNode = unit] = partsOf(unit, 'id');
    const objectName = triggerObject(objectNode, source, context);
    const events = partsOf(unit, 'triggerCase').map((node) =>
        node.children.map((word) => word.text.toLowerCase()).join(' ')
    );
    const isEvent = context.program.library.sobject(objectName)?.category === 'event';
    for (const [index, event] of events.entries()) {
        const position = positionOf(nameNode, source.file);
        if (events.indexOf(event) < index) fail(`Duplicate Trigger Usage: ${event}`, position);
        if (event === 'before undelete') fail('Trigger Usage Before Undelete is not supported', position);
        if (isEvent && event !== 'after insert')
            fail(`Platform Event SObjects only supports after insert: ${objectName}`, position);
    }
    const owner = createBlockOwner(textOf(nameNode), unit, source);
    const head = { owner, kind: 'trigger' as const, isStatic: true, returns: voidType, triggerObject: objectName };
    const block = partOf(unit, 'triggerBlock');
    return {
        name: owner.name,
        objectName,
        apiVersion: source.apiVersion,
        events: events as readonly TriggerEvent[],
        body: bindMembers(partsOf(block, 'triggerBlockMember'), block, newBody(head, context)),
        position: owner.position
    };
}

function triggerObject(node: SyntaxNode, source: SourceFile, context: BindContext): string {
    const object = context.program.library.sobject(textOf(node));
    const position = positionOf(node, source.file);
    if (!object) return fail(`Trigger type isn't an SObject: ${textOf(node)}`, position);
    if (object.category === 'metadata') fail(`SObject type does not allow triggers: ${object.name}`, position);
    return object.name;
}

/** Binds an `anonymousUnit`. */
export function bindAnonymous(unit: SyntaxNode, source: SourceFile, context: BindContext): BoundBlock {
    const owner = createBlockOwner('AnonymousBlock', unit, source);
    const body = newBody({ owner, kind: 'anonymous', isStatic: true, returns: voidType }, context);
    const block = partOf(unit, 'anonymousBlock');
    return bindMembers(partsOf(block, 'anonymousBlockMember'), block, body);
}

/** Statements of a trigger or an anonymous block, among which the grammar reads variables as fields. */
function bindMembers(members: readonly SyntaxNode[], block: SyntaxNode, body: Body): BoundBlock {
    const statements = members.flatMap((member) => body.problems.attempt(() => statementOf(member, body)) ?? []);
    return bindStatements(statements, block, body).statement;
}

function statementOf(member: SyntaxNode, body: Body): SyntaxNode {
    if (hasChild(member, 'statement')) return partOf(member, 'statement');
    const holder = childOf(member, 'triggerMemberDeclaration') ?? partOf(member, 'anonymousMemberDeclaration');
    const declaration = childAt(holder, 0);
    if (declaration.name !== 'fieldDeclaration') {
        const where = body.kind === 'trigger' ? 'a trigger' : 'an anonymous block';
        refuse(`${declaration.name} in ${where}`, body.position(declaration));
    }
    const local: SyntaxNode = {
        ...member,
        name: 'localVariableDeclaration',
        children: [...partsOf(member, 'modifier'), ...declaration.children]
    };
    const statement: SyntaxNode = { ...member, name: 'localVariableDeclarationStatement', children: [local] };
    return { ...member, name: 'statement', children: [statement] };
}
