import { createElement } from 'lwc';
import UserSyncRun from 'c/userSyncRun';
import run from './data/run.json';

jest.mock('@salesforce/customPermission/UserSyncAdminister', () => ({ default: undefined }), { virtual: true });
jest.mock('@salesforce/customPermission/UserSyncApprove', () => ({ default: undefined }), { virtual: true });
jest.mock(
    '@salesforce/apex/UserSyncRunLinesController.load',
    () => ({ default: () => Promise.resolve({ lines: [], missingCount: 0 }) }),
    { virtual: true }
);

it.each([false, true])('offers a viewer neither cancel nor undo (open: %s)', async (isOpen) => {
    const element = createElement('c-user-sync-run', { is: UserSyncRun });
    element.run = { ...run, isOpen };
    document.body.appendChild(element);
    await Promise.resolve();
    const buttons = [...element.shadowRoot.querySelectorAll('lightning-button')];
    expect(buttons.map(({ dataset }) => dataset.id)).toEqual(['download']);
    document.body.removeChild(element);
});
