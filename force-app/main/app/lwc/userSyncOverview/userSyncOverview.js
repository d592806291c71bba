import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import hasView from '@salesforce/customPermission/UserSyncView';
import load from '@salesforce/apex/UserSyncOverviewController.load';
import { reduceError } from 'c/userSyncErrors';
import { format, formatAge, formatMoment, formatNumber } from 'c/userSyncFormat';
import { label, limitLabel } from './labels';

const POLL_MS = 30_000;
const COUNT_MAX = 2000;

/** Asks the org anew every half minute while the page is visible: streaming would spend the allocation of delivered events. */
export default class UserSyncOverview extends NavigationMixin(LightningElement) {
    label = label;
    overview;
    error;
    isLoading = true;
    timer;
    #lastRequest = 0;
    handleVisibility = () => this.poll();

    connectedCallback() {
        if (!hasView) {
            this.isLoading = false;
            return;
        }
        this.read();
        // eslint-disable-next-line @lwc/lwc/no-async-operation
        this.timer = setInterval(() => this.poll(), POLL_MS);
        document.addEventListener('visibilitychange', this.handleVisibility);
    }

    disconnectedCallback() {
        clearInterval(this.timer);
        document.removeEventListener('visibilitychange', this.handleVisibility);
    }

    poll() {
        if (document.visibilityState === 'visible') {
            this.read();
        }
    }

    async read() {
        this.#lastRequest += 1;
        const request = this.#lastRequest;
        try {
            const overview = await load();
            // An answer from before a switch was pressed must not replace one from after.
            if (request === this.#lastRequest) {
                this.overview = overview;
                this.error = undefined;
            }
        } catch (error) {
            this.error = reduceError(error);
        } finally {
            this.isLoading = false;
        }
    }

    handleFailed(event) {
        this.error = event.detail;
    }

    get readAt() {
        return this.overview?.readAt;
    }

    get heartbeat() {
        return formatAge(this.overview.heartbeatAt, Date.parse(this.overview.readAt));
    }

    get comparison() {
        const run = this.overview.comparison;
        if (!run) {
            return label.noComparison;
        }
        const startedAt = formatMoment(run.startedAt);
        if (run.state !== 'COMPLETED') {
            return format(label.comparisonUnfinished, startedAt, run.state);
        }
        const percent = run.comparedCount ? Math.floor((run.inStepCount / run.comparedCount) * 1000) / 10 : 100;
        return format(
            label.equality,
            formatNumber(run.inStepCount),
            formatNumber(run.comparedCount),
            formatNumber(percent),
            startedAt
        );
    }

    get excluded() {
        const { excludedCount } = this.overview;
        return excludedCount > COUNT_MAX
            ? format(label.moreThan, formatNumber(COUNT_MAX))
            : formatNumber(excludedCount);
    }

    get waiting() {
        return format(label.showWaiting, formatNumber(this.overview.waitingCount));
    }

    get changesDescription() {
        const counts = this.overview.hours.map(({ count }) => count);
        const total = counts.reduce((sum, count) => sum + count, 0);
        return format(label.changesDescription, formatNumber(total), formatNumber(Math.max(...counts)));
    }

    get issues() {
        return this.overview.openIssues.map((issue) => ({ ...issue, shown: formatNumber(issue.count) }));
    }

    get hasIssues() {
        return this.overview.openIssues.length > 0;
    }

    get problems() {
        return this.overview.problems.map((problem, index) => ({ ...problem, key: `${problem.code}${index}` }));
    }

    get hasProblems() {
        return this.overview.problems.length > 0;
    }

    get limits() {
        return (this.overview.limits ?? []).map(({ name, used, maximum }) => ({
            name,
            label: limitLabel[name],
            percent: maximum ? Math.min(100, Math.round((used / maximum) * 100)) : 0,
            shown: format(label.useOf, formatNumber(used), formatNumber(maximum))
        }));
    }

    get hasLimits() {
        return this.limits.length > 0;
    }

    handleReason(event) {
        this.open('UserSyncIssues', { c__reason: event.currentTarget.dataset.code });
    }

    handleWaiting() {
        this.open('UserSyncApprovals', {});
    }

    open(apiName, state) {
        this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName }, state });
    }
}
