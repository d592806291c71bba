/**
 * Calls of Lightning components and the errors they get.
 * https://developer.salesforce.com/docs/platform/lwc/guide/data-error.html
 */
import type { AuraErrorBody, AuraFieldError, AuraOutcome, AuraRequest } from '../lightningServices.ts';
import { ApexException, ApexLimitExceeded, type DmlRowError, type StackFrame } from '../values/apexObject.ts';
import { stackText } from '../runtime/restDispatch.ts';
import type { OrgEngine } from './orgEngine.ts';
import { openFrame } from './recordServices.ts';

export function callAura(org: OrgEngine, userId: string, request: AuraRequest): AuraOutcome {
    const { className, methodName, args } = request;
    const method = org.engine.auraMethod(className, methodName);
    if (!method)
        return failure(404, {
            errorCode: 'NOT_FOUND',
            message: `Unable to find Apex action method ${className}.${methodName}`
        });
    const { session, frame } = openFrame(org, userId);
    if (!session.hasClassAccess(frame, className)) {
        const message = `You do not have access to the Apex class named '${className}'.`;
        return failure(403, { errorCode: 'INSUFFICIENT_ACCESS', message });
    }
    if (request.isCacheable && !method.isCacheable)
        return failure(500, {
            message: 'Apex methods that are to be cached must be marked as @AuraEnabled(cacheable=true)'
        });
    try {
        const returned = org.runner.run({ userId, entry: 'synchronous', isReadOnly: method.isCacheable }, () =>
            org.engine.callAura(className, methodName, args)
        );
        return { isSuccess: true, returnValue: returned ?? null };
    } catch (error) {
        return failure(500, errorBody(org, error));
    }
}

function failure(status: number, body: AuraErrorBody): AuraOutcome {
    return { isSuccess: false, status, body };
}

/** What is not Apex's goes on. */
function errorBody(org: OrgEngine, error: unknown): AuraErrorBody {
    if (error instanceof ApexLimitExceeded)
        return described(error.message, 'System.LimitException', false, error.stackFrames);
    if (!(error instanceof ApexException)) throw error;
    if (error.typeName === 'System.AuraHandledException') return { message: error.clientMessage ?? scriptThrown };
    if (error.typeName === 'System.DmlException' && error.dmlErrors.length > 0) return dmlBody(error.dmlErrors);
    const isOwn = org.engine.execution.isDeployed(error.typeName);
    return described(error.message ?? scriptThrown, error.typeName, isOwn, error.stack);
}

const scriptThrown = 'Script-thrown exception';

function described(
    message: string,
    exceptionType: string,
    isUserDefinedException: boolean,
    stack: readonly StackFrame[]
): AuraErrorBody {
    return { exceptionType, isUserDefinedException, message, stackTrace: stackText(stack) };
}

function dmlBody(rows: readonly DmlRowError[]): AuraErrorBody {
    const pageErrors: AuraFieldError[] = [];
    const fieldErrors: Record<string, AuraFieldError[]> = {};
    for (const { statusCode, message, fields } of rows) {
        if (fields.length === 0) pageErrors.push({ statusCode, message });
        for (const field of fields) (fieldErrors[field] ??= []).push({ statusCode, message });
    }
    return { fieldErrors, pageErrors, index: null, duplicateResults: [] };
}
