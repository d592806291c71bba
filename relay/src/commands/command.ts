import { parseArgs } from 'node:util';
import type { Clock, RandomSource } from '../clock.ts';
import type { Log } from '../logger.ts';
import type { OrgConnection } from '../org/orgConnection.ts';
import type { DirectionSettings } from '../pipeline/directionContext.ts';
import type { Side } from '../reconcile/comparison.ts';
import type { ReconciliationOptions } from '../reconcile/reconciler.ts';
import { doctor } from './doctor.ts';
import { reconcile } from './reconcile.ts';

/** Commands that end by themselves; what they need from outside is handed in. */
export interface CommandContext {
    orgs: Record<Side, OrgConnection>;
    clock: Clock;
    random: RandomSource;
    log: Log;
    settings: DirectionSettings;
    reconciliation: ReconciliationOptions;
    /** Aborted when the person at the keyboard wants an end. */
    cancelling: AbortSignal;
    write: (text: string) => void;
    showProgress: (text: string) => void;
}

/** @returns the exit code: 0 well, 3 not */
export type Command = (context: CommandContext) => Promise<number>;

export const commandExit = { well: 0, notWell: 3 } as const;

/** @returns undefined when there is no such command or option */
export function parseCommand(name: string, args: string[]): Command | undefined {
    const json = { type: 'boolean', default: false } as const;
    try {
        if (name === 'doctor') {
            const { values } = parseArgs({ args, options: { json } });
            return (context) => doctor(context, values);
        }
        if (name === 'reconcile') {
            const options = { json, wait: json, 'dry-run': json, probe: json, user: { type: 'string' } } as const;
            const { values } = parseArgs({ args, options });
            const { 'dry-run': isDryRun, probe: isProbe, user: subject = null } = values;
            // A probe saves and takes back: it is part of a dry run, and this process makes it.
            if (isProbe && !(isDryRun && values.wait)) return undefined;
            return (context) => reconcile(context, { ...values, isDryRun, isProbe, subject });
        }
    } catch (error) {
        // parseArgs tells an unknown option by throwing.
        if (!String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS')) throw error;
    }
    return undefined;
}
