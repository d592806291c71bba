import { createElement } from 'lwc';
import UserSyncUndoPreview from 'c/userSyncUndoPreview';
import count from '@salesforce/label/c.UserSyncUndoPreviewCount';
import stays from '@salesforce/label/c.UserSyncUndoStays';
import { format } from 'c/userSyncFormat';

function createPreview(preview) {
    const element = createElement('c-user-sync-undo-preview', { is: UserSyncUndoPreview });
    element.preview = preview;
    document.body.appendChild(element);
    return element;
}

describe('the preview of an undo', () => {
    afterEach(() => document.body.replaceChildren());

    it('counts and lists, values as text', async () => {
        const line = {
            userId: '005A',
            userName: 'Ada',
            groupName: 'Title',
            isReverted: false,
            before: 'Title: <b>x</b>'
        };
        const element = createPreview({ revertedCount: 2, keptCount: 1, lines: [line] });
        expect(element.shadowRoot.querySelector('[data-id="count"]').textContent).toBe(format(count, 2, 1));
        expect(element.shadowRoot.querySelector('[data-id="before"]').textContent).toBe('Title: <b>x</b>');
        expect(element.shadowRoot.querySelectorAll('td')[1].textContent).toBe(stays);
        await expect(element).toBeAccessible();
    });

    it('has no table without lines', async () => {
        const element = createPreview({ revertedCount: 0, keptCount: 0, lines: [] });
        expect(element.shadowRoot.querySelector('table')).toBeNull();
        await expect(element).toBeAccessible();
    });
});
