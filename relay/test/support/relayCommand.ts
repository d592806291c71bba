/**
 * A command of the relay without a process of its own: what `main.ts` does between the arguments and the exit code, over the
 * same connections. To be loaded outside of Jest.
 */
import { systemClock, systemRandom } from '../../src/clock.ts';
import { parseCommand } from '../../src/commands/command.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/logger.ts';
import { createSalesforceOrg } from '../../src/org/salesforceOrg.ts';

export interface CommandOutcome {
    readonly code: number;
    /** What it wrote to standard output. */
    readonly output: string;
}

export async function runRelayCommand(
    [name = '', ...args]: readonly string[],
    variables: Readonly<Record<string, string>>
): Promise<CommandOutcome> {
    const command = parseCommand(name, args);
    if (!command) throw new Error(`No command: ${name} ${args.join(' ')}`);
    const { orgA, orgB, settings, reconciliation } = loadConfig(variables);
    let output = '';
    const code = await command({
        orgs: { A: createSalesforceOrg(orgA, systemClock), B: createSalesforceOrg(orgB, systemClock) },
        ...{ clock: systemClock, random: systemRandom, log: createLog('silent'), settings, reconciliation },
        cancelling: new AbortController().signal,
        write: (text) => void (output += text),
        showProgress: () => {}
    });
    return { code, output };
}
