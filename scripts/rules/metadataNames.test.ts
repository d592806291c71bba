import { checkMetadataNames } from './metadataNames.ts';

function messages(path: string, xml: string): string[] {
    return checkMetadataNames(new Map([[`force-app/main/${path}`, xml]])).map(({ message }) => message);
}

const described =
    '<?xml version="1.0"?><CustomField><description>What</description><inlineHelpText>How</inlineHelpText></CustomField>';

describe('checkMetadataNames', () => {
    it('accepts described fields with PascalCase names', () => {
        expect(messages('shared/objects/UserSyncRun__c/fields/StartedAt__c.field-meta.xml', described)).toEqual([]);
        expect(messages('shared/objects/User/fields/UserSyncId__c.field-meta.xml', described)).toEqual([]);
    });

    it('refuses a field that does not say what it is and how to fill it', () => {
        const path = 'shared/objects/UserSyncRun__c/fields/StartedAt__c.field-meta.xml';
        expect(messages(path, '<CustomField><description> </description></CustomField>')).toEqual([
            'The field has no description.',
            'The field has no inlineHelpText.'
        ]);
    });

    it('asks for no help text on an event, into which nobody types', () => {
        const path = 'outbound/objects/UserSyncChange__e/fields/Envelope__c.field-meta.xml';
        expect(messages(path, '<CustomField><description>What</description></CustomField>')).toEqual([]);
        expect(messages(path, '<CustomField/>')).toEqual(['The field has no description.']);
    });

    it('refuses underscores, and fields on User without the prefix', () => {
        expect(messages('shared/objects/UserSyncRun__c/fields/Started_At__c.field-meta.xml', described)).toHaveLength(
            1
        );
        expect(messages('shared/objects/User/fields/SyncId__c.field-meta.xml', described)).toHaveLength(1);
    });

    it('refuses objects, permission sets, records and components with foreign names', () => {
        const object = '<CustomObject><description>What</description></CustomObject>';
        expect(messages('shared/objects/UserSyncRun__c/UserSyncRun__c.object-meta.xml', object)).toEqual([]);
        expect(
            messages('shared/objects/UserSyncRun__c/UserSyncRun__c.object-meta.xml', '<CustomObject/>')
        ).toHaveLength(1);
        expect(messages('shared/objects/Run__c/Run__c.object-meta.xml', object)).toHaveLength(1);
        expect(
            messages('status/permissionsets/User_Sync_Admin.permissionset-meta.xml', '<PermissionSet/>')
        ).toHaveLength(1);
        expect(
            messages('mapping/customMetadata/UserSyncGroup.Job_Title.md-meta.xml', '<CustomMetadata/>')
        ).toHaveLength(1);
        expect(messages('status/lwc/errorPanel/errorPanel.js-meta.xml', '<LightningComponentBundle/>')).toHaveLength(1);
    });

    it('leaves the standard object User alone', () => {
        expect(messages('shared/objects/User/User.object-meta.xml', '<CustomObject/>')).toEqual([]);
    });
});
