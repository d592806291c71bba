import { createElement } from 'lwc';
import UserSyncMappingHealth from 'c/userSyncMappingHealth';
import load from '@salesforce/apex/UserSyncMappingHealthController.load';
import { format } from 'c/userSyncFormat';
import alike from '@salesforce/label/c.UserSyncHealthAlike';
import cureMissing from '@salesforce/label/c.UserSyncHealthCureMissing';
import cureRefused from '@salesforce/label/c.UserSyncHealthCureRefused';
import cureType from '@salesforce/label/c.UserSyncHealthCureType';
import different from '@salesforce/label/c.UserSyncHealthDifferent';
import everybody from '@salesforce/label/c.UserSyncHealthEverybody';
import noFindings from '@salesforce/label/c.UserSyncHealthNoFindings';
import noGroups from '@salesforce/label/c.UserSyncHealthNoGroups';
import noProfiles from '@salesforce/label/c.UserSyncHealthNoProfiles';
import same from '@salesforce/label/c.UserSyncHealthSame';
import sayDigest from '@salesforce/label/c.UserSyncHealthSayDigest';
import sayFieldMissing from '@salesforce/label/c.UserSyncHealthSayFieldMissing';
import sayFieldUnmapped from '@salesforce/label/c.UserSyncHealthSayFieldUnmapped';
import sayGroupHere from '@salesforce/label/c.UserSyncHealthSayGroupHere';
import sayGroupThere from '@salesforce/label/c.UserSyncHealthSayGroupThere';
import sayRefused from '@salesforce/label/c.UserSyncHealthSayRefused';
import sayShortened from '@salesforce/label/c.UserSyncHealthSayShortened';
import sayType from '@salesforce/label/c.UserSyncHealthSayType';
import unusedThere from '@salesforce/label/c.UserSyncHealthUnusedThere';
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
        expect(second).toEqual(['LastName', 'STRING', '80', 'LastName', '', '']);
        expect(third).toEqual(['x', '0a0b0c0d', same, 'IsActive', 'BOOLEAN', '', 'IsActive', '', '']);
        await expect(element).toBeAccessible();
    });

    it('says where the partner org does not fit, and what to do', async () => {
        const finding = (difference, values) => ({
            code: 'ANY',
            cure: 'As usual.',
            setupPath: '/',
            difference,
            values
        });
        const findings = [
            finding('DIGEST', ['9f31c2ab', '00000000']),
            finding('GROUP_UNKNOWN_THERE', ['p']),
            finding('GROUP_UNKNOWN_HERE', ['z']),
            finding('FIELD_MISSING', ['<b>Floor__c']),
            finding('FIELD_UNMAPPED', ['Phone']),
            finding('TYPE', ['Title', 'STRING', 'Titel__c', 'BOOLEAN']),
            finding('SHORTENED', ['Title', '60', 'Titel__c', '255']),
            finding('REFUSED', ['Title', '80', 'Titel__c', '255'])
        ];
        load.mockResolvedValue({ ...data, findings });
        const element = await createHealth();
        const shown = rows(element, 'finding');
        expect(shown.map(([message]) => message)).toEqual([
            format(sayDigest, '9f31c2ab', '00000000'),
            format(sayGroupThere, 'p'),
            format(sayGroupHere, 'z'),
            format(sayFieldMissing, '<b>Floor__c'),
            format(sayFieldUnmapped, 'Phone'),
            format(sayType, 'Title', 'STRING', 'Titel__c', 'BOOLEAN'),
            format(sayShortened, 'Title', '60', 'Titel__c', '255'),
            format(sayRefused, 'Title', '80', 'Titel__c', '255')
        ]);
        const usual = 'As usual.';
        expect(shown.map((cells) => cells[3])).toEqual([
            ...[usual, usual, usual, cureMissing],
            ...[usual, cureType, usual, cureRefused]
        ]);
        await expect(element).toBeAccessible();
    });

    it('shows each field beside its counterpart, and the digests of both orgs', async () => {
        const [names, active] = data.groups;
        const [firstName, lastName] = names.fields;
        const groups = [
            {
                ...{ ...names, waitingCount: 0, isCompared: true, partnerDigest: '00000000' },
                fields: [{ ...firstName, partnerTypeName: 'TEXTAREA', partnerLength: 1200 }, lastName]
            },
            { ...active, isCompared: true, partnerDigest: active.digest, waitingCount: 2 },
            { ...active, key: 'p', isCompared: true, fields: [{ ...lastName, localName: 'Phone' }] }
        ];
        load.mockResolvedValue({ ...data, groups });
        const element = await createHealth();
        const [first, second, third, fourth] = rows(element, 'field');
        expect(first).toEqual([
            ...['n', '9f31c2ab', format(different, '00000000')],
            ...['FirstName', 'STRING', '40', 'FirstName', 'TEXTAREA', '1,200']
        ]);
        expect(second).toEqual(['LastName', 'STRING', '80', 'LastName', '', '']);
        expect(third[2]).toMatch(new RegExp(`^${alike}; 2 `));
        expect(fourth[2]).toBe(unusedThere);
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
