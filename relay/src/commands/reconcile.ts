import { OrgError, type OrgConnection } from '../org/orgConnection.ts';
import type { DirectionContext } from '../pipeline/directionContext.ts';
import type { Route } from '../pipeline/direction.ts';
import { Position } from '../pipeline/position.ts';
import { type Side, sides } from '../reconcile/comparison.ts';
import { Reconciler } from '../reconcile/reconciler.ts';
import { emptyCounts, type RunReport } from '../reconcile/runReport.ts';
import { type CommandContext, commandExit } from './command.ts';

/** `user-sync reconcile`: asks the running relay for a run, or with --wait compares the orgs here and now. */
export interface ReconcileArguments {
    isDryRun: boolean;
    isProbe: boolean;
    /** User id of either org, or shared identity; null for all users. */
    subject: string | null;
    wait: boolean;
    json: boolean;
}

const barLength = 30;

export async function reconcile(context: CommandContext, given: ReconcileArguments): Promise<number> {
    const { orgs, cancelling, write, showProgress, reconciliation } = context;
    const routes = { A: routeTo('A', orgs.B, orgs.A, context), B: routeTo('B', orgs.A, orgs.B, context) };
    const reconciler = new Reconciler(routes, reconciliation);
    const { isDryRun, isProbe, subject } = given;
    const kind = subject === null ? 'FULL' : 'USER';
    const asked = { id: reconciler.newId(), kind, isDryRun, isProbe, subject } as const;
    try {
        await reconciler.load();
        if (!given.wait) {
            const startedAt = context.clock.now();
            const progress = { startedAt, durationMs: 0, counts: emptyCounts, firstLine: 0, lines: [] };
            const { id } = asked;
            const run = { id, kind, isDryRun, subject, state: 'REQUESTED', reason: null, ...progress };
            await routes.A.position.beat({ run });
            write(given.json ? `${JSON.stringify({ id, state: 'REQUESTED' })}\n` : `Requested: run ${id}.\n`);
            return commandExit.well;
        }
        cancelling.addEventListener('abort', () => reconciler.cancel(asked.id));
        const report = await reconciler.run(asked, (state, left) => {
            showProgress(`\r${progressBar(state.rowCount('A') + state.rowCount('B'), left)}`);
        });
        showProgress('\n');
        write(given.json ? `${JSON.stringify({ ...asked, ...report.toJSON() }, null, 2)}\n` : textOf(report, given));
        return report.state === 'COMPLETED' ? commandExit.well : commandExit.notWell;
    } catch (error) {
        if (!(error instanceof OrgError)) throw error;
        const { code, cure } = error;
        write(given.json ? `${JSON.stringify({ state: 'FAILED', reason: code, cure })}\n` : `${code}: ${cure}\n`);
        return commandExit.notWell;
    }
}

function routeTo(side: Side, source: OrgConnection, target: OrgConnection, given: CommandContext): Route {
    const { clock, random, log, settings } = given;
    const name = side === 'A' ? 'B_TO_A' : 'A_TO_B';
    // A wait ends by cancelling between two calls, never inside one.
    const { signal } = new AbortController();
    const own = { name, source, target, signal, onPositionLost: () => {} } as const;
    const context: DirectionContext = { ...own, clock, random, log, settings };
    const position = new Position(context);
    return { context, position, loaded: position.load() };
}

export function progressBar(done: number, left: number): string {
    const share = done + left === 0 ? 1 : done / (done + left);
    const filled = Math.round(share * barLength);
    const bar = '#'.repeat(filled) + '-'.repeat(barLength - filled);
    return `[${bar}] ${Math.round(share * 100)} %, ${done} of ${done + left} users`;
}

function textOf(report: RunReport, { isDryRun }: ReconcileArguments): string {
    const { state, reason, compared, inStep } = report;
    const lines = [
        `${isDryRun ? 'Dry run' : 'Run'}: ${state}${reason === null ? '' : ` (${reason})`}`,
        `Compared ${compared} users, ${inStep} in step.`
    ];
    for (const side of sides) {
        const said = Object.entries({ ...report.counts(side), compared: 0, inStep: 0 }).filter(
            ([, count]) => count > 0
        );
        const verdict =
            said.length === 0 ? 'nothing to do' : said.map(([what, count]) => `${count} ${what}`).join(', ');
        lines.push(`Org ${side}: ${verdict}`);
        for (const { name, needed, free } of report.licenses[side]) {
            lines.push(`Org ${side} licences: ${name} ${needed} needed, ${free} free`);
        }
        lines.push(...report.lines(side, true).map((cells) => `  ${cells.map((cell) => cell ?? '').join(',')}`));
    }
    return `${lines.join('\n')}\n`;
}
