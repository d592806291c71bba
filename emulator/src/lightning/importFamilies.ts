/** What a component may import, by the families that pages can serve. */

/** Name of the import within its family; undefined if it is of another. */
export type ImportMatch = (specifier: string) => string | undefined;

const match =
    (pattern: RegExp): ImportMatch =>
    (specifier) =>
        pattern.exec(specifier)?.[1];

/** `Orders.list` */
export const apexImport = match(/^@salesforce\/apex\/(?:c\.)?(\w+\.\w+)$/);
export const labelImport = match(/^@salesforce\/label\/c\.(\w+)$/);
export const customPermissionImport = match(/^@salesforce\/customPermission\/(?:c__)?(\w+)$/);
export const userPermissionImport = match(/^@salesforce\/userPermission\/(\w+)$/);
/** `User`, `User.Title`, `User.Manager.Name` */
export const schemaImport = match(/^@salesforce\/schema\/(\w+(?:\.\w+)*)$/);
export const componentImport = match(/^c\/(\w+)$/);
export const internationalizationImport = match(/^(@salesforce\/i18n\/[\w.]+)$/);
/** Without anything to look up. */
export const plainImport = match(
    /^(lwc|@salesforce\/apex|@salesforce\/user\/(?:Id|isGuest)|@salesforce\/client\/formFactor|lightning\/(?:navigation|platformShowToastEvent))$/
);

export function namesOf(imports: Iterable<string>, family: ImportMatch): string[] {
    return [...imports].flatMap((specifier) => family(specifier) ?? []);
}
