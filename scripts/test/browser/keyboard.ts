/** A person who has a keyboard only: finds controls by pressing Tab, and checks that the focus can be seen wherever it stops. */
import type { TestPage } from './testBrowser.ts';

type Page = TestPage['page'];
type Locator = ReturnType<Page['locator']>;

const stopsAtMost = 120;

export class Keyboard {
    private readonly page: Page;

    constructor({ page }: TestPage) {
        this.page = page;
    }

    async press(...keys: readonly string[]): Promise<void> {
        for (const key of keys) await this.page.keyboard.press(key);
    }

    async type(text: string): Promise<void> {
        await this.page.keyboard.type(text);
    }

    /** Presses Tab until the control has the focus. */
    async tabTo(control: Locator): Promise<void> {
        await control.first().waitFor({ state: 'attached' });
        for (let stops = 0; stops < stopsAtMost; stops += 1) {
            if (await this.isFocused(control)) return this.requireVisibleFocus();
            await this.press('Tab');
        }
        throw new Error(`${String(control)} is not reached by ${stopsAtMost} presses of Tab`);
    }

    async tabToButton(name: string, within?: Locator): Promise<void> {
        await this.tabTo((within ?? this.page).getByRole('button', { name, exact: true }));
    }

    /** Presses a button the way a keyboard does. */
    async activate(name: string, key: 'Enter' | 'Space' = 'Enter', within?: Locator): Promise<void> {
        await this.tabToButton(name, within);
        await this.press(key);
    }

    /** Writes the reason a dialog asks for, and confirms. */
    async confirm(name: string, reason?: string): Promise<void> {
        const dialog = this.page.getByRole('dialog');
        await dialog.waitFor();
        if (reason) {
            await this.tabTo(dialog.locator('textarea'));
            await this.type(reason);
        }
        await this.activate(name, 'Space', dialog);
        await dialog.waitFor({ state: 'detached' });
    }

    /** Chooses the option of a list by its name. */
    async choose(label: string, option: string): Promise<void> {
        const list = this.page.getByRole('combobox', { name: label });
        await this.tabTo(list);
        await this.press('Enter');
        const wanted = this.page.getByRole('option', { name: option, exact: true });
        await wanted.waitFor();
        const highlighted = this.page.locator('.slds-has-focus');
        await this.page.getByRole('option').and(highlighted).waitFor();
        const active = wanted.and(highlighted);
        for (let steps = 0; (await active.count()) === 0; steps += 1) {
            if (steps === stopsAtMost) throw new Error(`${option} is not reached by the arrows`);
            const before = await list.getAttribute('aria-activedescendant');
            await this.press('ArrowDown');
            // An arrow that is not shown yet would lead past the option.
            await list.and(this.page.locator(`:not([aria-activedescendant="${before}"])`)).waitFor();
        }
        await this.press('Enter');
        await list.filter({ hasText: option }).waitFor();
    }

    /** Writes into an input in place of what stands there, and leaves it. */
    async fill(label: string, text: string): Promise<void> {
        await this.tabTo(this.page.getByLabel(label));
        await this.press('ControlOrMeta+a', 'Backspace');
        await this.type(text);
        await this.press('Tab');
    }

    /** Chooses a radio button whose name begins like this. */
    async chooseRadio(name: string): Promise<void> {
        const wanted = this.page.getByRole('radio', { name });
        await this.tabTo(this.page.getByRole('radio'));
        for (let steps = 0; !(await this.isFocused(wanted)); steps += 1) {
            if (steps === stopsAtMost) throw new Error(`${name} is not reached by the arrows`);
            await this.press('ArrowDown');
        }
        // An arrow chooses what it leads to; the one that Tab leads to is not chosen yet.
        if (!(await wanted.isChecked())) await this.press('Space');
    }

    /** Presses what downloads something. @returns the name of the file */
    async download(name: string): Promise<string> {
        await this.tabToButton(name);
        const [download] = await Promise.all([this.page.waitForEvent('download'), this.press('Enter')]);
        await this.waitForFocus(this.page.getByRole('button', { name, exact: true }));
        return download.suggestedFilename();
    }

    /** Selects the first row of the table. */
    async selectFirstRow(): Promise<void> {
        const checkbox = this.page.locator('input[type=checkbox]');
        await this.goTo(checkbox, 'ArrowLeft');
        await checkbox.and(this.page.locator(':focus')).waitFor({ state: 'attached' });
        await this.press('Space');
        await this.firstRow().locator('input:checked').waitFor({ state: 'attached' });
    }

    /** Presses the button with this name in the first row of the table. */
    async pressInFirstRow(name: string): Promise<void> {
        await this.goTo(this.page.getByRole('button', { name }), 'ArrowRight');
    }

    private firstRow(): Locator {
        return this.page.locator('lightning-datatable tbody tr').first();
    }

    /** Tab leads to a cell of a table, arrows lead from cell to cell, Enter into it; a button is pressed by that. */
    private async goTo(control: Locator, arrow: 'ArrowLeft' | 'ArrowRight'): Promise<void> {
        const row = this.firstRow();
        await row.waitFor();
        const cells = row.locator('td, th');
        await this.tabTo(this.page.locator('lightning-datatable tbody').locator('td, th'));
        // The cell that had the focus last gets it again, or one near it when its row has gone.
        while (!(await this.isFocused(cells))) {
            const key = await this.page.locator('tr:focus-within').getAttribute('data-row-key-value');
            await this.press('ArrowUp');
            await this.page.locator(`tr:focus-within:not([data-row-key-value="${key}"])`).waitFor();
        }
        const wanted = cells.filter({ has: control });
        while (!(await this.isFocused(wanted))) {
            const column = await this.page.locator(':focus').getAttribute('data-col-key-value');
            await this.press(arrow);
            await this.page.locator(`:focus:not([data-col-key-value="${column}"])`).waitFor();
        }
        await this.press('Enter');
    }

    /** Waits until a control has the focus without a key being pressed, as after a dialog. */
    async waitForFocus(control: Locator): Promise<void> {
        await control.and(this.page.locator(':focus')).first().waitFor();
        await this.requireVisibleFocus();
    }

    private async isFocused(control: Locator): Promise<boolean> {
        return (await control.and(this.page.locator(':focus')).count()) > 0;
    }

    /** What has the focus looks different: an outline, a shadow, or a check box whose label draws it. */
    private async requireVisibleFocus(): Promise<void> {
        const [focused] = await this.page.locator(':focus').all();
        const isVisible = await focused?.evaluate((element) => {
            if (element.matches('input[type=checkbox], input[type=radio]')) return true;
            const { outlineStyle, boxShadow } = element.ownerDocument.defaultView!.getComputedStyle(element);
            return outlineStyle !== 'none' || boxShadow !== 'none';
        });
        if (isVisible !== true) throw new Error(`the focus cannot be seen on ${await this.describeFocus()}`);
    }

    private async describeFocus(): Promise<string> {
        const [focused] = await this.page.locator(':focus').all();
        return (await focused?.evaluate((element) => element.outerHTML.slice(0, 200))) ?? 'nothing';
    }
}
