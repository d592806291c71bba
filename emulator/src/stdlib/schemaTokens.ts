/** Tokens of record types and fields. There is one per name, so that `==`, maps and sets find them; they belong to no org. */
import { EmulatorBug } from '../errors.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { FieldDescription, ObjectDescription } from '../runtime/objectDescription.ts';
import { LibraryValue } from './libraryValue.ts';

/** Holds the object's name, which it shows. */
export type SObjectTypeToken = LibraryValue<string>;

export class SObjectFieldToken extends LibraryValue<{ readonly objectName: string; readonly field: string }> {
    override toString(): string {
        return this.content.field;
    }
}

export type DescribedObject = LibraryValue<ObjectDescription>;
export type DescribedField = LibraryValue<{ readonly object: ObjectDescription; readonly field: FieldDescription }>;

const objectTokens = new Map<string, SObjectTypeToken>();
const fieldTokens = new Map<string, SObjectFieldToken>();

/** `objectName` in schema spelling. */
export function objectToken(objectName: string): SObjectTypeToken {
    const token = objectTokens.get(objectName) ?? new LibraryValue('Schema.SObjectType', objectName);
    objectTokens.set(objectName, token);
    return token;
}

/** Both names in schema spelling. */
export function fieldToken(objectName: string, field: string): SObjectFieldToken {
    const key = `${objectName}.${field}`;
    const token = fieldTokens.get(key) ?? new SObjectFieldToken('Schema.SObjectField', { objectName, field });
    fieldTokens.set(key, token);
    return token;
}

/** The schema's description of an object that a token or record names. */
export function objectNamed(runtime: ApexRuntime, name: string): ObjectDescription {
    const object = runtime.host.object(name);
    if (!object) throw new EmulatorBug(`there is no object ${name}`);
    return object;
}

/** The field, or the platform's complaint. */
export function fieldNamed(runtime: ApexRuntime, object: ObjectDescription, name: string): FieldDescription {
    return (
        object.fields.get(name.toLowerCase()) ??
        runtime.fail('System.SObjectException', `Invalid field ${name} for ${object.name}`)
    );
}

export function describeObject(runtime: ApexRuntime, name: string): DescribedObject {
    return new LibraryValue('Schema.DescribeSObjectResult', objectNamed(runtime, name));
}

export function describeField(runtime: ApexRuntime, objectName: string, field: string): DescribedField {
    const object = objectNamed(runtime, objectName);
    return new LibraryValue('Schema.DescribeFieldResult', { object, field: fieldNamed(runtime, object, field) });
}

/** `Schema.SObjectType.User` is the describe, `User.SObjectType` the token. */
export function describedObjectToken(
    runtime: ApexRuntime,
    name: string,
    isDescribe: boolean
): DescribedObject | SObjectTypeToken {
    return isDescribe ? describeObject(runtime, name) : objectToken(name);
}

export function describedFieldToken(
    runtime: ApexRuntime,
    objectName: string,
    field: string,
    isDescribe: boolean
): DescribedField | SObjectFieldToken {
    return isDescribe ? describeField(runtime, objectName, field) : fieldToken(objectName, field);
}
