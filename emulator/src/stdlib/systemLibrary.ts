/**
 * The registry of system types: their signatures for the language, their bodies for the runtime. Built once per process;
 * nothing in it belongs to an org.
 */
import { EmulatorBug } from '../errors.ts';
import type { SystemMember, SystemProperty, SystemTypeInfo } from '../language/typeLibrary.ts';
import type { ApexRuntime, SystemLibrary } from '../runtime/apexRuntime.ts';
import { ApexList } from '../values/apexCollections.ts';
import type { ApexEnumValue } from '../values/apexObject.ts';
import { systemTypeOf } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import { enumValue } from './enums.ts';
import { closeRestCall, openRestCall } from './restContext.ts';
import { describedFieldToken, describedObjectToken } from './schemaTokens.ts';
import { parseProperty, parseSignature, parseType, parseTypeHead } from './signature.ts';
import type { NameLookup, Signature } from './signature.ts';
import { systemTypes } from './systemTypes.ts';
import type { InstanceBody, StaticBody, SystemTypeDefinition } from './systemType.ts';
import { typeToken } from './type.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;
type Body = (...args: Value[]) => Value;
type Accessors = { get: Body; set?: Body | undefined };

interface RegisteredType {
    readonly info: SystemTypeInfo;
    /** Full names, nearest first. */
    readonly supertypes: readonly string[];
    readonly bodies: ReadonlyMap<string, Body>;
    readonly accessors: ReadonlyMap<string, Accessors>;
    readonly enumValues: ReadonlyMap<string, ApexEnumValue>;
}

/** Namespaces whose types need no qualification, in the order in which Apex looks. */
const openNamespaces = ['system', 'schema'];

class SystemTypeRegistry {
    private readonly types = new Map<string, RegisteredType>();
    private readonly definitions = new Map<string, SystemTypeDefinition>();
    private readonly namespaces = new Set<string>();

    constructor(definitions: readonly SystemTypeDefinition[]) {
        for (const definition of definitions) {
            const { name } = parseTypeHead(definition.name);
            if (this.definitions.has(name.toLowerCase())) throw new EmulatorBug(`system type ${name} is defined twice`);
            this.definitions.set(name.toLowerCase(), definition);
            this.namespaces.add(name.slice(0, name.indexOf('.')).toLowerCase());
        }
        for (const [name, definition] of this.definitions) this.types.set(name, this.register(definition));
    }

    isNamespace(name: string): boolean {
        return this.namespaces.has(name.toLowerCase());
    }

    /** By simple or full name, ignoring case. */
    find(name: string): RegisteredType | undefined {
        const fullName = this.fullName(name);
        return fullName === undefined ? undefined : this.types.get(fullName.toLowerCase());
    }

    get(name: string): RegisteredType {
        return this.find(name) ?? bug(`there is no system type ${name}`);
    }

    names(): readonly string[] {
        return [...this.types.values()].map((type) => type.info.name);
    }

    private readonly fullName: NameLookup = (name) => {
        const wanted = name.toLowerCase();
        const candidates = wanted.includes('.')
            ? [wanted]
            : openNamespaces.map((namespace) => `${namespace}.${wanted}`);
        const found = candidates.map((candidate) => this.definitions.get(candidate)).find((definition) => definition);
        return found && parseTypeHead(found.name).name;
    };

    private register(definition: SystemTypeDefinition): RegisteredType {
        const { name, typeParameters } = parseTypeHead(definition.name);
        const asType = (text: string): ApexType => parseType(text, typeParameters, this.fullName);
        const self = systemTypeOf(
            name,
            ...typeParameters.map((parameter): ApexType => ({ kind: 'parameter', name: parameter }))
        );
        const bodies = new Map<string, Body>();
        const read = (
            isStatic: boolean,
            group: Readonly<Record<string, StaticBody | InstanceBody>> = {}
        ): SystemMember[] =>
            Object.entries(group).map(([text, body]) => {
                const signature = parseSignature(text, isStatic, self, typeParameters, this.fullName);
                const { key } = signature.member;
                if (bodies.has(key)) throw new EmulatorBug(`${name}.${key} is defined twice`);
                bodies.set(key, guardNulls(signature, body));
                return signature.member;
            });
        const enumValues = (definition.enumValues ?? []).map((value) => enumValue(name, value));
        const accessors = new Map<string, Accessors>();
        const info: SystemTypeInfo = {
            name,
            kind: definition.kind ?? 'class',
            typeParameters,
            isExtensible: definition.isExtensible ?? false,
            superclass: definition.extends === undefined ? undefined : asType(definition.extends),
            interfaces: (definition.implements ?? []).map(asType),
            constructors: read(true, definition.constructors),
            methods: [
                ...read(true, definition.statics),
                ...read(false, definition.methods),
                ...(definition.kind === 'enum' ? this.enumMembers(name, enumValues, read) : [])
            ],
            properties: [
                ...this.properties(definition.staticProperties, true, typeParameters, accessors),
                ...this.properties(definition.properties, false, typeParameters, accessors)
            ],
            enumValues: definition.enumValues ?? []
        };
        return {
            info,
            supertypes: this.supertypesOf(definition),
            bodies,
            accessors,
            enumValues: new Map(enumValues.map((value) => [value.name.toLowerCase(), value]))
        };
    }

