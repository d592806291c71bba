/** Puts one component into the org's schema, records or stores: one row per kind of definition. */
import { createSelfSignedCertificate } from '../metadata/selfSignedCertificate.ts';
import type { ComponentDefinition } from '../metadata/definitions.ts';
import {
    applyApexSource,
    applyCustomPermission,
    applyPermissions,
    removeNamed,
    removePermissionSet
} from '../platform/access/applyPermissions.ts';
import type { DataPlatform } from '../platform/dataPlatform.ts';
import { applyCustomMetadata, removeCustomMetadata } from '../platform/records/customMetadata.ts';
import { applyCustomField, removeCustomField } from '../platform/schema/customField.ts';
import {
    applyCustomObject,
    applyValidationRule,
    removeCustomObject,
    removeValidationRule
} from '../platform/schema/customObject.ts';
import { MetadataProblem } from '../platform/schema/metadataProblem.ts';
import type { ComponentStore, DeployedComponent } from './componentStore.ts';

export interface ApplyTarget {
    readonly data: DataPlatform;
    readonly components: ComponentStore;
    readonly userId: string;
}

/** Components that others refer to come first. */
export const applyOrder: readonly ComponentDefinition['kind'][] = [
    'CustomObject',
    'CustomField',
    'ValidationRule',
    'CustomLabel',
    'CustomPermission',
    'ApexClass',
    'ApexTrigger',
    'CustomMetadata',
    'PermissionSet',
    'Profile',
    'Certificate',
    'PlatformEventSubscriberConfig',
    'Stored'
];

/** Throws MetadataProblem, UnsupportedApexError. */
export function applyComponent({ data, components, userId }: ApplyTarget, definition: ComponentDefinition): void {
    switch (definition.kind) {
        case 'CustomObject':
            applyCustomObject(data.schema, definition);
            return;
        case 'CustomField':
            applyCustomField(data.schema, definition);
            return;
        case 'ValidationRule':
            applyValidationRule(data.schema, definition);
            return;
        case 'CustomPermission':
            applyCustomPermission(data, userId, definition);
            return;
        case 'ApexClass':
        case 'ApexTrigger':
            applyApexSource(data, userId, definition);
            return;
        case 'CustomMetadata':
            applyCustomMetadata(data, definition);
            return;
        case 'PermissionSet':
        case 'Profile':
            applyPermissions(data, userId, definition);
            return;
        case 'Certificate':
            if (!components.certificates.has(definition.name)) {
                components.certificates.set(
                    definition.name,
                    createSelfSignedCertificate(definition.name, definition.keySize, data.clock.now())
                );
            }
            return;
        case 'CustomLabel':
        case 'PlatformEventSubscriberConfig':
        case 'Stored':
            return;
    }
}

/** Throws MetadataProblem. */
export function removeComponent({ data, components }: ApplyTarget, component: DeployedComponent): void {
    const { definition } = component;
    switch (definition.kind) {
        case 'CustomObject':
            removeCustomObject(data.schema, definition.name);
            break;
        case 'CustomField':
            removeCustomField(data.schema, definition.objectName, definition.name);
            break;
        case 'ValidationRule':
            removeValidationRule(data.schema, definition.objectName, definition.name);
            break;
        case 'CustomMetadata':
            removeCustomMetadata(data, definition.objectName, definition.developerName);
            break;
        case 'PermissionSet':
            removePermissionSet(data, definition.name);
            break;
        case 'CustomPermission':
            removeNamed(data, 'CustomPermission', 'DeveloperName', definition.name);
            break;
        case 'ApexClass':
        case 'ApexTrigger':
            removeNamed(data, definition.kind, 'Name', definition.name);
            break;
        case 'Profile':
            throw new MetadataProblem(`The profile ${definition.name} cannot be deleted`);
        case 'Certificate':
            components.certificates.delete(definition.name);
            break;
        case 'CustomLabel':
        case 'PlatformEventSubscriberConfig':
        case 'Stored':
            break;
    }
    components.remove(component.componentType, component.fullName);
}
