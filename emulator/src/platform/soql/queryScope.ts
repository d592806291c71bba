/** Field paths of a query on one object: looked up in the schema, checked against the rights of the user, and read. */
import { UnsupportedApexError } from '../../errors.ts';
import type { RunningUser } from '../../runtime/host.ts';
import type { FieldPath, FunctionCall } from '../../soql/query.ts';
import { ApexDatetime } from '../../values/apexTemporal.ts';
import type { PlatformRules } from '../platformRules.ts';
import { profileNameFor } from '../records/profiles.ts';
import type { RecordStore } from '../records/recordStore.ts';
import type { Row } from '../records/table.ts';
import { parseField } from '../schema/fieldNotation.ts';
import type { OrgSchema, PlatformField, PlatformObject } from '../schema/orgSchema.ts';
import { refuse, refuseField, refuseObject, refuseRelationship } from './queryRefusal.ts';

/** What a running query may look at. */
export interface QueryContext {
    readonly schema: OrgSchema;
    readonly store: RecordStore;
    readonly user: RunningUser;
    readonly rules: PlatformRules;
    readonly nowMs: number;
    /** Values of `:binds`, by index. */
    readonly binds: readonly unknown[];
    mayReadObject(object: PlatformObject): boolean;
    mayReadField(object: PlatformObject, field: PlatformField): boolean;
    /** Sharing and what a test may see; says nothing about deleted rows. */
    maySee(object: PlatformObject, row: Row): boolean;
}

/** A value of each row or group, and the field whose type it has. */
export interface Column<Subject> {
    readonly field: PlatformField;
    readonly read: (subject: Subject) => unknown;
}

export interface ResolvedPath {
    /** Lookups on the way, outermost first. */
    readonly steps: readonly PlatformField[];
    readonly field: PlatformField;
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_relationships_query_limits.htm */
const maxParentSteps = 5;

/** `Owner.Type`: the name of the object that a polymorphic lookup points at. */
const typeOfParent = parseField('Type string(80) readonly');

const hourOfDay = parseField('Hour int(2)');

export class QueryScope {
    readonly context: QueryContext;
    readonly object: PlatformObject;
    private readonly alias: string | undefined;

    constructor(context: QueryContext, objectName: string, alias: string | undefined) {
        const object = context.schema.object(objectName);
        if (!object?.isQueryable || !context.mayReadObject(object)) refuseObject(object?.name ?? objectName);
        this.context = context;
        this.object = object;
        this.alias = alias;
    }

    resolve(path: FieldPath): ResolvedPath {
        const segments = this.withoutQualifier(path.segments);
        if (segments.length > maxParentSteps + 1) {
            refuse(
                'MALFORMED_QUERY',
                `SOQL relationship path ${path.segments.join('.')} is longer than ${maxParentSteps}`
            );
        }
        const steps: PlatformField[] = [];
        let candidates: readonly PlatformObject[] = [this.object];
        for (const segment of segments.slice(0, -1)) {
            const field =
                this.choose(candidates, segment, (object) => parentLookup(object, segment)) ??
                refuseRelationship(segment, names(candidates));
            steps.push(field);
            candidates = field.referenceTo.map((name) => this.context.schema.require(name));
            const closed = candidates.find((object) => !this.context.mayReadObject(object));
            if (closed) refuseObject(closed.name);
        }
        const name = segments.at(-1) ?? '';
        if (candidates.length > 1 && name.toLowerCase() === 'type') return { steps, field: typeOfParent };
        const field = this.choose(candidates, name, (object) => object.fields.get(name.toLowerCase()));
        if (field?.type === 'address') throw new UnsupportedApexError(`compound field ${name}`, path.position);
        return { steps, field: field ?? refuseField(name, names(candidates)) };
    }

    /** `Account.Name` or `a.Name` in a query on Account. */
    private withoutQualifier(segments: readonly string[]): readonly string[] {
        const [first = ''] = segments;
        const isAlias = this.alias?.toLowerCase() === first.toLowerCase();
        const isObject = this.object.name.toLowerCase() === first.toLowerCase() && !parentLookup(this.object, first);
        return segments.length > 1 && (isAlias || isObject) ? segments.slice(1) : segments;
    }

    /** The field of the first object that has it; a polymorphic lookup has several. */
    private choose(
        candidates: readonly PlatformObject[],
        name: string,
        find: (object: PlatformObject) => PlatformField | undefined
    ): PlatformField | undefined {
        for (const object of candidates) {
            const field = find(object);
            if (field && !this.context.mayReadField(object, field)) refuseField(name, object.name);
            if (field) return field;
        }
        return undefined;
    }

    /** Null when the field or a lookup on the way is empty. */
    read(row: Row, path: ResolvedPath): unknown {
        let current: Row | undefined = row;
        for (const step of path.steps) current = current && this.parentOf(current, step);
        return current ? this.readField(current, path.field) : null;
    }

    parentOf(row: Row, lookup: PlatformField): Row | undefined {
        const id = row.values[lookup.name];
        return typeof id === 'string' ? this.context.store.row(id) : undefined;
    }

    /** Names of standard profiles are in the reader's language. */
    readField(row: Row, field: PlatformField): unknown {
        const { schema, rules, user } = this.context;
        if (field === typeOfParent) return schema.objectOfId(row.id)?.name;
        if (field.name === 'IsDeleted') return row.isDeleted;
        const value = row.values[field.name] ?? null;
        const isProfileName =
            field.name === 'Name' && rules.translatedProfileNames && schema.objectOfId(row.id)?.name === 'Profile';
        return isProfileName ? profileNameFor(value as string, user.language) : value;
    }

    /** For WHERE, ORDER BY and GROUP BY. */
    column(side: FieldPath | FunctionCall): Column<Row> {
        if (!('segments' in side)) return this.hourInDay(side);
        const path = this.resolve(side);
        return { field: path.field, read: (row) => this.read(row, path) };
    }

    /**
     * In UTC, whatever the time zone of the user.
     * https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_date_functions.htm
     */
    private hourInDay({ name, argument, position }: FunctionCall): Column<Row> {
        if (name !== 'hour_in_day' || !argument) throw new UnsupportedApexError(`SOQL function ${name} here`, position);
        const { field, read } = this.column(argument);
        if (field.type !== 'datetime') refuse('INVALID_FIELD', `field ${field.name} does not support hour_in_day`);
        return {
            field: hourOfDay,
            read: (row) => {
                const moment = read(row);
                return moment instanceof ApexDatetime ? new Date(moment.epochMs).getUTCHours() : null;
            }
        };
    }
}

function parentLookup(object: PlatformObject, relationship: string): PlatformField | undefined {
    const name = relationship.toLowerCase();
    for (const field of object.fields.values()) if (field.relationshipName?.toLowerCase() === name) return field;
    return undefined;
}

function names(objects: readonly PlatformObject[]): string {
    return objects[0]?.name ?? 'Name';
}