    private properties(
        group: SystemTypeDefinition['properties'] | SystemTypeDefinition['staticProperties'],
        isStatic: boolean,
        typeParameters: readonly string[],
        accessors: Map<string, Accessors>
    ): SystemProperty[] {
        return Object.entries(group ?? {}).map(([text, body]) => {
            const access = { isStatic, isReadOnly: body.set === undefined };
            const property = parseProperty(text, access, typeParameters, this.fullName);
            accessors.set(property.name.toLowerCase(), body);
            return property;
        });
    }

    /** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_enum.htm */
    private enumMembers(
        name: string,
        values: readonly ApexEnumValue[],
        read: (isStatic: boolean, group: Readonly<Record<string, StaticBody | InstanceBody>>) => SystemMember[]
    ): SystemMember[] {
        const valueOf = (runtime: ApexRuntime, text: string): ApexEnumValue =>
            values.find((value) => value.name.toLowerCase() === text.toLowerCase()) ??
            runtime.fail('System.NoSuchElementException', `No enum constant ${name}.${text}`);
        return [
            ...read(true, {
                [`List<${name}> values()`]: () => new ApexList(systemTypeOf(name), [...values]),
                [`${name} valueOf(String name)`]: valueOf
            }),
            ...read(false, {
                'String name()': (_: ApexRuntime, self: ApexEnumValue) => self.name,
                'Integer ordinal()': (_: ApexRuntime, self: ApexEnumValue) => self.ordinal
            })
        ];
    }

    private supertypesOf(definition: SystemTypeDefinition): string[] {
        const direct = [
            ...(definition.extends === undefined ? [] : [definition.extends]),
            ...(definition.implements ?? [])
        ];
        return direct.flatMap((head) => {
            const { name } = parseTypeHead(head);
            const fullName = this.fullName(name) ?? bug(`there is no system type ${name}`);
            const above = this.definitions.get(fullName.toLowerCase());
            return [fullName, ...(above ? this.supertypesOf(above) : [])];
        });
    }
}

function guardNulls(signature: Signature, body: StaticBody | InstanceBody): Body {
    const { required, member } = signature;
    if (required.length === 0) return body;
    const first = member.isStatic ? 1 : 2;
    return (runtime: ApexRuntime, ...rest: Value[]): Value => {
        for (const position of required) {
            if (rest[first - 1 + position] === null) {
                runtime.fail('System.NullPointerException', `Argument ${position + 1} cannot be null`);
            }
        }
        return (body as Body)(runtime, ...rest);
    };
}

function bug(message: string): never {
    throw new EmulatorBug(message);
}

let built: SystemTypeRegistry | undefined;

/** All system types; parses their signatures at the first call. */
export function systemTypeRegistry(): SystemTypeRegistry {
    built ??= new SystemTypeRegistry(systemTypes);
    return built;
}

export function createSystemLibrary(): SystemLibrary {
    const registry = systemTypeRegistry();
    const find = <Found>(owner: string, what: string, read: (type: RegisteredType) => Found | undefined): Found => {
        const type = registry.get(owner);
        for (const name of [type.info.name, ...type.supertypes, 'System.Object']) {
            const found = read(registry.get(name));
            if (found !== undefined) return found;
        }
        return bug(`${owner} has no member ${what}`);
    };
    return {
        method: (owner, key) => find(owner, key, (type) => type.bodies.get(key)),
        constructorOf: (owner, key) => find(owner, key, (type) => type.bodies.get(key)),
        property: (owner, name) => find(owner, name, (type) => type.accessors.get(name.toLowerCase())),
        enumValue: (owner, name) => find(owner, name, (type) => type.enumValues.get(name.toLowerCase())),
        typeToken,
        objectToken: describedObjectToken,
        fieldToken: describedFieldToken,
        supertypes: (owner) => registry.get(owner).supertypes,
        openRestCall,
        closeRestCall
    };
}
