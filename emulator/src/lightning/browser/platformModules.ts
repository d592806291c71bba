/** What a component may import from the platform that is neither a base component nor another component of the org. */
import { apexMethod, refreshApex } from './apexMethods.ts';
import { session } from './session.ts';

interface ModuleFamily {
    readonly pattern: RegExp;
    readonly value: (match: readonly string[]) => unknown;
}

const families: readonly ModuleFamily[] = [
    { pattern: /^@salesforce\/apex$/, value: () => ({ refreshApex }) },
    { pattern: /^@salesforce\/apex\/(?:c\.)?(\w+\.\w+)$/, value: ([, method = '']) => apexMethod(method) },
    { pattern: /^@salesforce\/label\/c\.(\w+)$/, value: ([, name = '']) => session.labels[name] },
    { pattern: /^@salesforce\/user\/Id$/, value: () => session.userId },
    { pattern: /^@salesforce\/user\/isGuest$/, value: () => false },
    {
        pattern: /^@salesforce\/customPermission\/(?:c__)?(\w+)$/,
        value: ([, name = '']) => session.customPermissions.includes(name) || undefined
    },
    {
        pattern: /^@salesforce\/userPermission\/(\w+)$/,
        value: ([, name = '']) => session.userPermissions.includes(name) || undefined
    },
    { pattern: /^@salesforce\/client\/formFactor$/, value: () => (innerWidth < 768 ? 'Small' : 'Large') },
    { pattern: /^@salesforce\/schema\/(\w+)$/, value: ([, name]) => ({ objectApiName: withoutNamespace(name) }) },
    {
        pattern: /^@salesforce\/schema\/(\w+)\.([\w.]+)$/,
        value: ([, object, field]) => ({
            objectApiName: withoutNamespace(object),
            fieldApiName: withoutNamespace(field)
        })
    }
];

/** Undefined if the module is of none of these families; its value in an array otherwise, which may be undefined itself. */
export function platformModule(name: string): readonly [unknown] | undefined {
    for (const { pattern, value } of families) {
        const match = pattern.exec(name);
        if (match) return [value(match)];
    }
    return undefined;
}

/** The compiler puts the org's namespace before custom names; this org has none. */
function withoutNamespace(path = ''): string {
    return path.replace(/(^|\.)c__/g, '$1');
}
