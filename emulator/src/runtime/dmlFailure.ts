/** The DmlException of a call that fails as a whole; DML statements and `Database` methods raise the same one. */
import type { DmlOperation } from '../language/boundTree.ts';
import { ApexException } from '../values/apexObject.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import type { RowOutcome } from './host.ts';

/**
 * Undefined if every row succeeded. Rows that failed only because others did (allOrNone) carry no error of their own and are
 * not listed. The message is the platform's: operation, first failed row, its first error.
 */
export function dmlFailure(
    operation: DmlOperation,
    records: readonly ApexSObject[],
    outcomes: readonly RowOutcome[]
): ApexException | undefined {
    const rows = outcomes.flatMap(({ isSuccess, errors }, rowIndex) => {
        const [error] = errors;
        if (isSuccess || !error || error.statusCode === 'ALL_OR_NONE_OPERATION_ROLLED_BACK') return [];
        // An insert that fails leaves no id behind, whatever the platform wrote in between.
        const recordId = operation === 'insert' ? null : (records[rowIndex]?.id ?? null);
        return [{ rowIndex, recordId, ...error }];
    });
    const [first] = rows;
    if (!first) return undefined;
    const name = operation.charAt(0).toUpperCase() + operation.slice(1);
    const withId = first.recordId === null ? '' : ` with id ${first.recordId}`;
    const detail = `${first.statusCode}, ${first.message}: [${first.fields.join(', ')}]`;
    const failure = new ApexException(
        'System.DmlException',
        `${name} failed. First exception on row ${first.rowIndex}${withId}; first error: ${detail}`
    );
    failure.dmlErrors = rows;
    return failure;
}
