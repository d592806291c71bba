/** What is declared in deployed source, before any body is read. */
import type { SourcePosition } from '../errors.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import type { ApexType } from '../values/apexType.ts';
import type { BoundAnnotation, BoundTypeDeclaration } from './boundTree.ts';
import type { Modifiers, Visibility } from './modifiers.ts';
import type { TypeLibrary } from './typeLibrary.ts';

export interface SourceFile {
    /** Component file as deployed, `classes/Invoice.cls`. */
    readonly file: string;
    readonly kind: 'class' | 'trigger';
    readonly apiVersion: number;
    readonly text: string;
}

interface MemberSymbol {
    /** Spelling of the declaration. */
    readonly name: string;
    readonly owner: ClassSymbol;
    readonly isStatic: boolean;
    readonly visibility: Visibility;
    readonly isTestVisible: boolean;
    readonly annotations: readonly BoundAnnotation[];
    readonly position: SourcePosition;
}

export interface AccessorSymbol {
    readonly visibility: Visibility;
    /** Undefined for an automatic accessor. */
    readonly block: SyntaxNode | undefined;
    readonly position: SourcePosition;
}

export interface FieldSymbol extends MemberSymbol {
    readonly type: ApexType;
    readonly isFinal: boolean;
    readonly isTransient: boolean;
    readonly isProperty: boolean;
    readonly order: number;
    readonly initialValue: SyntaxNode | undefined;
    readonly getter: AccessorSymbol | undefined;
    readonly setter: AccessorSymbol | undefined;
}

export interface ParameterSymbol {
    readonly name: string;
    readonly type: ApexType;
    readonly isFinal: boolean;
    readonly position: SourcePosition;
}

export interface MethodSymbol extends MemberSymbol {
    readonly isConstructor: boolean;
    /** Lower case, as in BoundMethod. */
    readonly signature: string;
    readonly parameters: readonly ParameterSymbol[];
    readonly returns: ApexType;
    readonly isAbstract: boolean;
    readonly isVirtual: boolean;
    readonly isOverride: boolean;
    readonly block: SyntaxNode | undefined;
}

export interface InitializerSymbol {
    readonly isStatic: boolean;
    readonly order: number;
    readonly block: SyntaxNode;
}

export interface ClassSymbol {
    readonly kind: BoundTypeDeclaration['kind'];
    /** `Outer.Inner` */
    readonly name: string;
    readonly simpleName: string;
    readonly outer: ClassSymbol | undefined;
    readonly source: SourceFile;
    readonly modifiers: Modifiers;
    readonly visibility: Visibility;
    /** The declaration's node, and where its name stands. */
    readonly node: SyntaxNode;
    readonly position: SourcePosition;
    /** By lower-case simple name. */
    readonly inner: Map<string, ClassSymbol>;
    superclass: ApexType | undefined;
    interfaces: readonly ApexType[];
    enumValues: readonly string[];
    /** By lower-case name, in source order. */
    readonly fields: Map<string, FieldSymbol>;
    /** By lower-case name. */
    readonly methods: Map<string, MethodSymbol[]>;
    readonly constructors: MethodSymbol[];
    readonly initializers: InitializerSymbol[];
}

/** All deployed types and the world outside them. */
export class ProgramSymbols {
    readonly library: TypeLibrary;
    /** By lower-case full name. */
    readonly classes = new Map<string, ClassSymbol>();

    constructor(library: TypeLibrary) {
        this.library = library;
    }

    classNamed(name: string): ClassSymbol | undefined {
        return this.classes.get(name.toLowerCase());
    }
}

export function outermostOf(symbol: ClassSymbol): ClassSymbol {
    return symbol.outer ? outermostOf(symbol.outer) : symbol;
}

export function isTestClass(symbol: ClassSymbol): boolean {
    return outermostOf(symbol).modifiers.annotations.some((annotation) => annotation.name === 'istest');
}

/** Whether a member or type with that visibility may be used inside `from`; protected needs the caller's judgement too. */
export function isVisible(
    member: { readonly visibility: Visibility; readonly isTestVisible: boolean },
    owner: ClassSymbol,
    from: ClassSymbol,
    isSubclass: () => boolean
): boolean {
    if (member.visibility === 'public' || member.visibility === 'global') return true;
    if (outermostOf(owner) === outermostOf(from)) return true;
    if (member.isTestVisible && isTestClass(from)) return true;
    return member.visibility === 'protected' && isSubclass();
}
