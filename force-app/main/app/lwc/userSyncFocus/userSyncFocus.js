/**
 * For whoever works by keyboard: when what had the focus has gone, the first of these that there is gets it. It is never taken from
 * anything else, so this may be called late. Wait for it before asking where the focus is.
 *
 * @param template of the component
 * @param selectors of what takes over, best first
 */
export async function keepFocus(template, ...selectors) {
    // What was changed before is rendered after this.
    await Promise.resolve();
    const { activeElement, body } = document;
    if (activeElement && activeElement !== body) {
        return;
    }
    const next = selectors.map((selector) => template.querySelector(selector)).find(Boolean);
    next?.focus({ preventScroll: true });
}
