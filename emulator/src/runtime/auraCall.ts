/** Calls of Lightning components: https://developer.salesforce.com/docs/platform/lwc/guide/apex.html */
import type { BoundMethod } from '../language/boundTree.ts';
import { UnsupportedApexError } from '../errors.ts';
import { ApexException } from '../values/apexObject.ts';
import { typeName } from '../values/apexType.ts';
import type { ApexType } from '../values/apexType.ts';
import { toAuraValue } from './auraValue.ts';
import type { ApexExecution } from './execution.ts';
import type { LoadedProgram } from './loadedProgram.ts';
import { callStatic, fromJson, hasAnnotation } from './jsonCall.ts';

export interface AuraCall {
    readonly className: string;
    readonly methodName: string;
    readonly args: Readonly<Record<string, unknown>>;
}

/** The class's name ignores case, the method's does not. */
function findAuraMethod(
    { cells }: Pick<LoadedProgram, 'cells'>,
    className: string,
    methodName: string
): BoundMethod | undefined {
    const declaration = cells.get(className.toLowerCase())?.compiled.declaration;
    if (!declaration || declaration.outermost !== declaration.name) return undefined;
    return declaration.methods.find(
        (candidate) => candidate.isStatic && candidate.name === methodName && hasAnnotation(candidate, 'auraenabled')
    );
}

/** Undefined unless it is a static `@AuraEnabled` method. */
export function auraMethodOf(
    program: Pick<LoadedProgram, 'cells'>,
    className: string,
    methodName: string
): { readonly isCacheable: boolean; readonly parameters: readonly string[] } | undefined {
    const method = findAuraMethod(program, className, methodName);
    const annotation = method?.annotations.find(({ name }) => name === 'auraenabled');
    return (
        method && {
            isCacheable: annotation?.parameters.get('cacheable') === true,
            parameters: method.parameters.map(({ name }) => name)
        }
    );
}

/** The result as a JSON value; undefined for a void method. Only static `@AuraEnabled` methods can be called. */
export function callAura(execution: ApexExecution, { className, methodName, args }: AuraCall): unknown {
    const method = findAuraMethod(execution.program, className, methodName);
    if (!method) {
        throw new ApexException(
            'System.NoAccessException',
            `No @AuraEnabled method ${methodName} in class ${className}`
        );
    }
    const values = method.parameters.map(({ name, type }) => argument(execution, name, type, args[name] ?? null));
    const result: unknown = callStatic(execution, className, method, values);
    return method.returns.kind === 'void' ? undefined : toAuraValue(execution, result);
}

function argument(execution: ApexExecution, name: string, type: ApexType, value: unknown): unknown {
    if (/\bObject\b/.test(typeName(type)))
        throw new UnsupportedApexError(`an @AuraEnabled parameter of type ${typeName(type)}`);
    try {
        return fromJson(execution, visibleMembers(execution, value, type), type);
    } catch (error) {
        if (!(error instanceof ApexException) || error.typeName !== 'System.JSONException') throw error;
        throw new ApexException(
            'System.TypeException',
            `Value provided is invalid for action parameter '${name}' of type '${typeName(type)}'`
        );
    }
}

/** Without the members of deployed classes that components may not set. */
function visibleMembers(execution: ApexExecution, value: unknown, type: ApexType): unknown {
    if (Array.isArray(value)) {
        if (type.kind !== 'list' && type.kind !== 'set') return value;
        return value.map((item: unknown) => visibleMembers(execution, item, type.element));
    }
    if (typeof value !== 'object' || value === null) return value;
    if (type.kind === 'map') return mapMembers(value, (_, item) => visibleMembers(execution, item, type.value));
    if (type.kind !== 'user') return value;
    const fields = execution.reflect(type.name)?.fields.filter(({ isAuraEnabled }) => isAuraEnabled) ?? [];
    return mapMembers(value, (name, item) => {
        const field = fields.find((candidate) => candidate.name === name);
        return field && visibleMembers(execution, item, field.type);
    });
}

function mapMembers(value: object, change: (name: string, item: unknown) => unknown): Record<string, unknown> {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(name, item)]));
}
