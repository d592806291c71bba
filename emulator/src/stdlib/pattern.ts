/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_pattern_methods.htm */
import { ApexObject } from '../values/apexObject.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { stringList } from './listValues.ts';
import { compileRegex, replaceMatches, splitText } from './regex.ts';
import { defineType } from './systemType.ts';

class PatternValue extends ApexObject {
    readonly typeName = 'System.Pattern';
    readonly source: string;
    readonly regex: RegExp;

    constructor(source: string, regex: RegExp) {
        super();
        this.source = source;
        this.regex = regex;
    }

    override toString(): string {
        return this.source;
    }
}

/** A matcher over one text; `match` is what the last operation found. */
class MatcherValue extends ApexObject {
    readonly typeName = 'System.Matcher';
    readonly pattern: PatternValue;
    private readonly text: string;
    private match: RegExpExecArray | null = null;
    private nextStart = 0;

    constructor(pattern: PatternValue, text: string) {
        super();
        this.pattern = pattern;
        this.text = text;
    }

    find(): boolean {
        if (this.nextStart > this.text.length) return false;
        const { regex } = this.pattern;
        regex.lastIndex = this.nextStart;
        this.match = regex.exec(this.text);
        const end = this.match ? this.match.index + this.match[0].length : this.text.length + 1;
        this.nextStart = this.match?.[0] === '' ? end + 1 : end;
        return this.match !== null;
    }

    /** Whether the whole text, or only its start, matches. */
    matchesFromStart(wantsWhole: boolean): boolean {
        const anchored = new RegExp(
            wantsWhole ? `(?:${this.pattern.regex.source})(?![^])` : this.pattern.regex.source,
            'dvy'
        );
        this.match = anchored.exec(this.text);
        if (this.match) this.nextStart = this.match[0].length;
        return this.match !== null;
    }

    bounds(runtime: ApexRuntime, group: number | string): readonly [number, number] {
        const match = this.found(runtime);
        if (typeof group === 'number' && group >= match.length)
            runtime.fail('System.StringException', `No group ${group}`);
        return (typeof group === 'number' ? match.indices?.[group] : match.indices?.groups?.[group]) ?? [-1, -1];
    }

    group(runtime: ApexRuntime, group: number | string): string | null {
        const [start, end] = this.bounds(runtime, group);
        return start < 0 ? null : this.text.slice(start, end);
    }

    groupCount(): number {
        return (new RegExp(`${this.pattern.regex.source}|`, 'v').exec('')?.length ?? 1) - 1;
    }

    replace(runtime: ApexRuntime, replacement: string, isFirstOnly: boolean): string {
        this.reset();
        return replaceMatches(runtime, this.pattern.regex, this.text, replacement, isFirstOnly);
    }

    reset(): this {
        this.match = null;
        this.nextStart = 0;
        return this;
    }

    private found(runtime: ApexRuntime): RegExpExecArray {
        return this.match ?? runtime.fail('System.StringException', 'No match found');
    }
}

function compile(runtime: ApexRuntime, source: string): PatternValue {
    return new PatternValue(source, compileRegex(runtime, source));
}

export const pattern = defineType({
    name: 'System.Pattern',
    statics: {
        'Pattern compile(String regex)': compile,
        'Boolean matches(String regex, String text)': (runtime, regex: string, text: string) =>
            new MatcherValue(compile(runtime, regex), text).matchesFromStart(true),
        'String quote(String text)': (_, text: string) => `\\Q${text}\\E`
    },
    methods: {
        'Matcher matcher(String text)': (_, self: PatternValue, text: string) => new MatcherValue(self, text),
        'String pattern()': (_, self: PatternValue) => self.source,
        'List<String> split(String text)': (runtime, self: PatternValue, text: string) =>
            stringList(splitText(runtime, self.regex, text, 0))
    }
});

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_pattern_and_matcher_matcher_methods.htm */
export const matcher = defineType({
    name: 'System.Matcher',
    methods: {
        'Integer end()': (runtime, self: MatcherValue) => self.bounds(runtime, 0)[1],
        'Integer end(Integer group)': (runtime, self: MatcherValue, group: number) => self.bounds(runtime, group)[1],
        'Boolean find()': (_, self: MatcherValue) => self.find(),
        'String group()': (runtime, self: MatcherValue) => self.group(runtime, 0),
        'String group(Integer group)': (runtime, self: MatcherValue, group: number) => self.group(runtime, group),
        'Integer groupCount()': (_, self: MatcherValue) => self.groupCount(),
        'Boolean lookingAt()': (_, self: MatcherValue) => self.matchesFromStart(false),
        'Boolean matches()': (_, self: MatcherValue) => self.matchesFromStart(true),
        'String replaceAll(String replacement)': (runtime, self: MatcherValue, replacement: string) =>
            self.replace(runtime, replacement, false),
        'String replaceFirst(String replacement)': (runtime, self: MatcherValue, replacement: string) =>
            self.replace(runtime, replacement, true),
        'Matcher reset()': (_, self: MatcherValue) => self.reset(),
        'Integer start()': (runtime, self: MatcherValue) => self.bounds(runtime, 0)[0],
        'Integer start(Integer group)': (runtime, self: MatcherValue, group: number) => self.bounds(runtime, group)[0]
    }
});
