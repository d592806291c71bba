/**
 * `System.String`: what Java's String gives; the rest is in `stringText.ts`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm
 */
import { ApexList, ApexSet } from '../values/apexCollections.ts';
import type { ApexDate, ApexDatetime } from '../values/apexTemporal.ts';
import type { ApexDecimal, ApexDouble } from '../values/apexNumbers.ts';
import { primitive } from '../values/apexType.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { formatPattern } from './datePattern.ts';
import { stringHash } from './hashCode.ts';
import { stringList } from './listValues.ts';
import { refuse } from './refusal.ts';
import { compileRegex, replaceMatches, splitText } from './regex.ts';
import { formatMessage } from './messageFormat.ts';
import { isBlankText, textMethods } from './stringText.ts';
import { defineType } from './systemType.ts';

/** Bounds as Java checks them. */
function slice(runtime: ApexRuntime, self: string, start: number, end: number): string {
    if (start < 0 || start > self.length)
        runtime.fail('System.StringException', `Starting position out of bounds: ${start}`);
    if (end > self.length || end < start)
        runtime.fail('System.StringException', `Ending position out of bounds: ${end}`);
    return self.slice(start, end);
}

function unit(runtime: ApexRuntime, self: string, index: number): number {
    if (index < 0 || index >= self.length) runtime.fail('System.StringException', `Index out of bounds: ${index}`);
    return self.charCodeAt(index);
}

function fromCharacters(runtime: ApexRuntime, characters: ApexList): string {
    runtime.useCpu(characters.items.length);
    return characters.items.map((code: number) => String.fromCodePoint(code)).join('');
}

/** The values may be any list or set, whatever it holds. */
function joinTexts(runtime: ApexRuntime, values: unknown, separator: string): string {
    if (values === null) runtime.fail('System.NullPointerException', 'Argument 1 cannot be null');
    const items =
        values instanceof ApexList ? values.items : values instanceof ApexSet ? [...values.values()] : undefined;
    if (!items) return refuse(runtime, 'String.join of anything but a list or a set');
    runtime.useCpu(items.length);
    return items.map((value: unknown) => (value === null ? '' : runtime.toText(value))).join(separator);
}

export const string = defineType({
    name: 'System.String',
    statics: {
        'String escapeSingleQuotes(String value)': (_, value: string) => value.replace(/['\\]/g, '\\$&'),
        'String format(String template, List<Object> arguments)': (runtime, template: string, values: ApexList) =>
            formatMessage(
                runtime,
                template,
                values.items.map((value) => runtime.toText(value))
            ),
        'String fromCharArray(List<Integer> characters)': fromCharacters,
        'Boolean isBlank(String? value)': (_, value: string | null) => value === null || isBlankText(value),
        'Boolean isEmpty(String? value)': (_, value: string | null) => value === null || value === '',
        'Boolean isNotBlank(String? value)': (_, value: string | null) => value !== null && !isBlankText(value),
        'Boolean isNotEmpty(String? value)': (_, value: string | null) => value !== null && value !== '',
        'String join(Object values, String separator)': joinTexts,
        'String valueOf(Date? value)': (_, value: ApexDate | null) => value?.toString() ?? null,
        'String valueOf(Datetime? value)': (runtime, value: ApexDatetime | null) =>
            value && formatPattern(runtime, value, 'yyyy-MM-dd HH:mm:ss', runtime.host.user.timeZone),
        'String valueOf(Decimal? value)': (_, value: ApexDecimal | null) => value?.toString() ?? null,
        'String valueOf(Double? value)': (_, value: ApexDouble | null) => value?.toString() ?? null,
        'String valueOf(Integer? value)': (_, value: number | null) => value?.toString() ?? null,
        'String valueOf(Long? value)': (_, value: bigint | null) => value?.toString() ?? null,
        'String valueOf(Object value)': (runtime, value: unknown) => (value === null ? null : runtime.toText(value)),
        'String valueOfGmt(Datetime value)': (_, value: ApexDatetime) => value.toString()
    },
    methods: {
        ...textMethods,
        'Integer charAt(Integer index)': unit,
        'Integer codePointAt(Integer index)': (runtime, self: string, index: number) => {
            unit(runtime, self, index);
            return self.codePointAt(index);
        },
        'Integer compareTo(String other)': (_, self: string, other: string) => {
            for (let at = 0; at < Math.min(self.length, other.length); at++) {
                if (self[at] !== other[at]) return self.charCodeAt(at) - other.charCodeAt(at);
            }
            return self.length - other.length;
        },
        'Boolean contains(String part)': (_, self: string, part: string) => self.includes(part),
        'Boolean endsWith(String suffix)': (_, self: string, suffix: string) => self.endsWith(suffix),
        'Boolean equals(Object other)': (_, self: string, other: unknown) => self === other,
        'Boolean equalsIgnoreCase(String? other)': (_, self: string, other: string | null) =>
            self.toLowerCase() === other?.toLowerCase(),
        'List<Integer> getChars()': (_, self: string) =>
            new ApexList(
                primitive('Integer'),
                self.split('').map((character) => character.charCodeAt(0))
            ),
        'Integer hashCode()': (_, self: string) => stringHash(self),
        'Integer indexOf(String part)': (_, self: string, part: string) => self.indexOf(part),
        'Integer indexOf(String part, Integer from)': (_, self: string, part: string, from: number) =>
            self.indexOf(part, from),
        'Integer lastIndexOf(String part)': (_, self: string, part: string) => self.lastIndexOf(part),
        'Integer lastIndexOf(String part, Integer from)': (_, self: string, part: string, from: number) =>
            from < 0 ? -1 : self.lastIndexOf(part, from),
        'Integer length()': (_, self: string) => self.length,
        'String replace(String target, String replacement)': (_, self: string, target: string, replacement: string) =>
            self.replaceAll(target, () => replacement),
        'String replaceAll(String regex, String replacement)': (
            runtime,
            self: string,
            regex: string,
            replacement: string
        ) => replaceMatches(runtime, compileRegex(runtime, regex), self, replacement, false),
        'String replaceFirst(String regex, String replacement)': (
            runtime,
            self: string,
            regex: string,
            replacement: string
        ) => replaceMatches(runtime, compileRegex(runtime, regex), self, replacement, true),
        'List<String> split(String regex)': (runtime, self: string, regex: string) =>
            stringList(splitText(runtime, compileRegex(runtime, regex), self, 0)),
        'List<String> split(String regex, Integer limit)': (runtime, self: string, regex: string, limit: number) =>
            stringList(splitText(runtime, compileRegex(runtime, regex), self, limit)),
        'Boolean startsWith(String prefix)': (_, self: string, prefix: string) => self.startsWith(prefix),
        'String substring(Integer start)': (runtime, self: string, start: number) =>
            slice(runtime, self, start, self.length),
        'String substring(Integer start, Integer end)': slice,
        'String toLowerCase()': (_, self: string) => self.toLowerCase(),
        'String toString()': (_, self: string) => self,
        'String toUpperCase()': (_, self: string) => self.toUpperCase(),
        'String trim()': (_, self: string) => self.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '')
    }
});
