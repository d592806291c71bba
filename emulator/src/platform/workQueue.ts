/**
 * Work an org does on its own: queued Apex, event triggers, scheduled jobs. Tasks run one after the other, each after the
 * current request has ended; an org in manual mode waits until it is told to drain.
 */
import type { OrgClock } from './clock.ts';

export class WorkQueue {
    private readonly tasks: (() => void)[] = [];
    private readonly clock: OrgClock;
    private readonly isManual: boolean;
    private readonly timers = new Set<() => void>();
    private isScheduled = false;
    private isRunning = false;
    private isStopped = false;

    constructor(clock: OrgClock, isManual: boolean) {
        this.clock = clock;
        this.isManual = isManual;
    }

    add(task: () => void): void {
        this.tasks.push(task);
        this.schedule();
    }

    /** Adds the task when `delayMs` have passed. */
    addLater(delayMs: number, task: () => void): void {
        const cancel = this.clock.setTimer(delayMs, () => {
            this.timers.delete(cancel);
            this.add(task);
        });
        this.timers.add(cancel);
    }

    /** Runs all tasks, those they add included. */
    drain(): void {
        if (this.isRunning) return;
        this.isRunning = true;
        try {
            for (let task = this.tasks.shift(); task; task = this.tasks.shift()) task();
        } finally {
            this.isRunning = false;
        }
    }

    stop(): void {
        this.isStopped = true;
        this.tasks.length = 0;
        for (const cancel of this.timers) cancel();
        this.timers.clear();
    }

    private schedule(): void {
        if (this.isManual || this.isScheduled || this.isStopped) return;
        this.isScheduled = true;
        const cancel = this.clock.setTimer(0, () => {
            this.timers.delete(cancel);
            this.isScheduled = false;
            this.drain();
        });
        this.timers.add(cancel);
    }
}
