/** The metadata types an org takes, one row each: where their files lie and who reads them. */
import { unsupported, type ComponentSource, type ParsedComponent } from './component.ts';
import { parseApexSource } from './components/apexSource.ts';
import { parseCertificate } from './components/certificate.ts';
import { parseCustomLabels } from './components/customLabels.ts';
import { parseCustomMetadata } from './components/customMetadata.ts';
import { objectChildTypes, parseCustomObject } from './components/customObject.ts';
import { parseCustomPermission } from './components/customPermission.ts';
import { parseGroup } from './components/group.ts';
import {
    parseCustomApplication,
    parseCustomTab,
    parseFlexiPage,
    parseLightningBundle
} from './components/lightning.ts';
import { parseNotificationType } from './components/notificationType.ts';
import { parsePermissions } from './components/permissions.ts';
import { parseStoredXml } from './components/storedComponent.ts';
import { parseSubscriberConfig } from './components/subscriberConfig.ts';
import { parseTranslations } from './components/translations.ts';

export interface MetadataType {
    readonly xmlName: string;
    readonly directoryName: string;
    /** Undefined for bundles, whose components are folders. */
    readonly suffix: string | undefined;
    /** Content with a `-meta.xml` file beside it. */
    readonly hasMetaFile: boolean;
    readonly childTypes: readonly string[];
    /** @throws ComponentError */
    readonly parse: (source: ComponentSource) => ParsedComponent[];
}

type Options = Partial<Pick<MetadataType, 'hasMetaFile' | 'childTypes'>>;

function row(
    xmlName: string,
    directoryName: string,
    suffix: string | undefined,
    parse: MetadataType['parse'],
    options: Options = {}
): MetadataType {
    return { xmlName, directoryName, suffix, parse, hasMetaFile: false, childTypes: [], ...options };
}

export const metadataTypes: readonly MetadataType[] = [
    row('ApexClass', 'classes', 'cls', parseApexSource, { hasMetaFile: true }),
    row('ApexTrigger', 'triggers', 'trigger', parseApexSource, { hasMetaFile: true }),
    row('Certificate', 'certs', 'crt', parseCertificate, { hasMetaFile: true }),
    row('CustomApplication', 'applications', 'app', parseCustomApplication),
    row('CustomLabels', 'labels', 'labels', parseCustomLabels, { childTypes: ['CustomLabel'] }),
    row('CustomMetadata', 'customMetadata', 'md', parseCustomMetadata),
    row('CustomNotificationType', 'notificationtypes', 'notiftype', parseNotificationType),
    row('CustomObject', 'objects', 'object', parseCustomObject, { childTypes: objectChildTypes }),
    row('CustomPermission', 'customPermissions', 'customPermission', parseCustomPermission),
    row('CustomTab', 'tabs', 'tab', parseCustomTab),
    row('FlexiPage', 'flexipages', 'flexipage', parseFlexiPage),
    row('Group', 'groups', 'group', parseGroup),
    row('Layout', 'layouts', 'layout', parseStoredXml),
    row('LightningComponentBundle', 'lwc', undefined, parseLightningBundle),
    row('PermissionSet', 'permissionsets', 'permissionset', parsePermissions),
    row(
        'PlatformEventSubscriberConfig',
        'PlatformEventSubscriberConfigs',
        'platformEventSubscriberConfig',
        parseSubscriberConfig
    ),
    row('Profile', 'profiles', 'profile', parsePermissions),
    row('RemoteSiteSetting', 'remoteSiteSettings', 'remoteSite', () => {
        throw unsupported('RemoteSiteSetting; callouts do not leave it');
    }),
    row('Translations', 'translations', 'translation', parseTranslations)
];

export function metadataType(xmlName: string): MetadataType | undefined {
    return metadataTypes.find((type) => type.xmlName === xmlName);
}

/** The type that holds a child type: CustomObject for CustomField. */
export function parentType(xmlName: string): MetadataType | undefined {
    return metadataTypes.find((type) => type.childTypes.includes(xmlName));
}
