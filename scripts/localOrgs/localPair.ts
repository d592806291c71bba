/** Two local orgs with the package, each configured for the other, as an administrator would set up two real ones. */
import { join, resolve } from 'node:path';
import { type LocalOrg, type LocalOrgOptions, startLocalOrg } from '../../emulator/src/index.ts';
import { configurationValues, readOrgFacts } from './configurationValues.ts';
import { deployZip } from './deployZip.ts';
import { givePeopleTheirParts } from './orgPeople.ts';
import { assignPermissionSet, createIntegrationUser } from './integrationUser.ts';
import { localFolder, relayApp, sfApp, type LocalOrgNames } from './localOrgNames.ts';
import { fillHiddenConfiguration } from './orgConfiguration.ts';
import { OrgClient } from './orgClient.ts';
import type { OrgPorts } from './portPlan.ts';
import { progress } from './progress.ts';
import { SetUpError } from './setUpError.ts';
import { zipSource } from './sourceZip.ts';

export interface PairedOrg {
    readonly names: LocalOrgNames;
    readonly org: LocalOrg;
    /** As its administrator. */
    readonly client: OrgClient;
}

const certificateName = 'UserSyncSigning';

type OrgOptions = Pick<LocalOrgOptions, 'licences' | 'neighbour'>;

/** An empty org that the scripts' apps may log in to. */
export async function startEmptyOrg(
    name: string,
    adminUsername: string,
    ports: OrgPorts,
    options: OrgOptions = {}
): Promise<LocalOrg> {
    // The same port gives the same id at the next start: what sf and a relay remember stays true.
    const org = await startLocalOrg({
        name,
        adminUsername,
        ...options,
        ...(ports.http === 0 ? {} : { number: ports.http }),
        port: ports.http,
        pubSubPort: ports.pubSub
    });
    for (const { consumerKey, publicKeyPem } of [sfApp(), relayApp()]) {
        org.registerApp(consumerKey, publicKeyPem);
    }
    return org;
}

export async function startPairedOrg(names: LocalOrgNames, ports: OrgPorts, options?: OrgOptions): Promise<PairedOrg> {
    const org = await startEmptyOrg(names.name, names.adminUsername, ports, options);
    return { names, org, client: new OrgClient(org.url, org.createSession(adminId(org)).token) };
}

/** Deploys the package and a signing certificate to both orgs, then the records by which each knows the other. */
export async function installPair(pair: readonly [PairedOrg, PairedOrg]): Promise<void> {
    const packageZip = await zipSource([resolve('force-app')]);
    for (const { names, client } of pair) {
        const count = await deployZip(client, packageZip);
        await deployZip(client, await zipSource([resolve('config', 'orgs', names.configuration, 'certs')]));
        progress(`${names.name}: the package is deployed (${count} components)`);
    }
    const [a, b] = pair;
    await configure(a, b);
    await configure(b, a);
}

async function configure(local: PairedOrg, partner: PairedOrg): Promise<void> {
    const { names, org, client } = local;
    const localFacts = await readOrgFacts((soql) => client.query(soql));
    const partnerFacts = await readOrgFacts((soql) => partner.client.query(soql));
    const values = configurationValues(localFacts, partnerFacts, signingCertificate(partner.org));
    const filled = join(localFolder, 'orgs', names.configuration, 'customMetadata');
    fillHiddenConfiguration(join('config', 'orgs', names.configuration, 'customMetadata'), filled, values);
    const count = await deployZip(client, await zipSource([resolve(filled)]));
    await assignPermissionSet(
        client,
        'UserSyncIntegration',
        await createIntegrationUser(client, names.integrationUsername)
    );
    await givePeopleTheirParts(org, client, names.adminUsername);
    progress(`${names.name}: mapping, partner key and integration user are in place (${count} records)`);
}

/** What `sf project retrieve start --metadata Certificate` would bring. */
function signingCertificate(org: LocalOrg): Buffer {
    const certificate = org
        .components()
        .find(({ componentType, fullName }) => componentType === 'Certificate' && fullName === certificateName)
        ?.files.find(({ path }) => path.endsWith('.crt'));
    if (certificate === undefined) {
        throw new SetUpError(
            'CERTIFICATE_MISSING',
            `${org.identity.name} has no certificate ${certificateName}.`,
            'Deploy it from config/orgs/<org>/certs.'
        );
    }
    return certificate.content;
}

function adminId(org: LocalOrg): string {
    const admin = org.userByUsername(org.identity.adminUsername);
    if (admin === undefined) {
        throw new Error('A local org starts with its administrator.');
    }
    return admin.id;
}
