/**
 * A local org in a process of its own, as a real one is nobody's library: `forkedOrg.ts` starts it and talks to it by messages.
 * Arguments: name, administrator's username, number. Ends when its parent does.
 */
import { startLocalOrg } from '../../emulator/src/index.ts';
import type { OrgFacts, RegisterApp } from './forkedOrg.ts';

const [name = '', adminUsername = '', number = ''] = process.argv.slice(2);
const org = await startLocalOrg({ name, adminUsername, number: Number(number), port: 0, pubSubPort: 0 });

process.on('message', ({ consumerKey, publicKeyPem }: RegisterApp) => {
    org.registerApp(consumerKey, publicKeyPem);
    process.send?.('registered');
});
process.on('disconnect', () => process.exit());

const facts: OrgFacts = {
    url: org.url,
    pubSubEndpoint: org.pubSubEndpoint,
    orgId: org.identity.orgId,
    adminToken: org.createSession(org.userByUsername(adminUsername)?.id ?? '').token
};
process.send?.(facts);
