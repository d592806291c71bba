/**
 * What metadata files say, as plain data: one interface per type whose content changes how the org behaves. Names and
 * defaults are those of the Metadata API; nothing in here was looked up in a schema.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_types_list.htm
 */
import type {
    CustomApplicationDefinition,
    CustomTabDefinition,
    FlexiPageDefinition,
    LightningBundleDefinition,
    TranslationsDefinition
} from './pageDefinitions.ts';

export interface ApexDefinition {
    readonly kind: 'ApexClass' | 'ApexTrigger';
    readonly name: string;
    readonly source: string;
    readonly apiVersion: number;
    readonly isActive: boolean;
}

export interface NameFieldDefinition {
    readonly type: 'Text' | 'AutoNumber';
    readonly label: string;
    /** `INV-{0000}`; undefined for Text. */
    readonly displayFormat: string | undefined;
    readonly startingNumber: number | undefined;
}

export interface CustomObjectDefinition {
    readonly kind: 'CustomObject';
    /** API name: `Invoice__c`, `Paid__e`, `Rate__mdt`, or a standard object. */
    readonly name: string;
    /** `standard` only changes settings of an object that exists. */
    readonly category: 'record' | 'event' | 'metadata' | 'standard';
    readonly label: string;
    readonly pluralLabel: string;
    /** Undefined but for `record`. */
    readonly nameField: NameFieldDefinition | undefined;
    /** `Private`, `Read`, `ReadWrite`, `ControlledByParent`; undefined if not said. */
    readonly sharingModel: string | undefined;
    /** Undefined but for `event`. */
    readonly publishBehavior: 'PublishImmediately' | 'PublishAfterCommit' | undefined;
}

export const customFieldTypes = [
    'AutoNumber',
    'Checkbox',
    'Currency',
    'Date',
    'DateTime',
    'Email',
    'Html',
    'LongTextArea',
    'Lookup',
    'MasterDetail',
    'MetadataRelationship',
    'MultiselectPicklist',
    'Number',
    'Percent',
    'Phone',
    'Picklist',
    'Text',
    'TextArea',
    'Time',
    'Url'
] as const;

export type CustomFieldType = (typeof customFieldTypes)[number];

export interface PicklistValueDefinition {
    readonly value: string;
    readonly label: string;
    readonly isActive: boolean;
    readonly isDefault: boolean;
}

export interface CustomFieldDefinition {
    readonly kind: 'CustomField';
    readonly objectName: string;
    /** `Region__c` */
    readonly name: string;
    readonly label: string;
    readonly type: CustomFieldType;
    /** Characters; undefined where the type has no length. */
    readonly length: number | undefined;
    /** All digits, and those behind the point; undefined where the type has none. */
    readonly precision: number | undefined;
    readonly scale: number | undefined;
    readonly isRequired: boolean;
    readonly isUnique: boolean;
    readonly isCaseSensitive: boolean;
    readonly isExternalId: boolean;
    /** Formula text, `true` or `'EMEA'` or `TODAY()`; undefined without default. */
    readonly defaultValue: string | undefined;
    /** Undefined unless the field is calculated; `type` is then the type of its result. */
    readonly formula: string | undefined;
    readonly treatBlanksAs: 'BlankAsBlank' | 'BlankAsZero';
    readonly referenceTo: string | undefined;
    readonly relationshipName: string | undefined;
    readonly deleteConstraint: 'SetNull' | 'Restrict' | 'Cascade' | undefined;
    readonly isRestrictedPicklist: boolean;
    readonly picklistValues: readonly PicklistValueDefinition[];
    /** AutoNumber only. */
    readonly displayFormat: string | undefined;
    readonly startingNumber: number | undefined;
    readonly inlineHelpText: string | undefined;
}

export interface ValidationRuleDefinition {
    readonly kind: 'ValidationRule';
    readonly objectName: string;
    readonly name: string;
    readonly isActive: boolean;
    /** True means that the record is refused. */
    readonly errorConditionFormula: string;
    readonly errorMessage: string;
    /** Undefined: the error stands at the record. */
    readonly errorDisplayField: string | undefined;
}

