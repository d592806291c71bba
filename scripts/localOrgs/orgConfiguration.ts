/** Configuration records of a local org: the committed ones hold {{placeholders}} for what is known only once both orgs run. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { escapeXml } from './partnerKey.ts';
import { SetUpError } from './setUpError.ts';

const placeholder = /\{\{([^{}]*)\}\}/g;

/**
 * Replaces every placeholder by its value, escaped for XML.
 *
 * @throws SetUpError PLACEHOLDER_UNKNOWN when a value is missing
 */
export function fillPlaceholders(text: string, values: ReadonlyMap<string, string>): string {
    return text.replace(placeholder, (whole, name: string) => {
        const value = values.get(name.trim());
        if (value === undefined) {
            throw new SetUpError(
                'PLACEHOLDER_UNKNOWN',
                `${whole} has no value.`,
                `Known placeholders: ${[...values.keys()].join(', ')}.`
            );
        }
        return escapeXml(value);
    });
}

/**
 * Writes a filled copy of the files of `templateFolder` to `targetFolder`.
 *
 * @param isWanted by file name
 * @throws SetUpError PLACEHOLDER_UNKNOWN naming the file
 */
export function fillConfiguration(
    templateFolder: string,
    targetFolder: string,
    values: ReadonlyMap<string, string>,
    isWanted: (fileName: string) => boolean = () => true
): void {
    for (const entry of readdirSync(templateFolder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !isWanted(entry.name)) {
            continue;
        }
        const file = join(entry.parentPath, entry.name);
        const target = join(targetFolder, file.slice(templateFolder.length));
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, fillFile(file, values));
    }
}

/**
 * As `fillConfiguration`, into a folder below one whose name begins with a dot; what an earlier filling left is dropped.
 *
 * @throws SetUpError PLACEHOLDER_UNKNOWN naming the file
 */
export function fillHiddenConfiguration(
    templateFolder: string,
    targetFolder: string,
    values: ReadonlyMap<string, string>
): void {
    rmSync(targetFolder, { recursive: true, force: true });
    fillConfiguration(templateFolder, targetFolder, values);
    // Without a list of its own the copy would fall under the project's, which ignores names that begin with a dot.
    writeFileSync(join(targetFolder, '.forceignore'), '**/README.md\n');
}

function fillFile(file: string, values: ReadonlyMap<string, string>): string {
    try {
        return fillPlaceholders(readFileSync(file, 'utf8'), values);
    } catch (error) {
        if (error instanceof SetUpError) {
            throw new SetUpError(error.code, `${file}: ${error.message}`, error.cure, { cause: error });
        }
        throw error;
    }
}
