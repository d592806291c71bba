import { api, LightningElement } from 'lwc';
import canApprove from '@salesforce/customPermission/UserSyncApprove';
import { format, formatMoment } from 'c/userSyncFormat';
import { decisionWord, issueState, kindWord } from 'c/userSyncWords';
import { text } from './labels';

const COMPARED = ['CONFLICT', 'CHOICE_NEEDED'];

/** Everything about one issue; both sides of a conflict for approvers. Fires `close`. */
export default class UserSyncIssueDetail extends LightningElement {
    /** Row of UserSyncIssueRow. */
    @api issue;
    text = text;
    shownId;

    renderedCallback() {
        // The row that was pressed may be far below: whoever opens the details is brought to them.
        if (this.shownId !== this.issue.id) {
            this.shownId = this.issue.id;
            this.template.querySelector('[data-id="title"]').focus();
        }
    }

    get title() {
        return format(text.detailsOf, this.issue.userName ?? this.issue.partnerUserId ?? text.nobody);
    }

    get isCompared() {
        return Boolean(canApprove) && COMPARED.includes(this.issue.reasonCode);
    }

    get isHeld() {
        return this.issue.actions.includes('decide');
    }

    get facts() {
        const issue = this.issue;
        return [
            [text.what, issue.message],
            [text.cure, issue.cure],
            [text.state, issueState(issue)],
            [text.user, issue.userName],
            [text.partnerUser, issue.partnerUserId],
            [text.group, issue.groupName],
            [text.reason, issue.reasonCode],
            [text.kind, kindWord(issue.kind)],
            [text.first, issue.firstSeenAt && formatMoment(issue.firstSeenAt)],
            [text.when, issue.lastSeenAt && formatMoment(issue.lastSeenAt)],
            [text.attempts, issue.attemptsCount],
            [text.decision, decisionWord(issue.decision)],
            [text.decidedBy, issue.decidedBy],
            [text.decidedAt, issue.decidedAt && formatMoment(issue.decidedAt)],
            [text.decisionReason, issue.decisionReason]
        ]
            .filter(([, value]) => value)
            .map(([name, value]) => ({ name, value }));
    }

    handleClose() {
        this.dispatchEvent(new CustomEvent('close'));
    }
}
