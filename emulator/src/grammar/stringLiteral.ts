/**
 * Text of a quoted string, escapes resolved. The lexer has let only valid escapes through.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm
 */
const escapes: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' };

export function readStringLiteral(quoted: string): string {
    return quoted
        .slice(1, -1)
        .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_match, code: string | undefined, letter: string | undefined) => {
            if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
            const name = letter ?? '';
            return escapes[name.toLowerCase()] ?? name;
        });
}
