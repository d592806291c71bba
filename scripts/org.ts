/** `npm run org -- --port 8200 --alias mine`: one empty local org, known to sf under the alias, until Ctrl-C. */
import { parseArgs } from 'node:util';
import { sfApp } from './localOrgs/localOrgNames.ts';
import { startEmptyOrg } from './localOrgs/localPair.ts';
import { orgPorts, readPort, requireFreePorts } from './localOrgs/portPlan.ts';
import { progress } from './localOrgs/progress.ts';
import { type RunningParts, runUntilStopped } from './localOrgs/runningParts.ts';
import { SetUpError } from './localOrgs/setUpError.ts';
import { loginWithSf } from './localOrgs/sfCommand.ts';

const usage = 'Usage: npm run org -- --port 8200 --alias my-org';

function readArguments(): { port: string; alias: string } {
    try {
        const { values } = parseArgs({ options: { port: { type: 'string' }, alias: { type: 'string' } } });
        const { port, alias = '' } = values;
        if (port !== undefined && /^[\w-]+$/.test(alias)) {
            return { port, alias };
        }
    } catch (cause) {
        throw new SetUpError('ARGUMENTS_INVALID', (cause as Error).message, usage, { cause });
    }
    throw new SetUpError('ARGUMENTS_INVALID', 'A port and an alias of letters, digits, - and _ are needed.', usage);
}

async function start(parts: RunningParts): Promise<void> {
    const { port, alias } = readArguments();
    const ports = orgPorts(readPort(port, '--port', orgPorts(0).pubSub));
    await requireFreePorts(
        [ports.http, ports.pubSub],
        'Stop that program, or give another --port; the Pub/Sub API takes --port + 10.'
    );
    const username = `admin@${alias.toLowerCase().replaceAll('_', '-')}.example`;
    const org = await startEmptyOrg(alias, username, ports);
    parts.add(() => org.stop());
    progress(`The org runs at ${org.url}, its Pub/Sub API at ${org.pubSubEndpoint}`);
    const { consumerKey, privateKeyFile } = sfApp();
    await loginWithSf({ alias, username, url: org.url, consumerKey, privateKeyFile });
    progress(`sf knows it as ${alias} (${username})`);
    console.log(`
Try: npx sf org display --target-org ${alias}
Everything lives until you press Ctrl-C.`);
}

await runUntilStopped(start);
