/** The numbered cases that a release must prove: parity (A), beyond the template (B), comparison (C), promises (P). */

const from = (letter: string, first: number, last: number): string[] =>
    Array.from({ length: last - first + 1 }, (_, index) => `${letter}${first + index}`);

export const caseNumbers: readonly string[] = [...from('A', 1, 16), ...from('B', 1, 20), ...from('C', 1, 10)];

export const promiseNumbers: readonly string[] = [
    ...from('P', 3, 6),
    ...from('P', 8, 16),
    ...from('P', 18, 19),
    ...from('P', 22, 28),
    ...from('P', 31, 39),
    'P41'
];

/** Between two orgs. */
export function isEndToEnd(path: string): boolean {
    return path.endsWith('.e2e.test.ts') && !isAside(path);
}

/** Of the package or the relay. */
export function isOfProduct(path: string): boolean {
    return !isAside(path);
}

/** Tests of the emulator prove nothing about the product, those of the model only the algorithm. */
function isAside(path: string): boolean {
    return /\/(emulator|model)\//.test(path);
}

const numbersAtStart = /^(?:[ABCP]\d+ )+/;

/** Numbers at the start of a test's or a group's title: `P4 B10 keep both` has two. */
export function numbersOf(title: string): string[] {
    const head = numbersAtStart.exec(title)?.[0] ?? '';
    return head.split(' ').filter((word) => word !== '');
}

export function withoutNumbers(title: string): string {
    return title.replace(numbersAtStart, '');
}
