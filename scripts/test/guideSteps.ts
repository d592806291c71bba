/**
 * Reads from a page what its test has to do. Every block of commands carries a comment, invisible to readers:
 * `test: run` (each line is executed), `test: run until TEXT` (the one line is repeated until its output holds the text),
 * `test: instead NAME` (the test does NAME, because the lines need a person, a browser or Docker). `instead` may also stand
 * below a step in prose.
 */
export type GuideStep =
    | { readonly kind: 'run'; readonly line: number; readonly command: string; readonly until: string | undefined }
    | { readonly kind: 'instead'; readonly line: number; readonly name: string; readonly block: readonly string[] };

interface Block {
    readonly language: string;
    readonly lines: readonly string[];
    /** Where its first line stands, counted from 0. */
    readonly start: number;
    /** Where it is closed. */
    readonly end: number;
}

const directive = /^\s*<!-- test: (run|instead)(?: (?:until )?(.+?))? -->$/;
const commandLanguages = new Set(['sh', 'bash', 'shell', 'powershell', 'cmd']);

/**
 * @param page Markdown
 * @throws when a block of commands is not annotated, or an annotation says nothing
 */
export function guideSteps(page: string): GuideStep[] {
    const lines = page.split('\n');
    const steps: GuideStep[] = [];
    let index = 0;
    while (index < lines.length) {
        const match = directive.exec(lines[index] ?? '');
        const block = readBlock(lines, match === null ? index : nextFilledLine(lines, index + 1));
        if (match !== null) {
            steps.push(...stepsOf(index + 1, match[1] === 'run', match[2], block));
        } else if (block !== undefined && commandLanguages.has(block.language)) {
            throw new Error(`Line ${index + 1}: no comment says how this block is tested.`);
        }
        index = block === undefined ? index + 1 : block.end + 1;
    }
    return steps;
}

function nextFilledLine(lines: readonly string[], start: number): number {
    const next = lines.findIndex((line, index) => index >= start && line.trim() !== '');
    return next === -1 ? lines.length : next;
}

function stepsOf(line: number, isRun: boolean, text: string | undefined, block: Block | undefined): GuideStep[] {
    if (!isRun) {
        if (text === undefined) {
            throw new Error(`Line ${line}: "instead" needs the name of what the test does.`);
        }
        return [{ kind: 'instead', line, name: text, block: block?.lines ?? [] }];
    }
    const commands = (block?.lines ?? [])
        .map((command, offset) => ({ command: command.trim(), line: (block?.start ?? 0) + offset + 1 }))
        .filter(({ command }) => command !== '');
    if (commands.length === 0 || (text !== undefined && commands.length > 1)) {
        throw new Error(`Line ${line}: "run" stands above a block of commands, "run until" above a single one.`);
    }
    return commands.map((command) => ({ kind: 'run', ...command, until: text }));
}

/** The fenced block that opens at `start`, or undefined. */
function readBlock(lines: readonly string[], start: number): Block | undefined {
    const opening = /^\s*```(\w*)/.exec(lines[start] ?? '');
    if (opening === null) {
        return undefined;
    }
    const end = lines.findIndex((line, index) => index > start && /^\s*```\s*$/.test(line));
    if (end === -1) {
        throw new Error(`Line ${start + 1}: the block does not end.`);
    }
    return { language: opening[1] ?? '', lines: lines.slice(start + 1, end), start: start + 1, end };
}
