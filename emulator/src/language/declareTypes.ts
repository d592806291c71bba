/** First pass over the sources: which types there are, and what each extends and implements. */
import { childAt, childOf, partOf, partsOf, positionOf, textOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import { sameType, typeName } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import { readModifiers } from './modifiers.ts';
import type { Declared, Modifiers } from './modifiers.ts';
import { fail } from './problems.ts';
import type { ProblemList } from './problems.ts';
import type { ClassSymbol, ProgramSymbols, SourceFile } from './symbols.ts';
import { resolveType } from './typeNames.ts';

const typeNodes = {
    classDeclaration: { kind: 'class', declared: 'classes' },
    interfaceDeclaration: { kind: 'interface', declared: 'interfaces' },
    enumDeclaration: { kind: 'enum', declared: 'enums' }
} as const satisfies Record<string, { kind: ClassSymbol['kind']; declared: Declared }>;

type TypeNode = keyof typeof typeNodes;

export function isTypeNode(node: SyntaxNode): boolean {
    return node.name in typeNodes;
}

/** Declares the type of a class file and its inner types. `unit` is the file's `compilationUnit`. */
export function declareClassFile(
    unit: SyntaxNode,
    source: SourceFile,
    program: ProgramSymbols,
    problems: ProblemList
): void {
    problems.attempt(() => {
        const declaration = partOf(unit, 'typeDeclaration');
        const node = childAt(declaration, declaration.children.length - 1);
        const symbol = createClass(declaration, node, source, undefined);
        const { visibility, annotations } = symbol.modifiers;
        const isOpen =
            visibility === 'public' || visibility === 'global' || annotations.some(({ name }) => name === 'istest');
        if (!isOpen) fail('Top-level type must have public or global visibility', symbol.position);
        register(symbol, program);
        if (symbol.kind === 'class') declareInnerTypes(symbol, program, problems);
    });
}

function declareInnerTypes(outer: ClassSymbol, program: ProgramSymbols, problems: ProblemList): void {
    for (const item of partsOf(partOf(outer.node, 'classBody'), 'classBodyDeclaration')) {
        const member = childOf(item, 'memberDeclaration');
        const node = member && childAt(member, 0);
        if (!node || !isTypeNode(node)) continue;
        problems.attempt(() => {
            if (outer.outer)
                fail('Inner types are not allowed to have inner types', positionOf(node, outer.source.file));
            const symbol = createClass(item, node, outer.source, outer);
            if (outer.inner.has(symbol.simpleName.toLowerCase()) || isNameOf(outer, symbol.simpleName)) {
                fail(`Type name already in use: ${symbol.name}`, symbol.position);
            }
            outer.inner.set(symbol.simpleName.toLowerCase(), symbol);
            register(symbol, program);
            if (symbol.kind === 'class') declareInnerTypes(symbol, program, problems);
        });
    }
}

function isNameOf(symbol: ClassSymbol, name: string): boolean {
    return symbol.simpleName.toLowerCase() === name.toLowerCase();
}

function register(symbol: ClassSymbol, program: ProgramSymbols): void {
    if (program.classNamed(symbol.name)) fail(`Type name already in use: ${symbol.name}`, symbol.position);
    program.classes.set(symbol.name.toLowerCase(), symbol);
}

function createClass(
    holder: SyntaxNode,
    node: SyntaxNode,
    source: SourceFile,
    outer: ClassSymbol | undefined
): ClassSymbol {
    const { kind, declared } = typeNodes[node.name as TypeNode];
    const nameNode = partOf(node, 'id');
    const simpleName = textOf(nameNode);
    const modifiers = readModifiers(holder, declared, source.file);
    return emptyClass({
        kind,
        name: outer ? `${outer.name}.${simpleName}` : simpleName,
        simpleName,
        outer,
        source,
        modifiers,
        visibility: modifiers.visibility ?? 'private',
        node,
        position: positionOf(nameNode, source.file)
    });
}

type ClassHead = Pick<
    ClassSymbol,
    'kind' | 'name' | 'simpleName' | 'outer' | 'source' | 'modifiers' | 'visibility' | 'node' | 'position'
>;

function emptyClass(head: ClassHead): ClassSymbol {
    return {
        ...head,
        inner: new Map(),
        superclass: undefined,
        interfaces: [],
        enumValues: [],
        fields: new Map(),
        methods: new Map(),
        constructors: [],
        initializers: []
    };
}

/** Stands for the class around a trigger's body or an anonymous block, so that scopes need no special case. */
export function createBlockOwner(name: string, node: SyntaxNode, source: SourceFile): ClassSymbol {
    const modifiers: Modifiers = { visibility: 'public', sharing: undefined, annotations: [], has: () => false };
    return emptyClass({
        kind: 'class',
        name,
        simpleName: name,
        outer: undefined,
        source,
        modifiers,
        visibility: 'public',
        node,
        position: positionOf(node, source.file)
    });
}

/** Second step: superclasses and interfaces. All types must have been declared. */
export function declareSupertypes(symbol: ClassSymbol, program: ProgramSymbols, problems: ProblemList): void {
    const scope = { program, owner: symbol };
    const superNode = symbol.kind === 'class' ? childOf(symbol.node, 'typeRef') : undefined;
    symbol.superclass = problems.attempt(
        () => superNode && checkSuperclass(resolveType(superNode, scope), symbol, program)
    );
    const list = childOf(symbol.node, 'typeList');
    for (const node of list ? partsOf(list, 'typeRef') : []) {
        const type = problems.attempt(() => checkInterface(resolveType(node, scope), symbol, program));
        if (type) symbol.interfaces = [...symbol.interfaces, type];
    }
}

function checkInterface(type: ApexType, symbol: ClassSymbol, program: ProgramSymbols): ApexType {
    const name = typeName(type);
    if (kindOf(type, program) !== 'interface') fail(`Invalid interface: ${name}`, symbol.position);
    if (symbol.interfaces.some((other) => sameType(other, type))) {
        fail(`Interface already implemented: ${name}`, symbol.position);
    }
    return type;
}

function checkSuperclass(type: ApexType, symbol: ClassSymbol, program: ProgramSymbols): ApexType {
    const position = symbol.position;
    const name = typeName(type);
    if (kindOf(type, program) !== 'class') fail(`Invalid super type: ${name}`, position);
    const isExtensible =
        type.kind === 'user'
            ? isOpenToExtension(program.classNamed(type.name), program)
            : program.library.systemType(name)?.isExtensible === true;
    if (!isExtensible) fail(`Non-virtual and non-abstract type cannot be extended: ${name}`, position);
    return type;
}

/** Exceptions may be extended without being virtual. */
function isOpenToExtension(symbol: ClassSymbol | undefined, program: ProgramSymbols): boolean {
    if (!symbol) return false;
    return symbol.modifiers.has('virtual') || symbol.modifiers.has('abstract') || isException(symbol, program, 0);
}

function isException(symbol: ClassSymbol, program: ProgramSymbols, depth: number): boolean {
    if (depth > program.classes.size) return false;
    if (/exception$/i.test(symbol.simpleName) && childOf(symbol.node, 'typeRef')) {
        const { superclass } = symbol;
        if (superclass?.kind !== 'user') return true;
        const above = program.classNamed(superclass.name);
        return above !== undefined && isException(above, program, depth + 1);
    }
    return false;
}

function kindOf(type: ApexType, program: ProgramSymbols): ClassSymbol['kind'] | undefined {
    if (type.kind === 'user') return program.classNamed(type.name)?.kind;
    return type.kind === 'system' ? program.library.systemType(type.name)?.kind : undefined;
}

/** Third step, before anything walks up the hierarchy. A circle is cut after it is reported. */
export function checkCircles(symbol: ClassSymbol, program: ProgramSymbols): void {
    const seen = new Set([symbol]);
    const queue = [symbol];
    for (let at = queue.pop(); at; at = queue.pop()) {
        for (const type of [...(at.superclass ? [at.superclass] : []), ...at.interfaces]) {
            const above = type.kind === 'user' ? program.classNamed(type.name) : undefined;
            if (above === symbol) {
                symbol.superclass = undefined;
                symbol.interfaces = [];
                fail(`Circular definition: ${symbol.name}`, symbol.position);
            }
            if (above && !seen.has(above)) {
                seen.add(above);
                queue.push(above);
            }
        }
    }
}
