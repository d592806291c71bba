/** https://developer.salesforce.com/docs/component-library/documentation/en/lwc/lwc.apex */
import { ApexException } from '../values/apexObject.ts';
import type { ApexExecution } from './execution.ts';
import { argumentsFromJson, callStatic, hasAnnotation, toJsonText } from './jsonCall.ts';

export interface AuraCall {
    readonly className: string;
    readonly methodName: string;
    readonly args: Readonly<Record<string, unknown>>;
}

/** The result as a JSON value. Only static `@AuraEnabled` methods can be called. */
export function callAura(execution: ApexExecution, { className, methodName, args }: AuraCall): unknown {
    const methods = execution.cell(className)?.compiled.declaration.methods ?? [];
    const method = methods.find(
        (candidate) => candidate.isStatic && candidate.name === methodName && hasAnnotation(candidate, 'auraenabled')
    );
    if (!method) {
        throw new ApexException(
            'System.NoAccessException',
            `No @AuraEnabled method ${methodName} in class ${className}`
        );
    }
    const result: unknown = callStatic(execution, className, method, argumentsFromJson(execution, method, args));
    return method.returns.kind === 'void' ? undefined : JSON.parse(toJsonText(execution, result));
}
