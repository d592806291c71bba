/** Syntax trees in files named by the content of their source, so that an org whose code was deployed before starts without parsing. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { textToTree, treeTextFormat, treeToText } from '../grammar/treeText.ts';
import type { SyntaxTreeStore } from '../language/syntaxTreeCache.ts';
import { writeCached } from '../lightning/build/cacheFolder.ts';

/** Sources of some twenty packages of two hundred classes; then it begins anew. */
const keptFiles = 4_000;

/** @param folder need not exist; other processes may use it at the same time */
export function syntaxTreeFiles(folder: string): SyntaxTreeStore {
    const version = parserVersion();
    const pathOf = (unit: string, text: string): string => {
        const key = createHash('sha256').update(`${version}\n${treeTextFormat}\n${unit}\n${text}`).digest('hex');
        return join(folder, `${key}.json`);
    };
    let isCounted = false;
    return {
        read: (unit, text) => {
            const path = pathOf(unit, text);
            return existsSync(path) ? textToTree(readFileSync(path, 'utf8')) : undefined;
        },
        write: (unit, text, tree) => {
            if (!isCounted && existsSync(folder) && readdirSync(folder).length > keptFiles) {
                rmSync(folder, { recursive: true, force: true });
            }
            isCounted = true;
            writeCached(pathOf(unit, text), treeToText(tree));
        }
    };
}

/** Another parser may make another tree. */
function parserVersion(): string {
    const entry = createRequire(import.meta.filename).resolve('@apexdevtools/apex-parser');
    const { version } = JSON.parse(readFileSync(join(dirname(entry), '../../package.json'), 'utf8')) as {
        version: string;
    };
    return version;
}
