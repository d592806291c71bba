/** Method calls, qualified and not: which method, whether it may be called from here, and what comes out. */
import type { SourcePosition } from '../../errors.ts';
import { mapOf, primitive, systemTypeOf, typeName, voidType } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { Body } from '../body.ts';
import type { BoundExpression } from '../boundTree.ts';
import { assign } from '../conversions.ts';
import { describeCall, describeMethod } from '../declareMembers.ts';
import { instanceMember, isSubclassOf } from '../members.ts';
import { describeFound, isStatic, methodsOf } from '../methods.ts';
import type { FoundMethod } from '../methods.ts';
import { chooseOverload } from '../overloads.ts';
import type { Candidate } from '../overloads.ts';
import { fail, refuse } from '../problems.ts';
import { isVisible } from '../symbols.ts';
import type { ClassSymbol, MethodSymbol } from '../symbols.ts';
import { isMetadataType, objectToken, visibleValues } from './qualifiers.ts';
import type { Qualifier } from './qualifiers.ts';

/** One call while it is bound. */
interface Call {
    readonly name: string;
    readonly values: readonly BoundExpression[];
    readonly body: Body;
    readonly position: SourcePosition;
}

/** `base.name(values)` */
export function callMethod(
    base: Qualifier,
    name: string,
    values: readonly BoundExpression[],
    body: Body,
    position: SourcePosition
): BoundExpression {
    const call: Call = { name, values, body, position };
    switch (base.kind) {
        case 'value':
            return callOnValue(base.value, call);
        case 'type':
            return callOnType(base.type, call);
        case 'super':
            return callOnSuper(call);
        case 'fields':
            if (base.value) return callOnValue(instanceMember(base.value, 'fields', body, position), call);
            return notFound(call, `${base.objectName}.fields`);
        case 'namespace':
            return notFound(call, base.namespace);
        case 'labels':
            return callOnType(systemTypeOf('System.Label'), call);
        case 'trigger':
            return notFound(call, base.kind);
    }
}

/** `name(values)`: a method of the class at hand, or a static one of the class around it. */
export function callUnqualified(
    name: string,
    values: readonly BoundExpression[],
    body: Body,
    position: SourcePosition
): BoundExpression {
    const call: Call = { name, values, body, position };
    for (let around: ClassSymbol | undefined = body.owner; around; around = around.outer) {
        const type: ApexType = { kind: 'user', name: around.name };
        const candidates = methodsOf(type, call.name, call.body.program).filter(
            ({ member }) => around === body.owner || isStatic(member)
        );
        const choice = choose(candidates, call);
        if (!choice) continue;
        const { member } = choice;
        if (isStatic(member)) return finish(member, undefined, choice.arguments, call);
        if (body.isStatic)
            fail(`Non static method cannot be referenced from a static context: ${describeFound(member)}`, position);
        if (body.isBeforeConstruction) {
            fail(`Cannot reference instance methods in a constructor invocation: ${describeFound(member)}`, position);
        }
        return finish(member, { kind: 'this', type, position }, choice.arguments, call);
    }
    return notFound(call, body.owner.name);
}

function callOnValue(receiver: BoundExpression, call: Call): BoundExpression {
    const { type } = receiver;
    if (call.name.toLowerCase() === 'adderror') {
        const onRecord = fieldErrorCall(receiver, call);
        if (onRecord) return onRecord;
    }
    const choice = choose(methodsOf(type, call.name, call.body.program), call);
    if (!choice) return notFound(call, typeName(type));
    if (isStatic(choice.member)) {
        fail(
            `Static method cannot be referenced from a non static context: ${describeFound(choice.member)}`,
            call.position
        );
    }
    return finish(choice.member, receiver, choice.arguments, call);
}

/** `record.Title.addError(...)` marks the field of the record: the receiver is not the field's value. */
function fieldErrorCall(receiver: BoundExpression, call: Call): BoundExpression | undefined {
    if (receiver.type.kind === 'sobject') return undefined;
    if (receiver.kind !== 'read' || receiver.place.kind !== 'recordFieldPlace') {
        return receiver.type.kind === 'primitive'
            ? fail('addError must be invoked on an expression that is an exact SObject field reference', call.position)
            : undefined;
    }
    const { receiver: record, field } = receiver.place;
    const name: BoundExpression = { kind: 'string', value: field, type: primitive('String'), position: call.position };
    return callOnValue(record, { ...call, values: [name, ...call.values] });
}

