/** The list of people and the view of one person, by somebody who has a keyboard only. */
import type { KeyboardTest } from './pageKeyboard.ts';
import { openTab } from './pageWorld.ts';
import { eventually, userOf } from './syncedUsers.ts';

const partnerUserId = '005000000000001AAA';

export function peopleKeyboardTests(current: () => KeyboardTest): void {
    const button = (name: string) => current().page.page.getByRole('button', { name, exact: true });
    const told = (text: string) => current().page.page.getByText(text).first().waitFor();

    it('PAGE keyboard a person is searched, opened, synchronised at once, excluded and taken back', async () => {
        const { keyboard, page, world } = current();
        await openTab(page, 'UserSyncPeople');
        const rows = page.page.locator('lightning-datatable tbody tr');
        const shown = (count: number) =>
            eventually(`${count} rows`, async () => ((await rows.count()) === count ? true : undefined));
        await keyboard.choose('Link', 'Ignored');
        await rows.filter({ hasText: 'Alone' }).waitFor({ state: 'detached' });
        await rows.filter({ hasText: 'User Sync Integration' }).waitFor();
        await keyboard.choose('Link', 'Any');
        await rows.filter({ hasText: 'Alone' }).waitFor();
        expect(await keyboard.download('Download CSV')).toBe('user-sync-people.csv');
        await keyboard.tabTo(page.page.getByRole('searchbox'));
        await keyboard.type('Alone');
        await shown(1);
        await keyboard.pressInFirstRow('Alone');
        await keyboard.waitForFocus(button('Back to the list'));
        await keyboard.activate('Sync now');
        await told('The relay compares this user with its next heartbeat.');
        expect(world.org.query(`SELECT Id FROM UserSyncRun__c WHERE Kind__c = 'USER'`)).not.toEqual([]);
        await keyboard.activate('Never sync');
        await keyboard.confirm('Never sync');
        await keyboard.waitForFocus(button('Sync again'));
        await keyboard.press('Enter');
        await keyboard.waitForFocus(button('Never sync'));
        const { unlinkedId } = world.records;
        expect(world.org.queryOne(`SELECT UserSyncExcluded__c FROM User WHERE Id = '${unlinkedId}'`)).toMatchObject({
            UserSyncExcluded__c: false
        });
        await keyboard.activate('Back to the list');
        await keyboard.waitForFocus(page.page.getByRole('searchbox'));
        await rows.first().waitFor();
    });

    it('PAGE keyboard what was written to a person is undone, and the person is linked and unlinked', async () => {
        const { keyboard, page, world } = current();
        const { unlinkedId } = world.records;
        const partner = () =>
            world.org.queryOne(`SELECT UserSyncPartnerId__c FROM User WHERE Id = '${unlinkedId}'`)[
                'UserSyncPartnerId__c'
            ];
        await openTab(page, 'UserSyncPeople', `?c__userId=${unlinkedId}`);
        await keyboard.activate('Undo');
        await page.page.getByRole('dialog').getByText('Earlier').waitFor();
        await keyboard.confirm('Undo');
        await keyboard.waitForFocus(button('Undo'));
        await eventually('the title of before', () =>
            userOf(world.org, unlinkedId)['Title'] === 'Earlier' ? true : undefined
        );
        await keyboard.activate('Link to…');
        const dialog = page.page.getByRole('dialog');
        await keyboard.tabTo(dialog.getByRole('textbox'));
        await keyboard.type(partnerUserId);
        await keyboard.confirm('Link to…');
        await eventually('the link', () => (partner() === partnerUserId ? true : undefined));
        await keyboard.activate('Refresh');
        await keyboard.activate('Unlink');
        await keyboard.confirm('Unlink');
        await keyboard.waitForFocus(page.page.locator('[data-name=link], [data-name=unlink]').getByRole('button'));
        await eventually('the link to be gone', () => (partner() ? undefined : true));
        await keyboard.activate('Refresh');
        await button('Link to…').waitFor();
    });
}
