import { keepFocus } from 'c/userSyncFocus';

const add = (id) => {
    const button = document.createElement('button');
    button.id = id;
    return document.body.appendChild(button);
};

describe('the focus', () => {
    afterEach(() => document.body.replaceChildren());

    it('goes to the first there is when what had it has gone', async () => {
        const gone = add('gone');
        add('second');
        const first = add('first');
        gone.focus();
        const kept = keepFocus(document, '#missing', '#first', '#second');
        gone.remove();
        await kept;
        expect(document.activeElement).toBe(first);
    });

    it('is not taken from anything else, and nothing happens where there is nothing', async () => {
        const elsewhere = add('elsewhere');
        add('first');
        elsewhere.focus();
        await keepFocus(document, '#first');
        expect(document.activeElement).toBe(elsewhere);
        elsewhere.remove();
        await keepFocus(document, '#missing');
        expect(document.activeElement).toBe(document.body);
    });
});
