import type {
    CustomFieldDefinition,
    CustomMetadataDefinition,
    CustomObjectDefinition,
    PermissionsDefinition
} from '../../metadata/definitions.ts';
import { applyPermissions, removePermissionSet } from '../access/applyPermissions.ts';
import { applyNamedRecord } from '../access/namedRecords.ts';
import { applyCustomMetadata, removeCustomMetadata } from '../records/customMetadata.ts';
import { sobject, TestPlatform, userMode } from '../testing/testPlatform.ts';
import { applyCustomField, removeCustomField } from './customField.ts';
import { applyCustomObject, applyValidationRule, removeCustomObject } from './customObject.ts';
import type { OrgSchema } from './orgSchema.ts';

const invoice: CustomObjectDefinition = {
    kind: 'CustomObject',
    name: 'Invoice__c',
    category: 'record',
    label: 'Invoice',
    pluralLabel: 'Invoices',
    nameField: { type: 'AutoNumber', label: 'Number', displayFormat: 'INV-{0000}', startingNumber: 7 },
    sharingModel: 'Private',
    publishBehavior: undefined
};

function field(objectName: string, name: string, more: Partial<CustomFieldDefinition> = {}): CustomFieldDefinition {
    return {
        kind: 'CustomField',
        objectName,
        name,
        label: name.replace('__c', ''),
        type: 'Text',
        length: 20,
        precision: undefined,
        scale: undefined,
        isRequired: false,
        isUnique: false,
        isCaseSensitive: false,
        isExternalId: false,
        defaultValue: undefined,
        formula: undefined,
        treatBlanksAs: 'BlankAsBlank',
        referenceTo: undefined,
        relationshipName: undefined,
        deleteConstraint: undefined,
        isRestrictedPicklist: false,
        picklistValues: [],
        displayFormat: undefined,
        startingNumber: undefined,
        inlineHelpText: undefined,
        ...more
    };
}

function permissionSet(more: Partial<PermissionsDefinition>): PermissionsDefinition {
    return {
        kind: 'PermissionSet',
        name: 'Billing',
        label: 'Billing',
        objectPermissions: [],
        fieldPermissions: [],
        userPermissions: [],
        classAccesses: [],
        customPermissions: [],
        customMetadataTypeAccesses: [],
        applications: [],
        tabs: [],
        ...more
    };
}

let org: TestPlatform;

function deploy(change: (schema: OrgSchema) => void): void {
    const schema = org.platform.schema.copy();
    change(schema);
    org.platform.adoptSchema(schema);
}

beforeEach(() => {
    org = new TestPlatform();
    deploy((schema) => {
        applyCustomObject(schema, invoice);
        applyCustomField(schema, field('Invoice__c', 'Key__c', { isUnique: true, isExternalId: true }));
        applyCustomField(schema, field('Invoice__c', 'Total__c', { type: 'Number', precision: 6, scale: 2 }));
        applyCustomField(schema, field('Invoice__c', 'Paid__c', { type: 'Checkbox', defaultValue: 'true' }));
        applyCustomField(
            schema,
            field('Invoice__c', 'User__c', { type: 'Lookup', referenceTo: 'User', relationshipName: 'Invoices' })
        );
    });
});

