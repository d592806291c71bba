/** How long after `npm start` a person sees the first page of User Sync, as a process that knows nothing of ours would find out. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { OrgVisitor } from './orgVisitor.ts';
import { SetUpError } from './setUpError.ts';

const page = '/lightning/n/UserSyncOverview';
/** Seldom enough not to slow down what is measured. */
const pollIntervalMs = 100;

/**
 * Starts and ends the demonstration.
 *
 * @param url of one of its orgs
 * @returns seconds from the command until the page and every file that it names were answered
 */
export async function secondsToFirstPage(url: string): Promise<number> {
    const startedAt = performance.now();
    const demonstration = spawn(process.execPath, ['scripts/start.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
    try {
        while (!(await isShown(url))) {
            if (demonstration.exitCode !== null) {
                throw new SetUpError('START_FAILED', 'npm start ended.', 'Its reason stands above.');
            }
            await delay(pollIntervalMs);
        }
        return (performance.now() - startedAt) / 1000;
    } finally {
        if (demonstration.exitCode === null) {
            const ended = once(demonstration, 'exit');
            demonstration.kill('SIGINT');
            await ended;
        }
    }
}

async function isShown(url: string): Promise<boolean> {
    // Until the org listens, and until it has its people, nobody is let in.
    const admin = await OrgVisitor.logIn(url, 'Ada Admin').catch(() => undefined);
    const { status, text } = (await admin?.open(page)) ?? { status: 0, text: '' };
    if (admin === undefined || status !== 200) {
        return false;
    }
    const files = new Set(text.match(/\/lightning\/assets\/[\w./@-]+/g));
    const answers = await Promise.all([...files].map((file) => admin.open(file)));
    return files.size > 0 && answers.every((answer) => answer.status === 200);
}
