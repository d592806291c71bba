/** The resolver's view of the system types and of the schema's record types. */
import type { SObjectFieldInfo, SObjectInfo, TypeLibrary } from '../language/typeLibrary.ts';
import type { ChildRelationship, FieldDescription, ObjectDescription } from '../runtime/objectDescription.ts';
import { primitive } from '../values/apexType.ts';
import { primitiveOfField } from './fieldTypes.ts';
import { platformMethod, platformType } from './platformNames.ts';
import { systemTypeRegistry } from './systemLibrary.ts';

/** `object` and `isCustomLabel` look up by name, ignoring case. */
export function createTypeLibrary(
    object: (name: string) => ObjectDescription | undefined,
    isCustomLabel: (name: string) => boolean
): TypeLibrary {
    const registry = systemTypeRegistry();
    return {
        systemType: (name) => registry.find(name)?.info,
        isNamespace: (name) => registry.isNamespace(name),
        sobject: (name) => {
            const description = object(name);
            return description && describeForResolver(description);
        },
        isCustomLabel,
        missingType: platformType,
        missingMethod: platformMethod
    };
}

function describeForResolver(object: ObjectDescription): SObjectInfo {
    return {
        name: object.name,
        category: object.category,
        field: (name) => {
            const field = object.fields.get(name.toLowerCase());
            return field && fieldInfo(field);
        },
        relationship: (name) => {
            for (const field of object.fields.values()) {
                if (field.relationshipName?.toLowerCase() === name.toLowerCase()) return fieldInfo(field);
            }
            return undefined;
        },
        childRelationship: (name) => childNamed(object, name)?.childObject,
        childRelationshipName: (name) => childNamed(object, name)?.relationshipName
    };
}

function childNamed(object: ObjectDescription, name: string): ChildRelationship | undefined {
    return object.childRelationships.find((child) => child.relationshipName?.toLowerCase() === name.toLowerCase());
}

function fieldInfo(field: FieldDescription): SObjectFieldInfo {
    return {
        name: field.name,
        type: primitive(primitiveOfField(field.type)),
        relationshipName: field.relationshipName,
        referenceTo: field.referenceTo
    };
}
