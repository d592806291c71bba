/**
 * Which browser tests use: CHROME_PATH if it is set, on Linux the one from npm with the libraries that bare machines lack,
 * elsewhere an installed Chrome.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const unpackProgram = join('scripts', 'test', 'browser', 'unpackBrowser.ts');

/** What playwright's `launch` takes. */
export interface BrowserProgram {
    readonly executablePath?: string;
    readonly channel?: string;
    readonly env?: Record<string, string>;
}

export function browserProgram(): BrowserProgram {
    const chosen = process.env['CHROME_PATH'];
    if (chosen !== undefined && chosen !== '') return { executablePath: chosen };
    if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
    const folder = unpackedBrowser();
    const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean).join(':');
    return {
        executablePath: join(folder, 'chromium'),
        env: { ...environment(), LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') }
    };
}

/** Once for an installation; other processes see the folder complete or not at all. */
function unpackedBrowser(): string {
    const manifest = readFileSync(join('node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    const folder = resolve('node_modules', '.cache', `browser-${version}`);
    if (existsSync(folder)) return folder;
    const draft = `${folder}-${randomUUID()}`;
    mkdirSync(draft, { recursive: true });
    execFileSync(process.execPath, [unpackProgram], { env: { ...process.env, TMPDIR: draft } });
    writeFileSync(join(draft, 'fonts.conf'), fontConfiguration(folder));
    try {
        renameSync(draft, folder);
    } catch (error) {
        if (!existsSync(folder)) throw error;
        rmSync(draft, { recursive: true });
    }
    return folder;
}

/** Only the fonts that come along, so that pages look the same on every machine. */
function fontConfiguration(folder: string): string {
    return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
    <dir>${join(folder, 'fonts')}</dir>
    <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}

function environment(): Record<string, string> {
    return Object.fromEntries(
        Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
    );
}
