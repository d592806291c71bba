/**
 * Publishing: checks the events of one call and says when they reach the bus.
 * https://developer.salesforce.com/docs/atlas.en-us.platform_events.meta/platform_events/platform_events_publish_apex.htm
 */
import type { RowError, RowOutcome } from '../../runtime/host.ts';
import type { FieldDescription, ObjectDescription } from '../../runtime/objectDescription.ts';
import type { ApexSObject } from '../../values/apexSObject.ts';
import type { PendingEvent } from './eventBus.ts';

export interface PublishCall {
    readonly object: ObjectDescription;
    readonly events: readonly PendingEvent[];
    /** Instance of a class with `onSuccess` or `onFailure`, or null. */
    readonly callback: unknown;
}

export interface CheckedPublish {
    /** One per event, in order. */
    readonly outcomes: readonly RowOutcome[];
    /** Undefined when no event passed. */
    readonly call: PublishCall | undefined;
}

export interface PublishContext {
    readonly createdById: string;
    newEventUuid(): string;
    mayCreate(object: ObjectDescription): boolean;
    /** A reason why the bus takes none of them now, or undefined. */
    refusal(count: number): RowError | undefined;
}

/** Every event of the call belongs to `object`. */
export function checkPublish(
    object: ObjectDescription,
    records: readonly ApexSObject[],
    callback: unknown,
    context: PublishContext
): CheckedPublish {
    const accepted: PendingEvent[] = [];
    const refusal = context.mayCreate(object) ? context.refusal(records.length) : noCreateRight(object);
    const outcomes = records.map((record): RowOutcome => {
        const error = refusal ?? fieldProblem(object, record);
        if (error) return { id: null, isSuccess: false, isCreated: false, errors: [error] };
        const given: unknown = record.fields.get('EventUuid');
        const eventUuid = typeof given === 'string' ? given : context.newEventUuid();
        accepted.push({ record: record.copy(), eventUuid, createdById: context.createdById });
        return { id: eventUuid, isSuccess: true, isCreated: true, errors: [] };
    });
    return { outcomes, call: accepted.length > 0 ? { object, events: accepted, callback } : undefined };
}

function noCreateRight(object: ObjectDescription): RowError {
    return {
        statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
        message: `entity type ${object.name} does not support create`,
        fields: []
    };
}

function fieldProblem(object: ObjectDescription, record: ApexSObject): RowError | undefined {
    for (const field of object.fields.values()) {
        const problem = valueProblem(field, record.fields.get(field.name));
        if (problem) return problem;
    }
    return undefined;
}

function valueProblem(field: FieldDescription, value: unknown): RowError | undefined {
    const isMissing = value === undefined || value === null || value === '';
    if (isMissing && !field.isNillable && !field.isDefaultedOnCreate && field.isCustom) {
        return {
            statusCode: 'REQUIRED_FIELD_MISSING',
            message: `Required fields are missing: [${field.name}]`,
            fields: [field.name]
        };
    }
    if (typeof value === 'string' && field.length > 0 && value.length > field.length) {
        return {
            statusCode: 'STRING_TOO_LONG',
            message: `${field.label}: data value too large: ${value.slice(0, 255)} (max length=${field.length})`,
            fields: [field.name]
        };
    }
    return undefined;
}

/** Calls reach the bus in an order that nobody is promised. */
export function inAnyOrder(calls: readonly PublishCall[], random: () => number): readonly PublishCall[] {
    return calls
        .map((call) => ({ call, key: random() }))
        .sort((left, right) => left.key - right.key)
        .map(({ call }) => call);
}
