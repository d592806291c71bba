/** `npm start`: two local orgs with the package, the relay between them, people to look at, until Ctrl-C. */
import { join } from 'node:path';
import { changeTitle, createUsers, promoteToAdministrator, type Refusal } from './localOrgs/demonstration.ts';
import { localFolder, type LocalOrgNames, orgNamesA, orgNamesB } from './localOrgs/localOrgNames.ts';
import { installPair, type PairedOrg, startPairedOrg } from './localOrgs/localPair.ts';
import { connectPair } from './localOrgs/pairRelay.ts';
import { localHost, readPortPlan, requireFreePorts, type OrgPorts, type PortPlan } from './localOrgs/portPlan.ts';
import { progress, table } from './localOrgs/progress.ts';
import { type RunningParts, runUntilStopped } from './localOrgs/runningParts.ts';
import { sampleUsers } from './localOrgs/sampleUsers.ts';

const sampleCount = 200;
const travellingUsername = "grace.o'brien.0001@orga.example";
const promotedUsername = 'unicode.tester.0002@orga.example';

async function start(parts: RunningParts): Promise<void> {
    const ports = readPortPlan(process.env);
    const otherBase = process.platform === 'win32' ? 'set "PORT_BASE=9100" && npm start' : 'PORT_BASE=9100 npm start';
    await requireFreePorts(
        [ports.relay, ports.orgA.http, ports.orgB.http, ports.orgA.pubSub, ports.orgB.pubSub],
        `Stop that program, or move all ports of User Sync: ${otherBase}`
    );
    const a = await startOrg(parts, [orgNamesA, ports.orgA], [orgNamesB, ports.orgB]);
    const b = await startOrg(parts, [orgNamesB, ports.orgB], [orgNamesA, ports.orgA]);
    const pages = a.org.preparePages();
    // Whoever waits for it below hears of a failure; until then it is nobody's unhandled one.
    pages.catch(() => {});
    await installPair([a, b]);
    const logFile = join(localFolder, 'relay.log');
    parts.add(await connectPair(a, b, ports.relay, logFile));
    progress(`The relay carries changes both ways; its log is ${logFile}`);
    const demonstrated = await demonstrate(a, b);
    await pages;
    console.log(closingText(ports, demonstrated));
}

type PlannedOrg = readonly [LocalOrgNames, OrgPorts];

async function startOrg(
    parts: RunningParts,
    [names, ports]: PlannedOrg,
    [other, { http }]: PlannedOrg
): Promise<PairedOrg> {
    const neighbour = { name: other.name, url: `http://${localHost}:${http}` };
    const paired = await startPairedOrg(names, ports, { neighbour });
    parts.add(() => paired.org.stop());
    progress(`${names.name} runs at ${paired.org.url}`);
    return paired;
}

interface Demonstrated {
    readonly titleMs: number;
    readonly refusal: Refusal;
}

async function demonstrate(a: PairedOrg, b: PairedOrg): Promise<Demonstrated> {
    const profile = await a.client.queryOne("SELECT Id FROM Profile WHERE Name = 'Standard User'");
    const users = sampleUsers({ count: sampleCount, profileIds: [profile.Id] });
    const { count, elapsedMs } = await createUsers(a.client, b.client, users);
    progress(
        `${users.length} people were created in Org A; the ${count} active ones were in Org B after ${elapsedMs.toFixed(0)} ms`
    );
    const titleMs = await changeTitle(a.client, b.client, travellingUsername, 'Rear Admiral');
    const refusal = await promoteToAdministrator(a.client, b.client, promotedUsername);
    return { titleMs, refusal };
}

function closingText(ports: PortPlan, { titleMs, refusal }: Demonstrated): string {
    const query = (alias: string, soql: string): string => `npx sf data query --target-org ${alias} --query "${soql}"`;
    return `
It works. What has just happened:
  The title of Grace O'Brien was changed to Rear Admiral in Org A; Org B showed it after ${titleMs.toFixed(0)} ms.
  ${refusal.name} was made System Administrator in Org A; in Org B the profile stays ${refusal.profileInB}, and is listed:
  ${refusal.reasonCode}: ${refusal.message}
  ${refusal.cure}

${table([
    ['Org A', `http://${localHost}:${ports.orgA.http}   ${orgNamesA.adminUsername}   sf: ${orgNamesA.alias}`],
    ['Org B', `http://${localHost}:${ports.orgB.http}   ${orgNamesB.adminUsername}   sf: ${orgNamesB.alias}`],
    ['Relay', `http://${localHost}:${ports.relay}/readyz`],
    ['Both', `http://${localHost}:${ports.orgA.http}/lightning/beside   in a browser, side by side`],
    ['User Sync in A', `http://${localHost}:${ports.orgA.http}/lightning/n/UserSyncOverview`],
    ['User Sync in B', `http://${localHost}:${ports.orgB.http}/lightning/n/UserSyncOverview`],
    ['Log in as', 'Ada Admin (everything), Demo Viewer (looks only), Demo Standard (sees nothing); no passwords']
])}

Try it, in a second terminal in this folder:
  1. Log the Salesforce CLI in to both:
     npm run orgs:login
  2. Change somebody in one org, look in the other (from B to A works the same):
     npx sf data update record --target-org ${orgNamesA.alias} --sobject User --where "EmployeeNumber='0003'" --values "Department='Astronomy'"
     ${query(orgNamesB.alias, "SELECT Name, Title, Department FROM User WHERE EmployeeNumber = '0003'")}
  3. See what was refused, why, and what cures it:
     ${query(orgNamesB.alias, 'SELECT User__r.Name, ReasonCode__c, Message__c, Cure__c FROM UserSyncIssue__c')}

Everything lives until you press Ctrl-C.`;
}

await runUntilStopped(start);