function callOnType(type: ApexType, call: Call): BoundExpression {
    if (type.kind === 'sobject' && call.name.toLowerCase() === 'getsobjecttype' && call.values.length === 0) {
        return objectToken(type.name, false, call.position);
    }
    const metadata = metadataCall(type, call);
    if (metadata) return metadata;
    const all = methodsOf(type, call.name, call.body.program);
    const choice = choose(
        all.filter(({ member }) => isStatic(member)),
        call
    );
    if (choice) return finish(choice.member, undefined, choice.arguments, call);
    const other = choose(all, call);
    if (!other) return notFound(call, typeName(type));
    return fail(
        `Non static method cannot be referenced from a static context: ${describeFound(other.member)}`,
        call.position
    );
}

function callOnSuper(call: Call): BoundExpression {
    const { superclass } = call.body.owner;
    if (!superclass) return fail(`No super type defined: ${call.body.owner.name}`, call.position);
    const choice = choose(methodsOf(superclass, call.name, call.body.program), call);
    if (!choice) return notFound(call, typeName(superclass));
    const { member } = choice;
    if (member.kind === 'user' && member.method.isAbstract) {
        fail(`Abstract method cannot be called directly: ${describeFound(member)}`, call.position);
    }
    const bound = finish(member, { kind: 'this', type: superclass, position: call.position }, choice.arguments, call);
    return bound.kind === 'callInstance' ? { ...bound, receiver: undefined, isSuper: true } : bound;
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm */
function metadataCall(type: ApexType, call: Call): BoundExpression | undefined {
    if (!isMetadataType(type, call.body) || type.kind !== 'sobject') return undefined;
    const { name, values, position, body } = call;
    const base = { kind: 'metadataAccess', objectName: type.name, position } as const;
    if (name.toLowerCase() === 'getall' && values.length === 0) {
        return { ...base, method: 'getAll', arguments: [], type: mapOf(primitive('String'), type) };
    }
    const [key, ...rest] = values;
    if (name.toLowerCase() !== 'getinstance' || !key || rest.length > 0) return undefined;
    return { ...base, method: 'getInstance', arguments: [assign(key, primitive('String'), body.program)], type };
}

function choose(candidates: readonly Candidate<FoundMethod>[], call: Call) {
    const { values, body, position } = call;
    return chooseOverload(candidates, values, body.program, ({ member }) => describeFound(member), position);
}

function finish(
    found: FoundMethod,
    receiver: BoundExpression | undefined,
    values: readonly BoundExpression[],
    call: Call
): BoundExpression {
    const { position } = call;
    if (found.kind === 'system') {
        return {
            kind: 'callSystem',
            receiver,
            owner: found.info.name,
            key: found.member.key,
            arguments: values,
            type: resultType(found, receiver),
            position,
            ...(isDynamicQuery(found) ? { visible: visibleValues(call.body, position) } : {})
        };
    }
    const { method } = found;
    checkCallable(method, call);
    const base = {
        owner: method.owner.name,
        signature: method.signature,
        arguments: values,
        type: method.returns,
        position
    };
    if (method.isStatic) return { kind: 'callStatic', ...base };
    return {
        kind: 'callInstance',
        receiver: receiver?.kind === 'this' ? undefined : receiver,
        isSuper: false,
        ...base
    };
}

/** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_soql.htm */
function isDynamicQuery({ info, member }: Extract<FoundMethod, { kind: 'system' }>): boolean {
    return info.name === 'System.Database' && /^(query|countQuery)\(/i.test(member.key);
}

/** `clone` of a record yields that record type, though its signature can only say SObject. */
function resultType(found: Extract<FoundMethod, { kind: 'system' }>, receiver: BoundExpression | undefined): ApexType {
    const isClone = found.member.name === 'clone' && receiver?.type.kind === 'sobject';
    return isClone ? receiver.type : found.returns;
}

function checkCallable(method: MethodSymbol, call: Call): void {
    const { body } = call;
    const isSubclass = (): boolean => isSubclassOf(body.owner, method.owner, body.program);
    if (!isVisible(method, method.owner, body.owner, isSubclass)) {
        fail(
            `Method is not visible: ${typeName(method.returns)} ${method.owner.name}.${describeMethod(method).split(' ').slice(1).join(' ')}`,
            call.position
        );
    }
}

function notFound(call: Call, typeText: string): never {
    const { library } = call.body.program;
    const owner = library.systemType(typeText)?.name ?? (library.sobject(typeText) ? 'System.SObject' : typeText);
    const known = library.missingMethod(owner, call.name);
    if (known !== undefined) refuse(known, call.position);
    const types = call.values.map((value) => value.type);
    const text = describeCall(call.name, types, voidType);
    return fail(`Method does not exist or incorrect signature: ${text} from the type ${typeText}`, call.position);
}
