/** Tables of Apex expressions and what they yield, run on the real language, runtime and library. */
import { ApexBlob } from '../../src/values/apexBlob.ts';
import { ApexList, ApexMap, ApexSet } from '../../src/values/apexCollections.ts';
import { ApexDouble } from '../../src/values/apexNumbers.ts';
import { ApexException } from '../../src/values/apexObject.ts';
import { UnsupportedApexError } from '../../src/errors.ts';
import { deployApex } from './apexRig.ts';
import type { ApexRig, FakeHost } from './apexRig.ts';

/** An expression, or statements that end in `return`; then the value as `show` writes it, or the exception. */
export type ApexRow = readonly [source: string, expected: string];

interface TableOptions {
    /** Members of the class around the rows. */
    readonly declarations?: string;
    /** Further sources by file. */
    readonly files?: Readonly<Record<string, string>>;
    readonly prepare?: (host: FakeHost) => void;
}

/** One test a row. */
export function testApex(
    rows: readonly ApexRow[],
    { declarations = '', files = {}, prepare }: TableOptions = {}
): void {
    let rig: ApexRig | undefined;
    const methods = rows.map(([source], index) => {
        const body = /\breturn\b|\bthrow\b/.test(source) ? source : `return ${source};`;
        return `public static Object row${index}() { ${body} }`;
    });
    const probe = `@IsTest public class Probe { ${declarations}\n${methods.join('\n')}\n}`;
    const deployed = (): ApexRig => (rig ??= deployApex({ ...files, 'classes/Probe.cls': probe }));

    test.each(rows.map(([source, expected], index) => [source, expected, index] as const))(
        '%s is %s',
        (_, expected, index) => {
            prepare?.(deployed().host);
            expect(outcome(deployed(), index)).toBe(expected);
        }
    );
}

function outcome(rig: ApexRig, index: number): string {
    try {
        return show(rig, rig.call('Probe', `row${index}`));
    } catch (error) {
        if (error instanceof UnsupportedApexError) return `refused: ${error.construct}`;
        if (error instanceof ApexException) return String(error);
        throw error;
    }
}

/** Strings in quotes, Longs with L, Doubles with d, collections by their members. */
function show(rig: ApexRig, value: unknown): string {
    const inner = (items: Iterable<unknown>): string => Array.from(items, (item) => show(rig, item)).join(', ');
    if (value === undefined) return 'nothing';
    if (typeof value === 'string') return `'${value}'`;
    if (typeof value === 'bigint') return `${value}L`;
    if (value instanceof ApexDouble) return `${value.toString()}d`;
    if (value instanceof ApexBlob) return `Blob ${value.bytes.toString('hex')}`;
    if (value instanceof ApexList) return `[${inner(value.items)}]`;
    if (value instanceof ApexSet) return `{${inner(value.values())}}`;
    if (value instanceof ApexMap) {
        return `{${Array.from(value.entries(), ([key, item]) => `${show(rig, key)}=${show(rig, item)}`).join(', ')}}`;
    }
    return rig.engine.execution.toText(value);
}
