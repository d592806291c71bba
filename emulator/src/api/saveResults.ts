/** Outcomes of a save as the record resources report them. */
import { OrgRequestError, type OrgServices, type SaveRequest } from '../orgServices.ts';
import type { RowOutcome } from '../runtime/host.ts';
import type { ApexSObject } from '../values/apexSObject.ts';

const rolledBack = {
    statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
    fields: []
};

/**
 * The REST API tells fields that a user may not see from fields that a user may not write.
 * @throws OrgRequestError 400 INVALID_FIELD, INVALID_FIELD_FOR_INSERT_UPDATE
 */
function requireFieldRights(
    org: OrgServices,
    userId: string,
    { operation, records, externalIdField }: SaveRequest
): void {
    if (operation === 'delete') return;
    const right = operation === 'insert' ? 'create' : 'update';
    const keys = new Set(
        records.flatMap(({ objectName, fields }) => [...fields.keys()].map((name) => `${objectName} ${name}`))
    );
    for (const [objectName = '', name = ''] of [...keys].map((key) => key.split(' '))) {
        const object = org.object(objectName);
        if (!object || name === 'Id' || name === externalIdField) continue;
        const rights = org.fieldRights(userId, object, name);
        if (!rights.read)
            throw new OrgRequestError(
                400,
                'INVALID_FIELD',
                `No such column '${name}' on sobject of type ${objectName}`
            );
        if (rights[right]) continue;
        const cure =
            'Please check the security settings of this field and verify that it is read/write for your profile or permission set.';
        throw new OrgRequestError(
            400,
            'INVALID_FIELD_FOR_INSERT_UPDATE',
            `Unable to create/update fields: ${name}. ${cure}`,
            [name]
        );
    }
}

/** @throws OrgRequestError with the first error of the record, if it was refused */
export function saveOne(
    org: OrgServices,
    userId: string,
    request: Omit<SaveRequest, 'records' | 'allOrNone'>,
    record: ApexSObject
): RowOutcome {
    const save = { ...request, records: [record], allOrNone: true };
    requireFieldRights(org, userId, save);
    const [outcome] = org.save(userId, save);
    const error = outcome?.errors[0];
    if (outcome?.isSuccess) return outcome;
    const status = error?.statusCode === 'ENTITY_IS_DELETED' ? 404 : 400;
    throw new OrgRequestError(
        status,
        error?.statusCode ?? 'UNKNOWN_EXCEPTION',
        error?.message ?? 'The record was not saved',
        error?.fields
    );
}

/**
 * Saves records of any objects, in runs of one object each, as the collection resources do.
 * @returns one outcome a record, in order; after a failure with `allOrNone` no record counts as saved
 */
export function saveMany(org: OrgServices, userId: string, request: SaveRequest): readonly RowOutcome[] {
    requireFieldRights(org, userId, request);
    const outcomes: RowOutcome[] = [];
    const saveRuns = (): boolean => {
        for (const records of runsOf(request.records)) outcomes.push(...org.save(userId, { ...request, records }));
        return !request.allOrNone || outcomes.every(({ isSuccess }) => isSuccess);
    };
    if (request.allOrNone) org.inTransaction(userId, saveRuns);
    else saveRuns();
    if (!request.allOrNone || outcomes.every(({ isSuccess }) => isSuccess)) return outcomes;
    return outcomes.map((outcome) =>
        outcome.errors.length === 0 ? { ...outcome, id: null, isSuccess: false, errors: [rolledBack] } : outcome
    );
}

function runsOf(records: readonly ApexSObject[]): ApexSObject[][] {
    const runs: ApexSObject[][] = [];
    for (const record of records) {
        const run = runs.at(-1);
        if (run?.[0]?.objectName === record.objectName) run.push(record);
        else runs.push([record]);
    }
    return runs;
}

export interface SaveResultJson {
    readonly id?: string;
    readonly success: boolean;
    readonly errors: readonly {
        readonly statusCode: string;
        readonly message: string;
        readonly fields: readonly string[];
    }[];
    readonly created?: boolean;
}

export function saveResultJson(outcome: RowOutcome, operation: SaveRequest['operation']): SaveResultJson {
    const created = operation === 'upsert' && outcome.isSuccess ? { created: outcome.isCreated } : {};
    const id = outcome.isSuccess && outcome.id !== null ? { id: outcome.id } : {};
    return { ...id, success: outcome.isSuccess, errors: outcome.errors, ...created };
}
