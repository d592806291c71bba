/** Queries and saves of API clients: user mode, one transaction each. */
import { ApexCompileError, EmulatorBug } from '../errors.ts';
import { OrgRequestError, type OrgServices, type SaveRequest } from '../orgServices.ts';
import { QueryRefusal } from '../platform/soql/queryRefusal.ts';
import type { RowOutcome } from '../runtime/host.ts';
import { parseQuery } from '../soql/parseQuery.ts';
import { ApexException, ApexLimitExceeded } from '../values/apexObject.ts';
import type { OrgEngine } from './orgEngine.ts';

const apiAccess = { mode: 'user', enforceSharing: true } as const;

export function queryRecords(org: OrgEngine, userId: string, text: string): ReturnType<OrgServices['query']> {
    try {
        const query = parseQuery(text);
        const { session, frame } = openFrame(org, userId);
        return { query, ...session.query(frame, query, [], apiAccess) };
    } catch (error) {
        if (error instanceof ApexCompileError)
            throw new OrgRequestError(400, 'MALFORMED_QUERY', error.problems[0]?.message ?? error.message);
        if (error instanceof QueryRefusal) throw new OrgRequestError(400, error.errorCode, error.message ?? '');
        if (error instanceof ApexException) throw new OrgRequestError(400, 'MALFORMED_QUERY', error.message ?? '');
        throw error;
    }
}

export function saveRecords(org: OrgEngine, userId: string, request: SaveRequest): readonly RowOutcome[] {
    return org.asUser(userId, () => {
        const transaction = org.runner.current;
        if (!transaction) throw new EmulatorBug('a save without a transaction');
        try {
            return transaction.session.dml(transaction.frame, {
                operation: request.operation,
                records: request.records,
                allOrNone: request.allOrNone,
                access: apiAccess,
                externalIdField: request.externalIdField,
                duplicateIds: [],
                options: { triggerUserEmail: request.triggerUserEmail === true, allowFieldTruncation: false }
            });
        } catch (error) {
            throw asRequestError(error);
        }
    });
}

/** What Apex in a client's request throws, as the client sees it. */
export function asRequestError(error: unknown): unknown {
    if (error instanceof ApexException)
        return new OrgRequestError(400, 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', error.toString());
    if (error instanceof ApexLimitExceeded)
        return new OrgRequestError(
            400,
            'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
            `System.LimitException: ${error.message}`
        );
    return error;
}

/** For rights and queries that need no transaction of their own. */
export function openFrame(
    org: OrgEngine,
    userId: string
): Pick<NonNullable<OrgEngine['runner']['current']>, 'session' | 'frame'> {
    return org.runner.current ?? org.runner.open({ userId, entry: 'synchronous' });
}
