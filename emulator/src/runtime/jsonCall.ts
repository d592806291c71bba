/** Deployed methods called with JSON arguments: by REST and by components. */
import { EmulatorBug } from '../errors.ts';
import type { BoundMethod } from '../language/boundTree.ts';
import type { ApexType } from '../values/apexType.ts';
import type { ApexExecution } from './execution.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Value = any;

/** Arguments by the names of the parameters; one that is missing is null. Throws System.JSONException. */
export function argumentsFromJson(
    execution: ApexExecution,
    method: BoundMethod,
    args: Readonly<Record<string, unknown>>
): Value[] {
    const byName = new Map(Object.entries(args).map(([name, value]) => [name.toLowerCase(), value]));
    return method.parameters.map((parameter) =>
        fromJson(execution, byName.get(parameter.name.toLowerCase()) ?? null, parameter.type)
    );
}

export function fromJson(execution: ApexExecution, value: unknown, type: ApexType): Value {
    if (value === null) return null;
    const { library } = execution;
    return library.method('System.JSON', 'deserialize(String,System.Type)')(
        execution,
        JSON.stringify(value),
        library.typeToken(type)
    );
}

export function toJsonText(execution: ApexExecution, value: Value): string {
    return execution.library.method('System.JSON', 'serialize(Object)')(execution, value) as string;
}

export function hasAnnotation(method: BoundMethod, name: string): boolean {
    return method.annotations.some((annotation) => annotation.name === name);
}

/** Calls a static method of a deployed class. */
export function callStatic(
    execution: ApexExecution,
    typeName: string,
    method: BoundMethod,
    values: readonly Value[]
): Value {
    const body = execution.cell(typeName)?.k?.[method.signature];
    if (!body) throw new EmulatorBug(`${typeName} has no method ${method.signature}`);
    return body(...values);
}
