/**
 * Permission sets and profiles. Both say rights in the same words; a profile's file changes only what it names.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm
 */
import { ComponentError, componentOf, readMetadataXml, refuseUnknown, required, unsupported } from '../component.ts';
import type { ComponentSource, ParsedComponent } from '../component.ts';
import type { NamedRight, TabSetting } from '../definitions.ts';
import type { XmlElement } from '../xml.ts';

const rights = ['userPermissions', 'classAccesses', 'customPermissions', 'customMetadataTypeAccesses'];
const presentation = ['description', 'tabSettings', 'tabVisibilities', 'applicationVisibilities', 'layoutAssignments'];

/** A permission set's words and a profile's for the same thing. */
const tabVisibilities: Readonly<Record<string, TabSetting['visibility']>> = {
    Visible: 'DefaultOn',
    DefaultOn: 'DefaultOn',
    Available: 'DefaultOff',
    DefaultOff: 'DefaultOff',
    None: 'Hidden',
    Hidden: 'Hidden'
};

const known = new Set([
    ...[
        'label',
        'license',
        'userLicense',
        'custom',
        'fullName',
        'hasActivationRequired',
        'objectPermissions',
        'fieldPermissions'
    ],
    ...rights,
    ...presentation
]);

export function parsePermissions(source: ComponentSource): ParsedComponent[] {
    const root = readMetadataXml(source, source.files[0]);
    refuseUnknown(root, known);
    if (root.isTrue('hasActivationRequired')) throw unsupported('session-based permission sets');
    const kind = source.componentType === 'Profile' ? 'Profile' : 'PermissionSet';
    return [
        componentOf(source, {
            kind,
            name: source.fullName,
            label: kind === 'Profile' ? source.fullName : required(root, 'label'),
            objectPermissions: root.all('objectPermissions').map((element) => ({
                object: required(element, 'object'),
                allowRead: element.isTrue('allowRead'),
                allowCreate: element.isTrue('allowCreate'),
                allowEdit: element.isTrue('allowEdit'),
                allowDelete: element.isTrue('allowDelete'),
                viewAllRecords: element.isTrue('viewAllRecords'),
                modifyAllRecords: element.isTrue('modifyAllRecords')
            })),
            fieldPermissions: root.all('fieldPermissions').map((element) => ({
                field: required(element, 'field'),
                readable: element.isTrue('readable') || element.isTrue('editable'),
                editable: element.isTrue('editable')
            })),
            userPermissions: namedRights(root, 'userPermissions', 'name'),
            classAccesses: namedRights(root, 'classAccesses', 'apexClass'),
            customPermissions: namedRights(root, 'customPermissions', 'name'),
            customMetadataTypeAccesses: namedRights(root, 'customMetadataTypeAccesses', 'name'),
            applications: root.all('applicationVisibilities').map((element) => ({
                name: required(element, 'application'),
                isEnabled: element.isTrue('visible')
            })),
            tabs: root.all(kind === 'Profile' ? 'tabVisibilities' : 'tabSettings').map(tabSetting)
        })
    ];
}

function namedRights(root: XmlElement, listName: string, nameElement: string): NamedRight[] {
    return root
        .all(listName)
        .map((element) => ({ name: required(element, nameElement), isEnabled: element.isTrue('enabled') }));
}

function tabSetting(element: XmlElement): TabSetting {
    const written = required(element, 'visibility');
    const visibility = tabVisibilities[written];
    if (!visibility)
        throw new ComponentError(`'${written}' is not a valid value for the enum 'PermissionSetTabVisibility'`);
    return { tab: required(element, 'tab'), visibility };
}
