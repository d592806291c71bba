/** Calls. Deployed methods dispatch through JavaScript prototypes by signature, library methods are functions bound at load. */
import { UnsupportedApexError } from '../errors.ts';
import type { BoundExpression } from '../language/boundTree.ts';
import { typeName } from '../values/apexType.ts';
import type { FunctionScope } from './functionScope.ts';
import { constructorKey } from './unitWriter.ts';

type Of<K extends BoundExpression['kind']> = Extract<BoundExpression, { kind: K }>;

export function emitCallStatic({ owner, signature, arguments: args }: Of<'callStatic'>, scope: FunctionScope): string {
    return `${scope.unit.cell(owner)}.k[${JSON.stringify(signature)}](${scope.expressions(args)})`;
}

export function emitCallInstance(expression: Of<'callInstance'>, scope: FunctionScope): string {
    const { receiver, signature, isSuper, arguments: args } = expression;
    const target = isSuper ? 'super' : receiver && receiver.kind !== 'this' ? scope.required(receiver) : 'this';
    return `${target}[${JSON.stringify(signature)}](${scope.expressions(args)})`;
}

export function emitCallSystem(expression: Of<'callSystem'>, scope: FunctionScope): string {
    const { receiver, owner, key, arguments: args } = expression;
    const body = scope.unit.constant({ kind: 'systemMethod', owner, key });
    const values = args.map((arg) => scope.expression(arg));
    if (expression.visible) values.push(emitVisible(expression.visible, scope));
    if (!receiver) return `${body}(${['$', ...values].join(', ')})`;
    const target = scope.required(receiver);
    // `super.getMessage()` arrives as a call on `this` with the type of the superclass: it must not come back here.
    const isSuper = receiver.kind === 'this' && typeName(receiver.type) !== scope.type?.name;
    if (isSuper || (receiver.type.kind !== 'user' && !scope.unit.extendedSystemTypes.has(owner.toLowerCase()))) {
        return `${body}(${['$', target, ...values].join(', ')})`;
    }
    // The receiver may be an object of a deployed class, which answers by itself.
    return `$.callMember(${[target, JSON.stringify(key.toLowerCase()), body, `[${values.join(', ')}]`].join(', ')})`;
}

/** A function from a lower-case name to the value it has at the call site; undefined if there is none. */
function emitVisible(visible: ReadonlyMap<string, BoundExpression>, scope: FunctionScope): string {
    const cases = [...visible].map(
        ([name, value]) => `case ${JSON.stringify(name)}: return ${scope.expression(value)};`
    );
    return `(name) => { switch (name) { ${cases.join(' ')} } }`;
}

/** `this(...)` and `super(...)`; of system classes only Exception has deployed subclasses. */
export function emitCallConstructor(expression: Of<'callConstructor'>, scope: FunctionScope): string {
    const { owner, signature, arguments: args, position } = expression;
    if (owner.kind === 'user' && scope.unit.declaration(owner.name)) {
        return `this[${constructorKey(owner.name, signature)}](${scope.expressions(args)})`;
    }
    if (owner.kind !== 'system' || owner.name !== 'System.Exception') {
        throw new UnsupportedApexError('a superclass of the system library other than Exception', position);
    }
    const values = args.map((arg) => scope.expression(arg));
    return `O.initializeException(this, [${values.join(', ')}])`;
}
