/** Modules with the drawings of the design system's icons, in place of the package's thousands of component templates. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { baseModuleFile } from './basePackages.ts';

const modulePattern = /^lightning\/iconSvgTemplates(Action|Custom|Doctype|Standard|Utility)(?:Rtl)?$/;
const drawingPattern = /viewBox="([\d. ]+)"[^>]*>(.*)<\/svg>/s;

/** `Utility` for the module with the templates of that category. */
export function iconCategory(moduleName: string): string | undefined {
    return modulePattern.exec(moduleName)?.[1];
}

/** @param templatesFile the module that makes templates of drawings */
export function iconModule(moduleName: string, templatesFile: string): string {
    const category = iconCategory(moduleName) ?? '';
    const library = dirname(baseModuleFile(`iconSvgTemplates${category}`));
    const folder = join(library, 'buildTemplates', category.toLowerCase());
    const drawings = readdirSync(folder).flatMap((file) => {
        const [, viewBox, markup = ''] = drawingPattern.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
        const name = `${category.toLowerCase()}_${file.replace(/\.html$/, '')}`;
        return viewBox === undefined ? [] : [[name, [viewBox, markup.replace(/>\s+</g, '><').trim()]]];
    });
    return [
        `import { iconTemplates } from ${JSON.stringify(templatesFile)};`,
        `export default iconTemplates(${JSON.stringify(Object.fromEntries(drawings))});`
    ].join('\n');
}
