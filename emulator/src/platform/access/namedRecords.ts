/** Deployed components that are records too: an admin sees them in queries, and rights name them by their ids. */
import type {
    ApexDefinition,
    CustomPermissionDefinition,
    GroupDefinition,
    NotificationTypeDefinition
} from '../../metadata/definitions.ts';
import type { CustomApplicationDefinition } from '../../metadata/pageDefinitions.ts';
import { ApexDecimal } from '../../values/apexNumbers.ts';
import { MetadataProblem } from '../schema/metadataProblem.ts';
import type { RecordStore } from '../records/recordStore.ts';
import { systemInsert, systemUpdate } from '../records/systemWriter.ts';
import type { WriterEnvironment } from '../records/systemWriter.ts';
import type { RowValues } from '../records/table.ts';
import { entityId } from './userRights.ts';

type NamedDefinition =
    | ApexDefinition
    | CustomApplicationDefinition
    | CustomPermissionDefinition
    | GroupDefinition
    | NotificationTypeDefinition;

/** Object and the field that holds the name. */
const places: Readonly<Record<NamedDefinition['kind'], readonly [objectName: string, nameField: string]>> = {
    ApexClass: ['ApexClass', 'Name'],
    ApexTrigger: ['ApexTrigger', 'Name'],
    CustomApplication: ['AppMenuItem', 'Name'],
    CustomNotificationType: ['CustomNotificationType', 'DeveloperName'],
    CustomPermission: ['CustomPermission', 'DeveloperName'],
    Group: ['Group', 'DeveloperName']
};

export function isNamedRecord(definition: { readonly kind: string }): definition is NamedDefinition {
    return definition.kind in places;
}

export function namedRecordId(store: RecordStore, { kind, name }: NamedDefinition): string | undefined {
    return entityId(store, ...places[kind], name);
}

/** Writes or changes the record. */
export function applyNamedRecord(environment: WriterEnvironment, userId: string, definition: NamedDefinition): void {
    const [objectName] = places[definition.kind];
    const row = environment.store.row(namedRecordId(environment.store, definition) ?? '');
    const values = valuesOf(environment, definition);
    if (row) systemUpdate(environment, userId, objectName, row, values);
    else systemInsert(environment, userId, objectName, { ...values, ...firstValues(environment, definition) });
}

export function removeNamedRecord({ store }: WriterEnvironment, definition: NamedDefinition): void {
    const id = namedRecordId(store, definition);
    if (id === undefined) throw new MetadataProblem(`No ${definition.kind} named: ${definition.name} found`);
    if (definition.kind === 'ApexClass') requireIdle(store, id);
    const entity = (store.row(id)?.values['ApplicationId'] as string | undefined) ?? id;
    for (const grant of [...store.table('SetupEntityAccess').find('SetupEntityId', entity)])
        store.remove('SetupEntityAccess', grant.id);
    if (definition.kind === 'Group')
        for (const member of [...store.table('GroupMember').find('GroupId', id)])
            store.remove('GroupMember', member.id);
    store.remove(places[definition.kind][0], id);
}

function requireIdle(store: RecordStore, classId: string): void {
    for (const { values } of store.table('AsyncApexJob').find('ApexClassId', classId))
        if (values['Status'] === 'Queued')
            throw new MetadataProblem('This schedulable class has jobs pending or in progress');
}

function valuesOf({ store }: WriterEnvironment, definition: NamedDefinition): RowValues {
    switch (definition.kind) {
        case 'ApexClass':
        case 'ApexTrigger':
            return {
                Name: definition.name,
                Body: definition.source,
                ApiVersion: new ApexDecimal(definition.apiVersion, 1),
                Status: definition.isActive ? 'Active' : 'Inactive',
                LengthWithoutComments: definition.source.length
            };
        case 'CustomApplication':
            return { Name: definition.name, Label: definition.label, Description: definition.description };
        case 'CustomNotificationType':
            return {
                DeveloperName: definition.name,
                MasterLabel: definition.label,
                CustomNotifTypeName: definition.notificationName,
                Description: definition.description,
                Desktop: definition.isDesktop,
                Mobile: definition.isMobile,
                Language: 'en_US'
            };
        case 'CustomPermission':
            return { DeveloperName: definition.name, MasterLabel: definition.label, Language: 'en_US' };
        case 'Group':
            return {
                DeveloperName: definition.name,
                Name: definition.label,
                Type: 'Regular',
                OwnerId: [...store.table('Organization').rows()][0]?.id,
                DoesIncludeBosses: definition.doesIncludeBosses
            };
    }
}

function firstValues({ ids }: WriterEnvironment, { kind }: NamedDefinition): RowValues {
    return kind === 'CustomApplication' ? { Type: 'TabSet', ApplicationId: ids.next('02u') } : {};
}
