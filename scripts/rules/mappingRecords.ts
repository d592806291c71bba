/**
 * Field mappings name fields in text, because a metadata relationship cannot point at User. This is where a typing error
 * in a committed record is found before a deploy.
 */
import type { Finding } from './finding.ts';
import { recordValues } from './metadataXml.ts';
import { pathsMatching, type ProjectTree } from './projectTree.ts';
import { standardUserFields } from './standardUserFields.ts';

const mappingRecord = /\/UserSyncFieldMapping\.\w+\.md-meta\.xml$/;
const fieldNaming = /^\w*Field(Name)?__c$/;

export function checkMappingRecords(tree: ProjectTree): Finding[] {
    return pathsMatching(tree, mappingRecord).flatMap((path) => {
        const named = [...recordValues(tree.get(path) ?? '')].filter(([field]) => fieldNaming.test(field));
        if (named.length === 0) {
            return [{ path, message: 'The mapping names no User field.' }];
        }
        return named
            .filter(([, userField]) => !isPlausible(tree, path, userField))
            .map(([field, userField]) => ({ path, message: `${field}: User has no field "${userField}" to map.` }));
    });
}

/** A record of the package can rely on the package's fields only; a record of an org also on that org's own fields. */
function isPlausible(tree: ProjectTree, path: string, userField: string): boolean {
    if (!userField.endsWith('__c')) {
        return standardUserFields.has(userField);
    }
    const isOurs = userField.startsWith('UserSync');
    const isInPackage = pathsMatching(tree, /\/objects\/User\/fields\//).some((field) =>
        field.endsWith(`/${userField}.field-meta.xml`)
    );
    return !isOurs && (isInPackage || !path.startsWith('force-app/'));
}
