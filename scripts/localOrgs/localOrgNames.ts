/** The two orgs of the demonstration and the apps that may log in to a local org; scripts in other terminals read the same. */
import { join } from 'node:path';
import { localKey, type LocalKey } from './localKeys.ts';

export interface LocalOrgNames {
    readonly name: string;
    /** Folder under config/orgs/ with its records and certificate. */
    readonly configuration: string;
    readonly adminUsername: string;
    readonly integrationUsername: string;
    /** As which `npm run orgs:login` registers it. */
    readonly alias: string;
}

/** What git ignores: keys, logs, filled configurations. */
export const localFolder = '.local';

export const orgNamesA: LocalOrgNames = {
    name: 'Org A',
    configuration: 'local-a',
    adminUsername: 'admin@orga.example',
    integrationUsername: 'integration@orga.example',
    alias: 'user-sync-a'
};

export const orgNamesB: LocalOrgNames = {
    name: 'Org B',
    configuration: 'local-b',
    adminUsername: 'admin@orgb.example',
    integrationUsername: 'integration@orgb.example',
    alias: 'user-sync-b'
};

export interface LocalApp extends LocalKey {
    readonly consumerKey: string;
}

/** The app by which a person's sf logs in. */
export function sfApp(): LocalApp {
    return localApp('sf');
}

/** The app by which the relay logs in. */
export function relayApp(): LocalApp {
    return localApp('relay');
}

function localApp(name: string): LocalApp {
    return { consumerKey: `user-sync-${name}`, ...localKey(join(localFolder, 'keys'), name) };
}
