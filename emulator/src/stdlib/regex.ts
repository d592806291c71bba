/** Java's regular expressions at work: compiled, replaced, split. */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { RegexTranslator } from './regexTranslator.ts';

const compiled = new Map<string, RegExp>();

/** A global expression; callers set `lastIndex`. StringException if Java would not take the pattern either. */
export function compileRegex(runtime: ApexRuntime, source: string): RegExp {
    const known = compiled.get(source);
    if (known) return known;
    const pattern = new RegexTranslator(runtime, source).translate();
    let expression: RegExp;
    try {
        expression = new RegExp(pattern, 'gdv');
    } catch {
        return runtime.fail('System.StringException', `Invalid regex: ${source}`);
    }
    if (compiled.size >= 1000) compiled.clear();
    compiled.set(source, expression);
    return expression;
}

/** `$1` and `\$` in the replacement as Java reads them. */
export function expandReplacement(runtime: ApexRuntime, replacement: string, match: RegExpMatchArray): string {
    return replacement.replace(
        /\\(.?)|\$(\d|\{\w+\})?/gs,
        (whole, escaped: string | undefined, group: string | undefined) => {
            if (whole.startsWith('\\')) return escaped ?? '';
            if (group === undefined) return runtime.fail('System.StringException', 'Illegal group reference');
            if (group.startsWith('{')) return match.groups?.[group.slice(1, -1)] ?? '';
            if (Number(group) >= match.length) return runtime.fail('System.StringException', `No group ${group}`);
            return match[Number(group)] ?? '';
        }
    );
}

export function replaceMatches(
    runtime: ApexRuntime,
    regex: RegExp,
    text: string,
    replacement: string,
    isFirstOnly: boolean
): string {
    runtime.useCpu(Math.ceil(text.length / 16));
    regex.lastIndex = 0;
    let result = '';
    let end = 0;
    for (const match of text.matchAll(regex)) {
        result += text.slice(end, match.index) + expandReplacement(runtime, replacement, match);
        end = match.index + match[0].length;
        if (isFirstOnly) break;
    }
    return result + text.slice(end);
}

/** Java's `String.split`: an empty match at the start yields nothing; without a limit, empty texts at the end are dropped. */
export function splitText(runtime: ApexRuntime, regex: RegExp, text: string, limit: number): string[] {
    runtime.useCpu(Math.ceil(text.length / 16));
    regex.lastIndex = 0;
    const parts: string[] = [];
    let end = 0;
    for (const match of text.matchAll(regex)) {
        if (limit > 0 && parts.length === limit - 1) break;
        const matchEnd = match.index + match[0].length;
        if (matchEnd === 0 || (match[0] === '' && match.index === text.length)) continue;
        parts.push(text.slice(end, match.index));
        end = matchEnd;
    }
    if (parts.length === 0 && end === 0) return [text];
    parts.push(text.slice(end));
    if (limit === 0) while (parts.length > 0 && parts.at(-1) === '') parts.pop();
    return parts;
}
