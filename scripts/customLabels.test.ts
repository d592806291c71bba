import { globSync, readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { readProblems, readReasons } from './reasonCodes.ts';

interface Label {
    readonly fullName: string;
    readonly value: string;
}

interface Translation {
    readonly name: string;
    readonly label: string;
}

const parser = new XMLParser({
    parseTagValue: false,
    isArray: (name) => ['labels', 'customLabels', 'customTabs'].includes(name)
});
const read = (path: string): unknown => parser.parse(readFileSync(path, 'utf8'));
const labelFile = read('force-app/main/app/labels/CustomLabels.labels-meta.xml') as {
    CustomLabels: { labels: Label[] };
};
const germanFile = read('force-app/main/app/translations/de.translation-meta.xml') as {
    Translations: { customLabels: Translation[]; customTabs: Translation[] };
};
const english = new Map(labelFile.CustomLabels.labels.map(({ fullName, value }) => [fullName, value]));
const german = new Map(germanFile.Translations.customLabels.map(({ name, label }) => [name, label]));
const holes = (text: string | undefined): string => (text?.match(/\{\d\}/g) ?? []).sort().join();
const sources = globSync('force-app/main/**/*.{js,cls}').map((path) => readFileSync(path, 'utf8'));
const wordsOf = (code: string): string =>
    code.toLowerCase().replace(/(?:^|_)(\w)/g, (_, first: string) => first.toUpperCase());

describe('the texts of the pages', () => {
    it('are all there in German, with the same places for values', () => {
        expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
        for (const [name, text] of english) {
            expect([name, holes(german.get(name))]).toEqual([name, holes(text)]);
            expect(german.get(name)?.trim()).not.toBe('');
        }
    });

    it('name every tab in German', () => {
        const tabs = globSync('force-app/main/app/tabs/*.tab-meta.xml').map(
            (path) => /(\w+)\.tab-meta/.exec(path)?.[1]
        );
        expect(germanFile.Translations.customTabs.map(({ name }) => name).sort()).toEqual(tabs.sort());
    });

    it('exist for every import and every use in Apex, and are used', () => {
        const used = sources.flatMap((source) => [
            ...[...source.matchAll(/@salesforce\/label\/c\.(\w+)/g)].map(([, name]) => name),
            ...[...source.matchAll(/\bLabel\.(UserSync\w+)/g)].map(([, name]) => name)
        ]);
        expect(used.filter((name) => !english.has(name ?? ''))).toEqual([]);
        const isUsed = new Set(used);
        const named = [...english.keys()].filter((name) => !/^UserSync(Message|Cure)/.test(name));
        expect(named.filter((name) => !isUsed.has(name))).toEqual([]);
    });

    it('say of every reason and problem what its table says', () => {
        for (const { code, message, cure } of [...readReasons(), ...readProblems()]) {
            expect([code, english.get(`UserSyncMessage${wordsOf(code)}`)]).toEqual([code, message]);
            expect([code, english.get(`UserSyncCure${wordsOf(code)}`)]).toEqual([code, cure]);
        }
    });
});
