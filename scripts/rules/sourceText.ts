/** Views of Apex and TypeScript text without comments or literals: enough to count lines and find names, no parser. */

const commentOrLiteral = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'/g;

/** Apex source with comments and string literals blanked out; line numbers stay as they are. */
export function apexCode(source: string): string {
    return source.replace(commentOrLiteral, (match) => match.replace(/[^\n]/g, ' '));
}

export function nonBlankLines(text: string): number {
    return text.split('\n').filter((line) => line.trim() !== '').length;
}

/** Lines of Apex that are neither blank nor only a comment. */
export function apexCodeLines(source: string): number {
    const withLiterals = source.replace(commentOrLiteral, (match) =>
        match.startsWith("'") ? match : match.replace(/[^\n]/g, ' ')
    );
    return nonBlankLines(withLiterals);
}

export function isApexTest(source: string): boolean {
    return /@istest\b/i.test(apexCode(source).split('{', 1)[0] ?? '');
}
