/**
 * The methods of `System.String` that follow Apache Commons Lang rather than Java's String.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm
 */
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { InstanceBody } from './systemType.ts';

const javaWhitespace = /^[\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/;

/** True for the empty text, too. */
export function isBlankText(text: string): boolean {
    return javaWhitespace.test(text);
}

function pad(runtime: ApexRuntime, text: string, length: number, padding: string, side: 'left' | 'right'): string {
    runtime.useCpu(Math.max(0, length));
    const filler = padding === '' ? ' ' : padding;
    return side === 'left' ? text.padStart(length, filler) : text.padEnd(length, filler);
}

function center(runtime: ApexRuntime, self: string, size: number, padding = ' '): string {
    const left = self.length + Math.trunc(Math.max(0, size - self.length) / 2);
    return pad(runtime, pad(runtime, self, left, padding, 'left'), size, padding, 'right');
}

function abbreviate(runtime: ApexRuntime, self: string, width: number): string {
    if (width < 4) runtime.fail('System.IllegalArgumentException', 'Minimum abbreviation width is 4');
    return self.length <= width ? self : `${self.slice(0, width - 3)}...`;
}

function before(self: string, index: number, otherwise: string): string {
    return index < 0 ? otherwise : self.slice(0, index);
}

function after(self: string, index: number, separator: string): string {
    return index < 0 ? '' : self.slice(index + separator.length);
}

function between(self: string, open: string, close: string): string | null {
    const start = self.indexOf(open);
    const end = start < 0 ? -1 : self.indexOf(close, start + open.length);
    return end < 0 ? null : self.slice(start + open.length, end);
}

function repeat(runtime: ApexRuntime, parts: readonly string[], separator: string): string {
    runtime.useCpu(parts.length);
    return parts.join(separator);
}

function firstIndexOfAny(self: string, characters: string, isMember: boolean): number {
    return Array.from(self).findIndex((character) => characters.includes(character) === isMember);
}

export const textMethods: Readonly<Record<string, InstanceBody>> = {
    'String abbreviate(Integer width)': abbreviate,
    'String capitalize()': (_, self: string) => self.charAt(0).toUpperCase() + self.slice(1),
    'String center(Integer size)': center,
    'String center(Integer size, String padding)': center,
    'Boolean containsAny(String characters)': (_, self: string, characters: string) =>
        firstIndexOfAny(self, characters, true) >= 0,
    'Boolean containsIgnoreCase(String part)': (_, self: string, part: string) =>
        self.toLowerCase().includes(part.toLowerCase()),

    'Boolean containsWhitespace()': (_, self: string) => Array.from(self).some(isBlankText),
    'Integer countMatches(String part)': (_, self: string, part: string) =>
        part === '' ? 0 : self.split(part).length - 1,
    'String deleteWhitespace()': (_, self: string) =>
        Array.from(self)
            .filter((character) => !isBlankText(character))
            .join(''),
    'Boolean endsWithIgnoreCase(String suffix)': (_, self: string, suffix: string) =>
        self.toLowerCase().endsWith(suffix.toLowerCase()),
    'Integer indexOfIgnoreCase(String part)': (_, self: string, part: string) =>
        self.toLowerCase().indexOf(part.toLowerCase()),
    'Boolean isAllLowerCase()': (_, self: string) => /^\p{Ll}+$/u.test(self),
    'Boolean isAllUpperCase()': (_, self: string) => /^\p{Lu}+$/u.test(self),
    'Boolean isAlpha()': (_, self: string) => /^\p{L}+$/u.test(self),
    'Boolean isAlphanumeric()': (_, self: string) => /^[\p{L}\p{Nd}]+$/u.test(self),
    'Boolean isNumeric()': (_, self: string) => /^\p{Nd}+$/u.test(self),
    'Boolean isWhitespace()': (_, self: string) => isBlankText(self),
    'String left(Integer length)': (_, self: string, length: number) => self.slice(0, Math.max(0, length)),
    'String leftPad(Integer length)': (runtime, self: string, length: number) =>
        pad(runtime, self, length, ' ', 'left'),
    'String leftPad(Integer length, String padding)': (runtime, self: string, length: number, padding: string) =>
        pad(runtime, self, length, padding, 'left'),
    'String mid(Integer start, Integer length)': (_, self: string, start: number, length: number) =>
        length < 0 ? '' : self.slice(Math.max(0, start), Math.max(0, start) + length),
    'String normalizeSpace()': (_, self: string) => self.trim().replace(/\s+/g, ' '),
    'String remove(String part)': (_, self: string, part: string) => (part === '' ? self : self.replaceAll(part, '')),
    'String removeEnd(String part)': (_, self: string, part: string) =>
        self.endsWith(part) ? self.slice(0, self.length - part.length) : self,
    'String removeEndIgnoreCase(String part)': (_, self: string, part: string) =>
        self.toLowerCase().endsWith(part.toLowerCase()) ? self.slice(0, self.length - part.length) : self,
    'String removeStart(String part)': (_, self: string, part: string) =>
        self.startsWith(part) ? self.slice(part.length) : self,
    'String removeStartIgnoreCase(String part)': (_, self: string, part: string) =>
        self.toLowerCase().startsWith(part.toLowerCase()) ? self.slice(part.length) : self,
    'String repeat(Integer count)': (runtime, self: string, count: number) =>
        repeat(runtime, Array<string>(Math.max(0, count)).fill(self), ''),
    'String repeat(String separator, Integer count)': (runtime, self: string, separator: string, count: number) =>
        repeat(runtime, Array<string>(Math.max(0, count)).fill(self), separator),
    'String reverse()': (_, self: string) => Array.from(self).reverse().join(''),
    'String right(Integer length)': (_, self: string, length: number) => (length <= 0 ? '' : self.slice(-length)),
    'String rightPad(Integer length)': (runtime, self: string, length: number) =>
        pad(runtime, self, length, ' ', 'right'),
    'String rightPad(Integer length, String padding)': (runtime, self: string, length: number, padding: string) =>
        pad(runtime, self, length, padding, 'right'),

    'Boolean startsWithIgnoreCase(String prefix)': (_, self: string, prefix: string) =>
        self.toLowerCase().startsWith(prefix.toLowerCase()),
    'String substringAfter(String separator)': (_, self: string, separator: string) =>
        after(self, self.indexOf(separator), separator),
    'String substringAfterLast(String separator)': (_, self: string, separator: string) =>
        separator === '' ? '' : after(self, self.lastIndexOf(separator), separator),
    'String substringBefore(String separator)': (_, self: string, separator: string) =>
        before(self, self.indexOf(separator), self),
    'String substringBeforeLast(String separator)': (_, self: string, separator: string) =>
        separator === '' ? self : before(self, self.lastIndexOf(separator), self),
    'String substringBetween(String tag)': (_, self: string, tag: string) => between(self, tag, tag),
    'String substringBetween(String open, String close)': (_, self: string, open: string, close: string) =>
        between(self, open, close),
    'String uncapitalize()': (_, self: string) => self.charAt(0).toLowerCase() + self.slice(1)
};