describe('a custom object', () => {
    it('numbers, defaults, rounds and relates its records', () => {
        org.dml('insert', [
            sobject('Invoice__c', { Key__c: 'a', Total__c: 1.005, User__c: org.adminId }),
            sobject('Invoice__c', { Key__c: 'b' })
        ]);
        const rows = org.query(
            'SELECT Name, Paid__c, Total__c, User__r.Name, Owner.Type FROM Invoice__c ORDER BY Name'
        ).rows;
        expect(rows.map((row) => row.get('Name') as unknown)).toEqual(['INV-0007', 'INV-0008']);
        expect([
            rows[0]?.get('Paid__c'),
            String(rows[0]?.get('Total__c')),
            rows[0]?.parents.get('User__r')?.get('Name')
        ]).toEqual([true, '1.01', 'Ada Admin']);
        expect(rows[0]?.parents.get('Owner')?.get('Type')).toBe('User');
        const [user] = org.query('SELECT Id, (SELECT Key__c FROM Invoices__r) FROM User WHERE Id = :id', {
            id: org.adminId
        }).rows;
        expect(user?.children.get('Invoices__r')?.items).toHaveLength(1);
        expect(rows[0]?.id).toMatch(/^a00/);
    });

    it('keeps unique values apart and upserts by external id', () => {
        const keyed = (Key__c: string): ReturnType<typeof sobject> => sobject('Invoice__c', { Key__c, Paid__c: false });
        const [first] = org.dml('insert', [keyed('a')]);
        expect(org.dml('insert', [keyed('A')])[0]?.errors[0]?.message).toBe(
            `duplicate value found: Key__c duplicates value on record with id: ${first!.id!.slice(0, 15)}`
        );
        const outcomes = org.dml('upsert', [keyed('a'), keyed('b'), keyed('B')], {
            externalIdField: 'Key__c',
            allOrNone: false
        });
        expect(
            outcomes.map(({ isCreated, isSuccess, errors }) => [isCreated, isSuccess, errors[0]?.statusCode])
        ).toEqual([
            [false, true, undefined],
            [true, true, undefined],
            [false, false, 'DUPLICATE_VALUE']
        ]);
        expect(outcomes[0]?.id).toBe(first?.id);
    });

    it('checks the range of numbers', () => {
        const [outcome] = org.dml('insert', [sobject('Invoice__c', { Total__c: 10_000 })]);
        expect(outcome?.errors[0]?.statusCode).toBe('NUMBER_OUTSIDE_VALID_RANGE');
    });

    it('is enforced by its validation rules', () => {
        deploy((schema) =>
            applyValidationRule(schema, {
                kind: 'ValidationRule',
                objectName: 'Invoice__c',
                name: 'KeyIsLetter',
                isActive: true,
                errorConditionFormula: 'AND(NOT(ISBLANK(Key__c)), NOT(REGEX(Key__c, "[a-z]")), Total__c > 5)',
                errorMessage: 'One letter.',
                errorDisplayField: 'Key__c'
            })
        );
        const errors = (fields: Record<string, unknown>): unknown =>
            org.dml('insert', [sobject('Invoice__c', fields)])[0]?.errors;
        expect(errors({ Key__c: 'ab', Total__c: 6 })).toEqual([
            { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'One letter.', fields: ['Key__c'] }
        ]);
        expect([errors({ Key__c: 'ab', Total__c: 5 }), errors({ Key__c: 'a', Total__c: 6 }), errors({})]).toEqual([
            [],
            [],
            []
        ]);
    });

    it('goes with its records and fields', () => {
        org.dml('insert', [sobject('Invoice__c', { Key__c: 'a' })]);
        org.session.commit();
        deploy((schema) => removeCustomField(schema, 'Invoice__c', 'Key__c'));
        deploy((schema) => applyCustomField(schema, field('Invoice__c', 'Key__c')));
        expect(org.column('SELECT Key__c FROM Invoice__c', 'Key__c')).toEqual([null]);
        deploy((schema) => removeCustomObject(schema, 'Invoice__c'));
        expect(() => org.query('SELECT Id FROM Invoice__c')).toThrow('is not supported');
    });
});

test.each<[string, (schema: OrgSchema) => unknown, string]>([
    [
        'formula fields',
        (schema) => applyCustomField(schema, field('User', 'F__c', { formula: '1' })),
        'formula field User.F__c'
    ],
    ['unknown functions', (schema) => applyValidationRule(schema, rule('VLOOKUP(Name)')), 'formula function VLOOKUP'],
    [
        'unknown fields',
        (schema) => applyValidationRule(schema, rule('ISBLANK(Nope__c)')),
        'Field Nope__c does not exist. Check spelling.'
    ],
    ['bad syntax', (schema) => applyValidationRule(schema, rule('AND(TRUE')), "Syntax error. Missing ','"],
    [
        'lookups in events',
        (schema) => {
            applyCustomObject(schema, {
                ...invoice,
                name: 'Paid__e',
                category: 'event',
                nameField: undefined,
                sharingModel: undefined
            });
            applyCustomField(schema, field('Paid__e', 'User__c', { type: 'Lookup', referenceTo: 'User' }));
        },
        'Field type Lookup is not supported for platform events'
    ],
    [
        'other types for an old field',
        (schema) => applyCustomField(schema, field('Invoice__c', 'Key__c', { type: 'Checkbox' })),
        'changing the type of Invoice__c.Key__c'
    ]
])('%s are refused', (_what, change, message) => {
    expect(() => change(org.platform.schema.copy())).toThrow(message);
});

function rule(errorConditionFormula: string): Parameters<typeof applyValidationRule>[1] {
    return {
        kind: 'ValidationRule',
        objectName: 'Account',
        name: 'R',
        isActive: true,
        errorConditionFormula,
        errorMessage: 'no',
        errorDisplayField: undefined
    };
}

