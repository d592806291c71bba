/** `npm run orgs:login`: makes the two orgs of a running `npm start` known to sf. PORT_BASE as for `npm start`. */
import { orgNamesA, orgNamesB, sfApp } from './localOrgs/localOrgNames.ts';
import { localHost, readPortPlan } from './localOrgs/portPlan.ts';
import { reportFailure } from './localOrgs/setUpError.ts';
import { loginWithSf } from './localOrgs/sfCommand.ts';

async function login(): Promise<void> {
    const ports = readPortPlan(process.env);
    const { consumerKey, privateKeyFile } = sfApp();
    for (const [{ alias, adminUsername: username, name }, { http }] of [
        [orgNamesA, ports.orgA],
        [orgNamesB, ports.orgB]
    ] as const) {
        await loginWithSf({ alias, username, url: `http://${localHost}:${http}`, consumerKey, privateKeyFile });
        console.log(`${name} is ${alias} for sf, as ${username}.`);
    }
}

await login().catch(reportFailure);
