/** The relay between two local orgs. */
import { resolve } from 'node:path';
import { relayApp } from './localOrgNames.ts';
import type { PairedOrg } from './localPair.ts';
import { type RelayOrg, relayVariables, startRelay } from './relayProcess.ts';

/** @returns how to stop it, once both directions run */
export function connectPair(a: PairedOrg, b: PairedOrg, port: number, logFile: string): Promise<() => Promise<void>> {
    const { consumerKey, privateKeyFile } = relayApp();
    const variables = relayVariables({
        port,
        consumerKey,
        privateKeyFile: resolve(privateKeyFile),
        orgA: relayOrg(a),
        orgB: relayOrg(b)
    });
    return startRelay(variables, logFile);
}

function relayOrg({ names, org }: PairedOrg): RelayOrg {
    return {
        url: org.url,
        pubSubEndpoint: org.pubSubEndpoint,
        orgId: org.identity.orgId,
        username: names.integrationUsername
    };
}
