/**
 * Deleted records go to the recycle bin with what belongs to them; setup records are gone at once.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_database_recycle.htm
 */
import { auditValues } from '../records/systemWriter.ts';
import type { Row } from '../records/table.ts';
import type { PlatformObject } from '../schema/orgSchema.ts';
import { rowError } from './saveContext.ts';
import type { SaveContext, SaveItem } from './saveContext.ts';

export function deleteRow(context: SaveContext, item: SaveItem): void {
    const blocker = item.before && remove(context, context.object, item.before, undefined);
    if (blocker === undefined) return;
    const message = `Your attempt to delete ${item.id ?? ''} could not be completed because it is associated with: ${blocker}`;
    item.errors.push(rowError('DELETE_FAILED', message));
}

/** Name of the children that forbid it; undefined if it is done. */
function remove(
    context: SaveContext,
    object: PlatformObject,
    row: Row,
    deletedWith: string | undefined
): string | undefined {
    const { store, schema, clock, frame } = context;
    const current = store.table(object.name).get(row.id);
    if (!current || current.isDeleted) return undefined;
    if (object.isSetupObject) store.remove(object.name, row.id);
    else {
        const audit = auditValues(object, clock.now(), frame.user.id, false);
        store.put(object.name, { ...current, values: { ...current.values, ...audit }, isDeleted: true, deletedWith });
    }
    for (const { childObject, field: fieldName } of object.childRelationships) {
        const children = schema.require(childObject);
        const field = children.fields.get(fieldName.toLowerCase());
        const table = store.table(childObject);
        if (!field || !table.hasIndex(fieldName)) continue;
        for (const child of [...table.find(fieldName, row.id)].filter((other) => !other.isDeleted)) {
            if (field.deleteConstraint === 'Restrict') return children.labelPlural;
            if (field.deleteConstraint === 'Cascade' || (children.isSetupObject && !field.isNillable)) {
                const blocker = remove(context, children, child, deletedWith ?? row.id);
                if (blocker !== undefined) return blocker;
            } else store.put(childObject, { ...child, values: { ...child.values, [fieldName]: undefined } });
        }
    }
    return undefined;
}

export function undeleteRow({ store, object }: SaveContext, item: SaveItem): void {
    const { before } = item;
    if (!before) return;
    store.put(object.name, { ...before, isDeleted: false });
    for (const { childObject, field, isCascadeDelete } of object.childRelationships) {
        const children = isCascadeDelete ? [...store.table(childObject).find(field, before.id)] : [];
        for (const child of children)
            if (child.deletedWith === before.id) store.put(childObject, { ...child, isDeleted: false });
    }
}
