/**
 * Setup and other records cannot be saved in one transaction, unless the write of a User is one of the harmless ones.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_non_mix_sobjects.htm
 */
import type { RowError } from '../../runtime/host.ts';
import { rowError } from './saveContext.ts';
import type { SaveContext, SaveItem } from './saveContext.ts';

const restrictedUserFields = ['UserRoleId', 'IsActive', 'ForecastEnabled', 'IsPortalEnabled', 'Username', 'ProfileId'];

/** Notes the save in its frame; the error if the frame has saved records of the other kind before. */
export function noteKind(context: SaveContext, items: readonly SaveItem[]): RowError | undefined {
    const { object, frame, rules } = context;
    if (!rules.mixedDml || isExempt(context, items)) return undefined;
    const [own, other] = object.isSetupObject ? (['setup', 'nonSetup'] as const) : (['nonSetup', 'setup'] as const);
    const original = frame.savedKinds[other];
    frame.savedKinds[own] ??= object.name;
    if (original === undefined) return undefined;
    const rule =
        'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa)';
    return rowError('MIXED_DML_OPERATION', `${rule}: ${object.name}, original object: ${original}`);
}

function isExempt({ object, operation, store }: SaveContext, items: readonly SaveItem[]): boolean {
    if (object.name === 'Group') return operation === 'insert' || operation === 'update';
    if (object.name !== 'User') return false;
    return items.every(({ record }) => {
        const stored = operation === 'update' ? store.table('User').get(record.id ?? '')?.values : undefined;
        const names = operation === 'update' ? restrictedUserFields : ['UserRoleId'];
        return names.every((name) => !record.fields.has(name) || record.fields.get(name) === (stored?.[name] ?? null));
    });
}
