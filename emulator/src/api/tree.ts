/**
 * Inserts up to 200 new records, children below their parents, in one transaction: all of them or none.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobject_tree.htm
 */
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import type { RowOutcome } from '../runtime/host.ts';
import type { ObjectDescription } from '../runtime/objectDescription.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import { limited, objectNamed, typeOf } from './collections.ts';
import { dataEndpoint, isRecord, json, jsonObject, type ApiAnswer, type Endpoint } from './endpoint.ts';
import { recordFromJson } from './recordJson.ts';
import { saveMany } from './saveResults.ts';

const levelLimit = 5;

type Item = Readonly<Record<string, unknown>>;

interface Node {
    readonly referenceId: string;
    readonly record: ApexSObject;
    /** The field of the record that takes the parent's id. */
    readonly lookup: { readonly field: string; readonly parent: ApexSObject } | undefined;
}

interface Row {
    readonly referenceId: string;
    readonly outcome: RowOutcome;
}

export function treeEndpoints(org: OrgServices): Endpoint[] {
    return [
        dataEndpoint('POST', '/composite/tree/:object', (request) => {
            const root = objectNamed(org, request.parameters['object'] ?? '');
            const levels = levelsOf(org, root, jsonObject(request));
            const rows: Row[] = [];
            org.inTransaction(request.userId, () =>
                levels.every((level) => saveLevel(org, request.userId, level, rows))
            );
            return answerTo(rows);
        })
    ];
}

/** Triggers see all records of a level and an object together. */
function saveLevel(org: OrgServices, userId: string, nodes: readonly Node[], rows: Row[]): boolean {
    const level = Object.values(Object.groupBy(nodes, ({ record }) => record.objectName)).flatMap(
        (group) => group ?? []
    );
    for (const { record, lookup } of level) if (lookup) record.fields.set(lookup.field, lookup.parent.id);
    const records = level.map(({ record }) => record);
    const outcomes = saveMany(org, userId, { operation: 'insert', records, allOrNone: true });
    rows.push(...level.map(({ referenceId }, index) => ({ referenceId, outcome: outcomes[index] as RowOutcome })));
    return outcomes.every(({ isSuccess }) => isSuccess);
}

function answerTo(rows: readonly Row[]): ApiAnswer {
    const failed = rows.filter(({ outcome }) =>
        outcome.errors.some(({ statusCode }) => statusCode !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK')
    );
    if (failed.length > 0) {
        const results = failed.map(({ referenceId, outcome }) => ({ referenceId, errors: outcome.errors }));
        return json(400, { hasErrors: true, results });
    }
    const results = rows.map(({ referenceId, outcome }) => ({ referenceId, id: outcome.id }));
    return json(201, { hasErrors: false, results });
}

function levelsOf(org: OrgServices, root: ObjectDescription, body: Item): readonly (readonly Node[])[] {
    const levels: Node[][] = [];
    const add = (object: ObjectDescription, item: Item, depth: number, lookup: Node['lookup']): void => {
        if (depth === levelLimit)
            throw new OrgRequestError(400, 'INVALID_INPUT', `A tree has at most ${levelLimit} levels.`);
        if (objectNamed(org, typeOf(item)) !== object)
            throw new OrgRequestError(400, 'INVALID_TYPE', `Expected ${object.name}, not ${typeOf(item)}.`);
        const nested = Object.entries(item).filter(([name, value]) => name !== 'attributes' && isRecord(value));
        const own = Object.entries(item).filter(([name]) => !nested.some(([other]) => other === name));
        const record = recordFromJson(object, Object.fromEntries(own));
        (levels[depth] ??= []).push({ referenceId: referenceOf(item), record, lookup });
        for (const [name, children] of nested) {
            const { child, field } = childOf(org, object, name);
            for (const row of itemsOf(children as Item)) add(child, row, depth + 1, { field, parent: record });
        }
    };
    for (const item of itemsOf(body)) add(root, item, 0, undefined);
    const references = limited(levels.flat()).map(({ referenceId }) => referenceId);
    if (new Set(references).size < references.length)
        throw new OrgRequestError(400, 'INVALID_INPUT', 'Duplicate ReferenceId provided in the request.');
    return levels;
}

/** @throws OrgRequestError 400 INVALID_FIELD */
function childOf(org: OrgServices, object: ObjectDescription, name: string) {
    const relationship = object.childRelationships.find(
        ({ relationshipName }) => relationshipName?.toLowerCase() === name.toLowerCase()
    );
    if (relationship) return { child: objectNamed(org, relationship.childObject), field: relationship.field };
    throw new OrgRequestError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
}

function itemsOf({ records }: Item): readonly Item[] {
    if (!Array.isArray(records) || !records.every(isRecord))
        throw new OrgRequestError(400, 'JSON_PARSER_ERROR', 'Records must be a list of objects');
    return records;
}

function referenceOf(item: Item): string {
    const attributes = item['attributes'];
    const referenceId = isRecord(attributes) ? attributes['referenceId'] : undefined;
    if (typeof referenceId !== 'string')
        throw new OrgRequestError(400, 'INVALID_INPUT', 'Include a reference ID for each record in the request.');
    return referenceId;
}
