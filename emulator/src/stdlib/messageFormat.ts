/** `String.format`: Java's MessageFormat, whose arguments are texts already. */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { refuse } from './refusal.ts';

/** Quotes protect braces, two quotes are one, `{2}` beyond the arguments stays as written. */
export function formatMessage(runtime: ApexRuntime, template: string, values: readonly string[]): string {
    let text = '';
    let isQuoted = false;
    for (let at = 0; at < template.length; at++) {
        const character = template.charAt(at);
        if (character === "'") {
            if (template[at + 1] === "'") text += template.charAt(++at);
            else isQuoted = !isQuoted;
        } else if (character === '{' && !isQuoted) {
            const placeholder = /^\{\s*(\d+)\s*\}/.exec(template.slice(at));
            if (!placeholder)
                return refuse(runtime, `String.format with the placeholder ${template.slice(at, at + 20)}`);
            text += values[Number(placeholder[1])] ?? `{${Number(placeholder[1])}}`;
            at += placeholder[0].length - 1;
        } else {
            text += character;
        }
    }
    return text;
}