export interface CustomMetadataValue {
    readonly field: string;
    /** Text as in the file; null for `xsi:nil`. */
    readonly text: string | null;
}

export interface CustomMetadataDefinition {
    readonly kind: 'CustomMetadata';
    /** `Rate__mdt` */
    readonly objectName: string;
    readonly developerName: string;
    readonly label: string;
    readonly isProtected: boolean;
    readonly values: readonly CustomMetadataValue[];
}

export interface ObjectPermission {
    readonly object: string;
    readonly allowRead: boolean;
    readonly allowCreate: boolean;
    readonly allowEdit: boolean;
    readonly allowDelete: boolean;
    readonly viewAllRecords: boolean;
    readonly modifyAllRecords: boolean;
}

export interface FieldPermission {
    /** `Invoice__c.Region__c` */
    readonly field: string;
    readonly readable: boolean;
    readonly editable: boolean;
}

/** A name with the right switched on or off: user permissions, classes, custom permissions, custom metadata types. */
export interface NamedRight {
    readonly name: string;
    readonly isEnabled: boolean;
}

/** How a tab shows: at once, on request, or (a profile's `Hidden`, a permission set's `None`) not at all. */
export interface TabSetting {
    readonly tab: string;
    readonly visibility: 'DefaultOn' | 'DefaultOff' | 'Hidden';
}

/** Permission set or profile; a profile says only what it changes. */
export interface PermissionsDefinition {
    readonly kind: 'PermissionSet' | 'Profile';
    readonly name: string;
    readonly label: string;
    readonly objectPermissions: readonly ObjectPermission[];
    readonly fieldPermissions: readonly FieldPermission[];
    readonly userPermissions: readonly NamedRight[];
    readonly classAccesses: readonly NamedRight[];
    readonly customPermissions: readonly NamedRight[];
    readonly customMetadataTypeAccesses: readonly NamedRight[];
    /** Applications that are visible. */
    readonly applications: readonly NamedRight[];
    readonly tabs: readonly TabSetting[];
}

export interface CustomPermissionDefinition {
    readonly kind: 'CustomPermission';
    readonly name: string;
    readonly label: string;
}

export interface CustomLabelDefinition {
    readonly kind: 'CustomLabel';
    readonly name: string;
    readonly value: string;
    readonly language: string;
}

export interface CertificateDefinition {
    readonly kind: 'Certificate';
    readonly name: string;
    readonly label: string;
    /** Bits. */
    readonly keySize: 2048 | 4096;
}

export interface SubscriberConfigDefinition {
    readonly kind: 'PlatformEventSubscriberConfig';
    readonly name: string;
    readonly triggerName: string;
    /** 1 to 2,000; undefined means the platform's default. */
    readonly batchSize: number | undefined;
    /** Username; undefined means Automated Process. */
    readonly username: string | undefined;
}

export interface GroupDefinition {
    readonly kind: 'Group';
    /** Developer name. */
    readonly name: string;
    readonly label: string;
    readonly doesIncludeBosses: boolean;
}

export interface NotificationTypeDefinition {
    readonly kind: 'CustomNotificationType';
    /** Developer name. */
    readonly name: string;
    readonly notificationName: string;
    readonly label: string;
    readonly description: string | null;
    readonly isDesktop: boolean;
    readonly isMobile: boolean;
}

/** Kept and given back; nothing in the org's server side depends on its content. */
export interface StoredDefinition {
    readonly kind: 'Stored';
    readonly name: string;
}

export type ComponentDefinition =
    | ApexDefinition
    | CustomObjectDefinition
    | CustomFieldDefinition
    | ValidationRuleDefinition
    | CustomMetadataDefinition
    | PermissionsDefinition
    | CustomPermissionDefinition
    | CustomLabelDefinition
    | CertificateDefinition
    | SubscriberConfigDefinition
    | CustomApplicationDefinition
    | CustomTabDefinition
    | FlexiPageDefinition
    | LightningBundleDefinition
    | TranslationsDefinition
    | GroupDefinition
    | NotificationTypeDefinition
    | StoredDefinition;
