/**
 * Reads the signatures that system types are written with: `List<String> split(String regex, Integer limit)`. A parameter
 * whose type ends in `?` accepts null; others of a primitive type refuse it before the body runs.
 */
import { EmulatorBug } from '../errors.ts';
import type { SystemMember, SystemProperty } from '../language/typeLibrary.ts';
import {
    genericSObjectType,
    listOf,
    mapOf,
    primitive,
    primitiveNames,
    setOf,
    systemTypeOf,
    typeName,
    voidType
} from '../values/apexType.ts';
import type { ApexType, PrimitiveName } from '../values/apexType.ts';

/** Full name of a system type written with or without its namespace; undefined if there is none. */
export type NameLookup = (name: string) => string | undefined;

export interface Signature {
    readonly member: SystemMember;
    /** Positions of parameters that do not accept null. */
    readonly required: readonly number[];
}

const tokenPattern = /[\w.]+|[<>(),?]/g;

class SignatureReader {
    private readonly text: string;
    private readonly tokens: readonly string[];
    private readonly typeParameters: readonly string[];
    private readonly lookup: NameLookup;
    private at = 0;

    constructor(text: string, typeParameters: readonly string[], lookup: NameLookup) {
        this.text = text;
        this.tokens = text.match(tokenPattern) ?? [];
        this.typeParameters = typeParameters;
        this.lookup = lookup;
    }

    next(): string {
        return this.tokens[this.at++] ?? this.fail('ends early');
    }

    skip(token: string): boolean {
        if (this.tokens[this.at] !== token) return false;
        this.at++;
        return true;
    }

    expect(token: string): void {
        if (!this.skip(token)) this.fail(`expects ${token}`);
    }

    end(): void {
        if (this.at < this.tokens.length) this.fail('has more than it should');
    }

    fail(problem: string): never {
        throw new EmulatorBug(`signature "${this.text}" ${problem}`);
    }

    type(): ApexType {
        const name = this.next();
        const typeArguments: ApexType[] = [];
        if (this.skip('<')) {
            do typeArguments.push(this.type());
            while (this.skip(','));
            this.expect('>');
        }
        return this.named(name, typeArguments);
    }

    private named(name: string, typeArguments: ApexType[]): ApexType {
        const [first, second] = typeArguments;
        if (name === 'void') return voidType;
        if (name === 'SObject') return genericSObjectType;
        if (name === 'List' && first) return listOf(first);
        if (name === 'Set' && first) return setOf(first);
        if (name === 'Map' && first && second) return mapOf(first, second);
        if (this.typeParameters.includes(name)) return { kind: 'parameter', name };
        if ((primitiveNames as readonly string[]).includes(name)) return primitive(name as PrimitiveName);
        return systemTypeOf(this.lookup(name) ?? this.fail(`names ${name}, which is no type`), ...typeArguments);
    }
}

/** `System.Map<K, V>` into its name and its type parameters. */
export function parseTypeHead(head: string): { readonly name: string; readonly typeParameters: readonly string[] } {
    const [name = '', ...typeParameters] = head.match(/[\w.]+/g) ?? [];
    return { name, typeParameters };
}

/** A type on its own, as in `implements`. */
export function parseType(text: string, typeParameters: readonly string[], lookup: NameLookup): ApexType {
    const reader = new SignatureReader(text, typeParameters, lookup);
    const type = reader.type();
    reader.end();
    return type;
}

/** `owner` is what a constructor (`new(String message)`) returns. */
export function parseSignature(
    text: string,
    isStatic: boolean,
    owner: ApexType,
    typeParameters: readonly string[],
    lookup: NameLookup
): Signature {
    const reader = new SignatureReader(text, typeParameters, lookup);
    const isConstructor = reader.skip('new');
    const returns = isConstructor ? owner : reader.type();
    const name = isConstructor ? 'new' : reader.next();
    const parameters: ApexType[] = [];
    const required: number[] = [];
    reader.expect('(');
    while (!reader.skip(')')) {
        if (parameters.length > 0) reader.expect(',');
        const type = reader.type();
        if (!reader.skip('?') && !acceptsNull(type)) required.push(parameters.length);
        parameters.push(type);
        reader.next();
    }
    reader.end();
    const key = `${name}(${parameters.map(typeName).join(',')})`;
    return { member: { key, name, isStatic, parameters, returns }, required };
}

/** `Integer statusCode` */
export function parseProperty(
    text: string,
    access: { readonly isStatic: boolean; readonly isReadOnly: boolean },
    typeParameters: readonly string[],
    lookup: NameLookup
): SystemProperty {
    const reader = new SignatureReader(text, typeParameters, lookup);
    const type = reader.type();
    const name = reader.next();
    reader.end();
    return { name, type, ...access };
}

function acceptsNull(type: ApexType): boolean {
    return type.kind === 'parameter' || (type.kind === 'primitive' && type.name === 'Object');
}
