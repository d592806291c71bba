/**
 * Apex REST: finds the class and method of a request and runs it.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_rest_methods.htm
 */
import type { BoundTypeDeclaration } from '../language/boundTree.ts';
import { ApexException, ApexLimitExceeded } from '../values/apexObject.ts';
import type { StackFrame } from '../values/apexObject.ts';
import type { ApexExecution } from './execution.ts';
import type { ApexRestRequest, ApexRestResponse } from './host.ts';
import { argumentsFromJson, callStatic, hasAnnotation } from './jsonCall.ts';

export interface RestOutcome {
    readonly response: ApexRestResponse;
    /** True if Apex ended in an exception, so that nothing it wrote may stay. */
    readonly isFailure: boolean;
}

export function callRest(
    execution: ApexExecution,
    request: ApexRestRequest,
    hasClassAccess: (className: string) => boolean
): RestOutcome {
    const resource = findResource(execution, request.path);
    if (!resource) return refusal(404, 'NOT_FOUND', 'Could not find a match for URL');
    if (!hasClassAccess(resource.name))
        return refusal(403, 'FORBIDDEN', `You do not have access to the Apex class named: ${resource.name}`);
    const verb = request.method.toUpperCase();
    const method = resource.methods.find(
        (candidate) => candidate.isStatic && hasAnnotation(candidate, `http${verb.toLowerCase()}`)
    );
    if (!method)
        return refusal(
            405,
            'METHOD_NOT_ALLOWED',
            `HTTP Method '${verb}' not allowed. Allowed are ${allowedVerbs(resource)}`
        );
    const args = method.parameters.length > 0 ? parseBody(request.body) : {};
    if (!args)
        return refusal(
            400,
            'JSON_PARSER_ERROR',
            'The HTTP entity body is required, but this request has no entity body.'
        );
    try {
        execution.library.openRestCall(execution, request);
        const values = argumentsFromJson(execution, method, args);
        const returned: unknown = callStatic(execution, resource.name, method, values);
        const result = method.returns.kind === 'void' ? undefined : returned;
        return { response: execution.library.closeRestCall(execution, result), isFailure: false };
    } catch (error) {
        return failure(execution.noted(error));
    }
}

/** An exact mapping wins; else the longest with a wildcard. Mappings depend on case. */
function findResource(execution: ApexExecution, path: string): BoundTypeDeclaration | undefined {
    let best: { readonly type: BoundTypeDeclaration; readonly weight: number } | undefined;
    for (const { compiled } of execution.program.cells.values()) {
        const annotation = compiled.declaration.annotations.find(({ name }) => name === 'restresource');
        const mapping = annotation?.parameters.get('urlmapping');
        if (typeof mapping !== 'string' || !matches(mapping, path)) continue;
        const weight = mapping.includes('*') ? mapping.length : Number.MAX_SAFE_INTEGER;
        if (!best || weight > best.weight) best = { type: compiled.declaration, weight };
    }
    return best?.type;
}

function matches(mapping: string, path: string): boolean {
    const pattern = mapping.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${pattern.join('.*')}$`).test(path);
}

function allowedVerbs({ methods }: BoundTypeDeclaration): string {
    const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
    return verbs
        .filter((verb) => methods.some((method) => hasAnnotation(method, `http${verb.toLowerCase()}`)))
        .join(',');
}

/** Undefined if the body is no JSON object. */
function parseBody(body: Buffer): Record<string, unknown> | undefined {
    try {
        const value: unknown = JSON.parse(body.toString('utf8'));
        return typeof value === 'object' && value !== null && !Array.isArray(value)
            ? (value as Record<string, unknown>)
            : undefined;
    } catch (error) {
        if (error instanceof SyntaxError) return undefined;
        throw error;
    }
}

/** What Apex threw; anything else is not Apex's and goes on. */
function failure(error: unknown): RestOutcome {
    if (error instanceof ApexException) {
        if (error.typeName === 'System.JSONException' && error.stack.length === 0) {
            return refusal(400, 'JSON_PARSER_ERROR', error.message ?? '');
        }
        return refusal(500, 'APEX_ERROR', withStack(error.toString(), error.stack));
    }
    if (error instanceof ApexLimitExceeded) {
        return refusal(500, 'APEX_ERROR', withStack(`System.LimitException: ${error.message}`, error.stackFrames));
    }
    throw error;
}

function withStack(message: string, stack: readonly StackFrame[]): string {
    return `${message}\n\n${stackText(stack)}`;
}

/** `Class.Invoice.total: line 12, column 1`, one frame a line. */
export function stackText(stack: readonly StackFrame[]): string {
    return stack.map(({ where, position }) => `${where}: line ${position.line}, column ${position.column}`).join('\n');
}

function refusal(statusCode: number, errorCode: string, message: string): RestOutcome {
    const body = Buffer.from(JSON.stringify([{ errorCode, message }]));
    const headers = new Map([['Content-Type', 'application/json;charset=UTF-8']]);
    return { response: { statusCode, headers, body }, isFailure: true };
}
