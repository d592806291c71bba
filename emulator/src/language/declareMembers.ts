/** Second pass over the sources: fields, properties, methods and constructors with their types. Bodies stay unread. */
import { childAt, childOf, hasChild, partOf, partsOf, positionOf, textOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import { typeName, voidType } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import { isTypeNode } from './declareTypes.ts';
import { isTestVisible, readModifiers } from './modifiers.ts';
import type { Modifiers } from './modifiers.ts';
import { fail, refuse } from './problems.ts';
import type { ProblemList } from './problems.ts';
import type {
    AccessorSymbol,
    ClassSymbol,
    FieldSymbol,
    MethodSymbol,
    ParameterSymbol,
    ProgramSymbols
} from './symbols.ts';
import { resolveReturnType, resolveType } from './typeNames.ts';
import type { TypeScope } from './typeNames.ts';

export function declareMembers(symbol: ClassSymbol, program: ProgramSymbols, problems: ProblemList): void {
    const scope: TypeScope = { program, owner: symbol };
    if (symbol.kind === 'enum') {
        const constants = childOf(symbol.node, 'enumConstants');
        symbol.enumValues = constants ? partsOf(constants, 'id').map(textOf) : [];
        problems.attempt(() => checkEnumValues(symbol));
    } else if (symbol.kind === 'interface') {
        for (const node of partsOf(partOf(symbol.node, 'interfaceBody'), 'interfaceMethodDeclaration')) {
            problems.attempt(() => addMethod(symbol, readMethod(node, node, scope)));
        }
    } else {
        const items = partsOf(partOf(symbol.node, 'classBody'), 'classBodyDeclaration');
        for (const [order, item] of items.entries()) problems.attempt(() => declareMember(item, order, scope));
    }
}

function checkEnumValues(symbol: ClassSymbol): void {
    const names = symbol.enumValues.map((value) => value.toLowerCase());
    const repeated = symbol.enumValues.find((_, index) => names.indexOf(names[index] ?? '') < index);
    if (repeated !== undefined) fail(`Duplicate field: ${repeated}`, symbol.position);
}

function declareMember(item: SyntaxNode, order: number, scope: TypeScope): void {
    const { owner } = scope;
    const block = childOf(item, 'block');
    if (block) {
        const isStatic = hasChild(item, 'STATIC');
        if (isStatic && owner.outer)
            fail('Inner types are not allowed to have static blocks', positionOf(block, owner.source.file));
        owner.initializers.push({ isStatic, order, block });
        return;
    }
    const member = childOf(item, 'memberDeclaration');
    // A lone semicolon declares nothing.
    if (!member) return;
    const node = childAt(member, 0);
    if (isTypeNode(node)) return;
    switch (node.name) {
        case 'methodDeclaration':
            addMethod(owner, readMethod(item, node, scope));
            return;
        case 'constructorDeclaration':
            addConstructor(owner, readConstructor(item, node, scope));
            return;
        case 'fieldDeclaration':
            readFields(item, node, order, scope);
            return;
        case 'propertyDeclaration':
            addField(readProperty(item, node, order, scope));
            return;
        default:
            refuse(node.name, positionOf(node, owner.source.file));
    }
}

function readFields(item: SyntaxNode, node: SyntaxNode, order: number, scope: TypeScope): void {
    const { owner } = scope;
    const modifiers = readModifiers(item, 'fields', owner.source.file);
    const type = resolveType(partOf(node, 'typeRef'), scope);
    const declarators = partsOf(partOf(node, 'variableDeclarators'), 'variableDeclarator');
    for (const [index, declarator] of declarators.entries()) {
        const nameNode = partOf(declarator, 'id');
        const initialValue = hasChild(declarator, 'ASSIGN') ? childAt(declarator, 2) : undefined;
        addField({
            ...memberBase(nameNode, modifiers, owner),
            type,
            isFinal: modifiers.has('final'),
            isTransient: modifiers.has('transient'),
            isProperty: false,
            order: order + index / declarators.length,
            initialValue,
            getter: undefined,
            setter: undefined
        });
    }
}

function memberBase(nameNode: SyntaxNode, modifiers: Modifiers, owner: ClassSymbol) {
    const position = positionOf(nameNode, owner.source.file);
    const isStatic = modifiers.has('static');
    if (isStatic && owner.outer) fail('static can only be used on members of a top level type', position);
    return {
        name: textOf(nameNode),
        owner,
        isStatic,
        visibility: owner.kind === 'interface' ? ('public' as const) : (modifiers.visibility ?? 'private'),
        isTestVisible: isTestVisible(modifiers),
        annotations: modifiers.annotations,
        position
    };
}

function readProperty(item: SyntaxNode, node: SyntaxNode, order: number, scope: TypeScope): FieldSymbol {
    const { owner } = scope;
    const modifiers = readModifiers(item, 'properties', owner.source.file);
    const base = memberBase(partOf(node, 'id'), modifiers, owner);
    const accessors: { getter?: AccessorSymbol; setter?: AccessorSymbol } = {};
    for (const blockNode of partsOf(node, 'propertyBlock')) {
        const getter = childOf(blockNode, 'getter');
        const key = getter ? 'getter' : 'setter';
        if (accessors[key])
            fail(`Duplicate modifier: ${getter ? 'get' : 'set'}`, positionOf(blockNode, owner.source.file));
        accessors[key] = {
            visibility: readModifiers(blockNode, 'accessors', owner.source.file).visibility ?? base.visibility,
            block: childOf(getter ?? partOf(blockNode, 'setter'), 'block'),
            position: positionOf(blockNode, owner.source.file)
        };
    }
    const { getter, setter } = accessors;
    if (!getter && !setter) fail('Properties must have at least one accessor', base.position);
    const type = resolveType(partOf(node, 'typeRef'), scope);
    const isFinal = modifiers.has('final');
    const isTransient = modifiers.has('transient');
    return { ...base, type, isFinal, isTransient, isProperty: true, order, initialValue: undefined, getter, setter };
}

function addField(field: FieldSymbol): void {
    const key = field.name.toLowerCase();
    if (field.owner.fields.has(key)) fail(`Duplicate field: ${field.name}`, field.position);
    field.owner.fields.set(key, field);
}

function readMethod(holder: SyntaxNode, node: SyntaxNode, scope: TypeScope): MethodSymbol {
    const { owner } = scope;
    const modifiers = readModifiers(holder, 'methods', owner.source.file);
    const base = memberBase(partOf(node, 'id'), modifiers, owner);
    const parameters = readParameters(partOf(node, 'formalParameters'), scope);
    const isAbstract = owner.kind === 'interface' || modifiers.has('abstract');
    const block = childOf(node, 'block');
    if (isAbstract && block) fail('Abstract methods cannot have a body', base.position);
    if (!isAbstract && !block) fail('Method must have a body', base.position);
    return {
        ...base,
        isConstructor: false,
        signature: signatureOf(
            base.name,
            parameters.map((parameter) => parameter.type)
        ),
        parameters,
        returns: resolveReturnType(node, scope),
        isAbstract,
        isVirtual: modifiers.has('virtual'),
        isOverride: modifiers.has('override'),
        block
    };
}

function readConstructor(item: SyntaxNode, node: SyntaxNode, scope: TypeScope): MethodSymbol {
    const { owner } = scope;
    const modifiers = readModifiers(item, 'constructors', owner.source.file);
    const nameNode = partOf(node, 'qualifiedName');
    const base = memberBase(nameNode, modifiers, owner);
    if (base.name.toLowerCase() !== owner.simpleName.toLowerCase()) {
        fail(`Invalid constructor name: ${base.name}`, base.position);
    }
    const parameters = readParameters(partOf(node, 'formalParameters'), scope);
    return {
        ...base,
        isConstructor: true,
        signature: signatureOf(
            owner.simpleName,
            parameters.map((parameter) => parameter.type)
        ),
        parameters,
        returns: voidType,
        isAbstract: false,
        isVirtual: false,
        isOverride: false,
        block: partOf(node, 'block')
    };
}

function readParameters(node: SyntaxNode, scope: TypeScope): readonly ParameterSymbol[] {
    const list = childOf(node, 'formalParameterList');
    const parameters = partsOf(list ?? node, 'formalParameter').map((parameter): ParameterSymbol => {
        const nameNode = partOf(parameter, 'id');
        return {
            name: textOf(nameNode),
            type: resolveType(partOf(parameter, 'typeRef'), scope),
            isFinal: readModifiers(parameter, 'variables', scope.owner.source.file).has('final'),
            position: positionOf(nameNode, scope.owner.source.file)
        };
    });
    if (parameters.length > 32)
        fail('Invalid number of parameters exceeds: 32', positionOf(node, scope.owner.source.file));
    return parameters;
}

/** Lower-case name and parameter types. */
export function signatureOf(name: string, parameters: readonly ApexType[]): string {
    return `${name}(${parameters.map(typeName).join(',')})`.toLowerCase();
}

function addMethod(owner: ClassSymbol, method: MethodSymbol): void {
    const overloads = owner.methods.get(method.name.toLowerCase()) ?? [];
    if (overloads.some((other) => other.signature === method.signature)) failDuplicate(method);
    owner.methods.set(method.name.toLowerCase(), [...overloads, method]);
}

function addConstructor(owner: ClassSymbol, constructor: MethodSymbol): void {
    if (owner.constructors.some((other) => other.signature === constructor.signature)) failDuplicate(constructor);
    owner.constructors.push(constructor);
}

function failDuplicate(method: MethodSymbol): never {
    return fail(
        `Method already defined: ${describeMethod(method)} from the type ${method.owner.name}`,
        method.position
    );
}

/** `void save(List<User>, Boolean)`, as the platform's messages show it. */
export function describeMethod(method: Pick<MethodSymbol, 'name' | 'returns' | 'parameters'>): string {
    return describeCall(
        method.name,
        method.parameters.map((parameter) => parameter.type),
        method.returns
    );
}

export function describeCall(name: string, types: readonly ApexType[], returns: ApexType = voidType): string {
    return `${typeName(returns)} ${name}(${types.map(typeName).join(', ')})`;
}