describe('rights', () => {
    it('come with permission sets, not with the deployment of a field', () => {
        const staff = org.addUser('staff');
        org.begin();
        org.access = userMode;
        expect(() => org.query('SELECT Key__c FROM Invoice__c')).toThrow("No such column 'Key__c'");
        org.begin(staff);
        expect(() => org.query('SELECT Id FROM Invoice__c')).toThrow('is not supported');
        const open = {
            object: 'Invoice__c',
            allowRead: true,
            allowCreate: true,
            allowEdit: true,
            allowDelete: false,
            viewAllRecords: false,
            modifyAllRecords: false
        };
        applyNamedRecord(org.platform, org.adminId, {
            kind: 'CustomPermission',
            name: 'Approve',
            label: 'Approve'
        });
        const definition = permissionSet({
            objectPermissions: [open],
            fieldPermissions: [{ field: 'Invoice__c.Key__c', readable: true, editable: false }],
            customPermissions: [{ name: 'Approve', isEnabled: true }],
            userPermissions: [{ name: 'RunReports', isEnabled: true }]
        });
        expect(applyPermissions(org.platform, org.adminId, definition)).toBe(true);
        org.begin();
        const setId = org.column("SELECT Id FROM PermissionSet WHERE Name = 'Billing'", 'Id')[0];
        org.access = { mode: 'system', enforceSharing: false };
        org.dml('insert', [sobject('PermissionSetAssignment', { AssigneeId: staff, PermissionSetId: setId })]);
        org.begin(staff);
        org.access = userMode;
        expect(org.query('SELECT Key__c FROM Invoice__c').rows).toEqual([]);
        expect(() => org.query('SELECT Total__c FROM Invoice__c')).toThrow("No such column 'Total__c'");
        expect(org.dml('insert', [sobject('Invoice__c', { Key__c: 'x' })])[0]?.errors[0]?.fields).toEqual(['Key__c']);
        expect(org.session.hasCustomPermission(org.frame, 'approve')).toBe(true);
        const described = org.platform.schema.require('Invoice__c');
        expect(org.session.objectRights(org.frame, described)).toEqual({
            read: true,
            create: true,
            update: true,
            delete: false
        });
        expect(org.session.fieldRights(org.frame, described, 'Key__c')).toEqual({
            read: true,
            create: false,
            update: false
        });
        applyPermissions(org.platform, org.adminId, permissionSet({ objectPermissions: [open] }));
        expect(() => org.query('SELECT Key__c FROM Invoice__c')).toThrow("No such column 'Key__c'");
        expect(org.session.hasCustomPermission(org.frame, 'Approve')).toBe(false);
        removePermissionSet(org.platform, 'Billing');
        expect(() => org.query('SELECT Id FROM Invoice__c')).toThrow('is not supported');
    });

    it('cannot be deployed to required fields', () => {
        const definition = permissionSet({
            fieldPermissions: [{ field: 'Account.Name', readable: true, editable: true }]
        });
        expect(() => applyPermissions(org.platform, org.adminId, definition)).toThrow(
            'You cannot deploy to a required field: Account.Name'
        );
    });
});

describe('custom metadata', () => {
    const record = (value: string | null): CustomMetadataDefinition => ({
        kind: 'CustomMetadata',
        objectName: 'Rate__mdt',
        developerName: 'Default',
        label: 'Default',
        isProtected: false,
        values: [{ field: 'Key__c', text: value }]
    });

    beforeEach(() => {
        deploy((schema) => {
            applyCustomObject(schema, {
                ...invoice,
                name: 'Rate__mdt',
                category: 'metadata',
                nameField: undefined,
                sharingModel: undefined
            });
            applyCustomField(schema, field('Rate__mdt', 'Key__c', { type: 'LongTextArea', length: 1000 }));
            applyValidationRule(schema, { ...rule('ISBLANK(Key__c)'), objectName: 'Rate__mdt' });
        });
    });

    it('is written by deployments, and cut only where the platform cuts it', () => {
        expect(applyCustomMetadata(org.platform, record('x'.repeat(300)))).toBe(true);
        expect(
            org.platform
                .metadataRecords('Rate__mdt')
                .map(({ fields }) => [fields.get('DeveloperName'), fields.get('Key__c').length])
        ).toEqual([['Default', 255]]);
        expect(org.column('SELECT Key__c FROM Rate__mdt', 'Key__c')[0]).toHaveLength(300);
        expect(org.frame.limits.used('queries')).toBe(0);
        expect(() => applyCustomMetadata(org.platform, record(null))).toThrow('no');
        expect(() => org.dml('insert', [sobject('Rate__mdt', {})])).toThrow('DML not allowed on Rate__mdt');
        removeCustomMetadata(org.platform, 'Rate__mdt', 'Default');
        expect(org.platform.metadataRecords('Rate__mdt')).toEqual([]);
    });

    it('is closed in user mode without a grant', () => {
        const staff = org.addUser('staff');
        org.begin(staff);
        org.access = userMode;
        expect(() => org.query('SELECT Id FROM Rate__mdt')).toThrow('is not supported');
        org.begin();
        expect(org.query('SELECT Id FROM Rate__mdt').rows).toEqual([]);
    });
});
