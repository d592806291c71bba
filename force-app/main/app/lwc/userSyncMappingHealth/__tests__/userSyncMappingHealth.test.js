import { createElement } from 'lwc';
import UserSyncMappingHealth from 'c/userSyncMappingHealth';
import load from '@salesforce/apex/UserSyncMappingHealthController.load';
import everybody from '@salesforce/label/c.UserSyncHealthEverybody';
import noFindings from '@salesforce/label/c.UserSyncHealthNoFindings';
import noGroups from '@salesforce/label/c.UserSyncHealthNoGroups';
import noProfiles from '@salesforce/label/c.UserSyncHealthNoProfiles';
import same from '@salesforce/label/c.UserSyncHealthSame';
import data from './data/load.json';

jest.mock('@salesforce/customPermission/UserSyncView', () => ({ default: true }), { virtual: true });
jest.mock('@salesforce/apex/UserSyncMappingHealthController.load', () => ({ default: jest.fn() }), { virtual: true });

const settle = () => new Promise((done) => setTimeout(done));
const find = (element, id) => element.shadowRoot.querySelector(`[data-id="${id}"]`);
const page = (element) => element.shadowRoot.querySelector('c-user-sync-page');
const rows = (element, id) =>
    [...element.shadowRoot.querySelectorAll(`[data-id="${id}"]`)].map((row) =>
        [...row.children].map((cell) => cell.textContent)
    );

async function createHealth() {
    const element = createElement('c-user-sync-mapping-health', { is: UserSyncMappingHealth });
    document.body.appendChild(element);
    await settle();
    return element;
}

describe('the health of the mapping', () => {
    afterEach(() => document.body.replaceChildren());

    it('says what to cure, whom it concerns and where', async () => {
        load.mockResolvedValue(data);
        const element = await createHealth();
        expect(rows(element, 'finding').map((cells) => cells.slice(0, 4))).toEqual([
            ['A filter is wrong.', '', everybody, 'Correct it.'],
            ['No pair [00e1].', 'Profile ID', '1,200', 'Add one.']
        ]);
        const links = [...element.shadowRoot.querySelectorAll('[data-id="finding"] a')].map((link) =>
            link.getAttribute('href')
        );
        expect(links).toEqual(data.findings.map(({ setupPath }) => setupPath));
        expect(rows(element, 'profile')).toEqual([['<b>Sales</b>', '00e000000000001AAA', '12']]);
        expect(find(element, 'map-profiles').getAttribute('href')).toBe(data.profilesPath);
        const [first, second, third] = rows(element, 'field');
        expect(first.slice(0, 2)).toEqual(['n', '9f31c2ab']);
        expect(first[2]).toMatch(/^3 /);
        expect(second).toEqual(['LastName', 'LastName', 'STRING', '80']);
        expect(third).toEqual(['x', '0a0b0c0d', same, 'IsActive', 'IsActive', 'BOOLEAN', '']);
        await expect(element).toBeAccessible();
    });

    it('says that nothing is to be cured', async () => {
        load.mockResolvedValue({ ...data, findings: [], unmappedProfiles: [], groups: [] });
        const element = await createHealth();
        expect(['no-findings', 'no-profiles', 'no-groups'].map((id) => find(element, id).textContent)).toEqual([
            noFindings,
            noProfiles,
            noGroups
        ]);
        await expect(element).toBeAccessible();
    });

    it('shows a failure and reads again when asked', async () => {
        load.mockRejectedValueOnce({ body: { message: '{"code":"X","message":"No","cure":""}' } });
        const element = await createHealth();
        expect(page(element).error).toEqual({ code: 'X', message: 'No', cure: '' });
        load.mockResolvedValue(data);
        page(element).dispatchEvent(new CustomEvent('refresh'));
        await settle();
        expect(page(element).error).toBeUndefined();
        expect(rows(element, 'finding')).toHaveLength(2);
    });
});
