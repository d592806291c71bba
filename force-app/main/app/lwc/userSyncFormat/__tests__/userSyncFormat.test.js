import { download, format, formatAge, formatDuration, formatMoment, formatNumber, toCsv } from 'c/userSyncFormat';
import never from '@salesforce/label/c.UserSyncWordNever';

const NOW = Date.parse('2026-01-02T10:00:00Z');

describe('the formats of the pages', () => {
    it('puts values into the places of a label', () => {
        expect(format('{1} of {0}', 10, 'three')).toBe('three of 10');
        expect(format('{0} and {1}', 'one')).toBe('one and {1}');
    });

    it('tells an age in the largest unit that fits', () => {
        const ago = (text) => formatAge(text, NOW);
        const expected =
            globalThis.labelLanguage === 'de' ? ['vor 5 Minuten', 'vor 2 Stunden'] : ['5 minutes ago', '2 hours ago'];
        expect([ago('2026-01-02T09:55:00Z'), ago('2026-01-02T08:00:00Z')]).toEqual(expected);
        expect(ago(undefined)).toBe(never);
        expect(ago('2026-01-02T09:59:59.900Z')).toBe(globalThis.labelLanguage === 'de' ? 'jetzt' : 'now');
    });

    it('tells a span in the largest unit that fits', () => {
        const isGerman = globalThis.labelLanguage === 'de';
        expect([0, 59, 90, 3600].map(formatDuration)).toEqual(
            isGerman ? ['0 Sek.', '59 Sek.', '1,5 Min.', '1 Std.'] : ['0 sec', '59 sec', '1.5 min', '1 hr']
        );
    });

    it('tells a moment in the zone of the user', () => {
        expect(formatMoment('2026-01-02T10:00:00Z')).toMatch(/2026/);
        expect(formatMoment(undefined)).toBe(never);
        expect(formatNumber(99.96)).toBe('100');
    });

    it('writes CSV that no spreadsheet executes', () => {
        const rows = [
            ['=HYPERLINK("x")', 'a,b'],
            ['-1', null],
            ['say "hi"', '+49']
        ];
        expect(toCsv(['name', 'value'], rows).split('\r\n')).toEqual([
            'name,value',
            `"'=HYPERLINK(""x"")","a,b"`,
            `'-1,`,
            `"say ""hi""",'+49`
        ]);
    });

    it('hands the file to the browser', async () => {
        const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
        const blobs = [];
        URL.createObjectURL = (blob) => `blob:${blobs.push(blob)}`;
        URL.revokeObjectURL = jest.fn();
        download('runs.csv', 'a,b');
        const anchor = click.mock.contexts[0];
        expect([anchor.download, anchor.href]).toEqual(['runs.csv', 'blob:1']);
        expect(blobs[0].size).toBe(6);
        expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:1');
    });
});
