/** Templates of a category of icons, made when one is first shown: compiling thousands beforehand would take seconds. */
import { freezeTemplate, parseFragment, registerTemplate, type Template } from './lwcEngine.ts';

/** What of the component of an icon its template shows. */
interface IconComponent {
    readonly computedClass: string;
    readonly name: string;
}

/** `utility_close` -> what is inside its svg element, and the view box. */
export type IconDrawings = Readonly<Record<string, readonly [viewBox: string, markup: string]>>;

export function iconTemplates(drawings: IconDrawings): Readonly<Record<string, Template | undefined>> {
    const made = new Map<string, Template>();
    return new Proxy<Record<string, Template | undefined>>(
        {},
        {
            get: (_target, name) => {
                const drawing = typeof name === 'string' && Object.hasOwn(drawings, name) ? drawings[name] : undefined;
                if (typeof name !== 'string' || !drawing) return undefined;
                const template = made.get(name) ?? iconTemplate(...drawing);
                made.set(name, template);
                return template;
            }
        }
    );
}

/** What the template compiler makes of `<svg class={computedClass} data-key={name} ...>`. */
function iconTemplate(viewBox: string, markup: string): Template {
    const strings = [
        '<svg',
        ' focusable="false"',
        ` aria-hidden="true" viewBox="${viewBox}" part="icon"`,
        `>${markup}</svg>`
    ];
    const fragment = parseFragment(strings, 'c0', 'a0:data-key', 2);
    const template: Template = ({ ncls, sp, st }, component) => {
        const { computedClass, name } = component as unknown as IconComponent;
        const data = { className: ncls(computedClass) ?? '', attrs: { 'data-key': name } };
        return [st(fragment, 1, [sp(0, data, null)])];
    };
    registerTemplate(template);
    Object.assign(template, { stylesheets: [], stylesheetToken: undefined, legacyStylesheetToken: undefined });
    freezeTemplate(template);
    return template;
}
