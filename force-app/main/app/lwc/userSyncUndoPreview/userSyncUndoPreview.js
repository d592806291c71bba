import { api, LightningElement } from 'lwc';
import { format, formatNumber } from 'c/userSyncFormat';
import { text } from './labels';

/** What an undo would bring back, before an approver confirms it. */
export default class UserSyncUndoPreview extends LightningElement {
    /** UserSyncUndoPreview of Apex. */
    @api preview;
    text = text;

    get countText() {
        return format(text.count, formatNumber(this.preview.revertedCount), formatNumber(this.preview.keptCount));
    }

    get hasLines() {
        return this.preview.lines.length > 0;
    }

    get lines() {
        return this.preview.lines.map((line, position) => ({
            ...line,
            key: position,
            outcome: line.isReverted ? text.comesBack : text.stays
        }));
    }
}
