/** Puts one component into the org's schema, records or stores: one row per kind of definition. */
import { createSelfSignedCertificate } from '../metadata/selfSignedCertificate.ts';
import type { ComponentDefinition } from '../metadata/definitions.ts';
import { applyPermissions, removePermissionSet } from '../platform/access/applyPermissions.ts';
import { applyNamedRecord, isNamedRecord, removeNamedRecord } from '../platform/access/namedRecords.ts';
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
import { checkReferences } from './pageReferences.ts';

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
    'Group',
    'CustomNotificationType',
    'LightningComponentBundle',
    'FlexiPage',
    'CustomTab',
    'CustomApplication',
    'Translations',
    'PermissionSet',
    'Profile',
    'Certificate',
    'PlatformEventSubscriberConfig',
    'Stored'
];

/** Throws MetadataProblem, UnsupportedApexError. */
export function applyComponent({ data, components, userId }: ApplyTarget, definition: ComponentDefinition): void {
    checkReferences(data, components, definition);
    if (isNamedRecord(definition)) {
        applyNamedRecord(data, userId, definition);
        return;
    }
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
        default:
            // Nothing but the component itself.
            return;
    }
}

/** Throws MetadataProblem. */
export function removeComponent({ data, components }: ApplyTarget, component: DeployedComponent): void {
    const { definition } = component;
    if (isNamedRecord(definition)) removeNamedRecord(data, definition);
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
        case 'Profile':
            throw new MetadataProblem(`The profile ${definition.name} cannot be deleted`);
        case 'Certificate':
            components.certificates.delete(definition.name);
            break;
        default:
            break;
    }
    components.remove(component.componentType, component.fullName);
}
