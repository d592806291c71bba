/**
 * A script that runs inside a page: finds texts and controls that lie on each other, and content that makes the page scroll
 * sideways. While a dialog is open it looks at the dialog, which must lie within the window, and at nothing behind it.
 * XPath finds elements in components too; synthetic shadow hides them from selectors.
 */
(() => {
    const tolerancePx = 3;
    const controls = 'a[href], button, input, select, textarea, [role="button"], [role="tab"]';
    const found = document.evaluate('//body//*', document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    const elements = Array.from({ length: found.snapshotLength }, (_, index) => found.snapshotItem(index));
    const dialog = elements.find((element) => element.matches('[role="dialog"]'));

    const describe = (element) =>
        `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;

    const ownText = (element) => {
        const texts = document.evaluate('text()[normalize-space()]', element, null, XPathResult.BOOLEAN_TYPE, null);
        return texts.booleanValue;
    };

    const parentOf = (node) => {
        const result = document.evaluate('..', node, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
        return result instanceof Element ? result : null;
    };

    const whole = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

    const shared = (one, other) => ({
        left: Math.max(one.left, other.left),
        top: Math.max(one.top, other.top),
        right: Math.min(one.right, other.right),
        bottom: Math.min(one.bottom, other.bottom)
    });

    const rememberedWindows = new Map();

    /** Where children of the element can be seen: inside everything around them that hides what overflows; undefined for nowhere. */
    const windowOf = (element) => {
        if (element === null) return dialog ? undefined : whole;
        if (!rememberedWindows.has(element)) {
            const style = getComputedStyle(element);
            const isHidden = style.visibility === 'hidden' || style.opacity === '0';
            const isApart = element !== dialog && style.position === 'fixed';
            const around = element === dialog ? whole : windowOf(parentOf(element));
            const own = style.overflow === 'visible' ? whole : element.getBoundingClientRect();
            rememberedWindows.set(element, around && !isHidden && !isApart ? shared(around, own) : undefined);
        }
        return rememberedWindows.get(element);
    };

    const visibleBox = (element) => {
        const around = windowOf(element) && windowOf(parentOf(element));
        const box = around && shared(around, element.getBoundingClientRect());
        const isSeen = box && box.right - box.left > tolerancePx && box.bottom - box.top > tolerancePx;
        return isSeen ? box : undefined;
    };

    const contains = (outer, inner) => {
        for (let around = inner; around; around = parentOf(around)) if (around === outer) return true;
        return false;
    };

    const lies = (inner, outer) =>
        inner.left >= outer.left - 1 &&
        inner.right <= outer.right + 1 &&
        inner.top >= outer.top - 1 &&
        inner.bottom <= outer.bottom + 1;

    const shown = elements
        .filter((element) => element.matches(controls) || ownText(element))
        // A check box of the design system is drawn by its label and lies under it.
        .filter((element) => !element.matches('input[type="checkbox"], input[type="radio"], script, style'))
        .flatMap((element) => {
            const box = visibleBox(element);
            return box ? [{ element, box }] : [];
        });

    const problems = shown.flatMap(({ element, box }, index) =>
        shown.slice(index + 1).flatMap((other) => {
            const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            if (width <= tolerancePx || height <= tolerancePx) return [];
            if (contains(element, other.element) || contains(other.element, element)) return [];
            // The button of a calendar or of a search lies inside of its input.
            if (element.matches('input') && lies(other.box, box)) return [];
            return [`${describe(element)} overlaps ${describe(other.element)}`];
        })
    );
    const { scrollWidth, clientWidth, clientHeight } = document.documentElement;
    if (scrollWidth > clientWidth + 1) {
        const wide = shown.filter(({ box }) => box.right > clientWidth + 1).map(({ element }) => describe(element));
        problems.push(`the page is ${scrollWidth - clientWidth} px too wide: ${wide.slice(0, 3).join(', ')}`);
    }
    if (dialog) {
        const screen = { left: 0, top: 0, right: clientWidth, bottom: clientHeight };
        const outside = shown.filter(({ box }) => !lies(box, screen));
        problems.push(...outside.map(({ element }) => `${describe(element)} of the dialog leaves the window`));
        if (shown.length === 0) problems.push('nothing can be seen of the dialog');
    }
    return problems;
})();
