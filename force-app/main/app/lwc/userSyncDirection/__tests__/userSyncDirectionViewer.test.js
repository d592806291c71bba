import { createElement } from 'lwc';
import UserSyncDirection from 'c/userSyncDirection';

jest.mock('@salesforce/customPermission/UserSyncApprove', () => ({ default: undefined }), { virtual: true });

it.each([{ state: 'IN_STEP' }, { state: 'PAUSED', pausedFrom: 'USER', why: 'x' }])(
    'offers a viewer no switch: %j',
    async (direction) => {
        const element = createElement('c-user-sync-direction', { is: UserSyncDirection });
        element.direction = { key: 'INBOUND', ...direction };
        document.body.appendChild(element);
        await Promise.resolve();
        expect(element.shadowRoot.querySelectorAll('lightning-button')).toHaveLength(0);
        await expect(element).toBeAccessible();
        document.body.removeChild(element);
    }
);
