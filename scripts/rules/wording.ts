/** Names and words that must not appear: file names that say nothing, machine paths, product words in the emulator. */
import { type Finding, lineAt } from './finding.ts';
import { fileName, pathsMatching, type ProjectTree } from './projectTree.ts';

const sourceFile = /\.(ts|mjs|cjs|js|cls|trigger)$/;
const emptyWords =
    /(^(util|helper|common|manager|processor|misc)|Util|Helper|Common|Manager|Processor|Misc)s?(?![a-z])/;
const emptyNames = new Set(['lib.ts', 'types.ts', 'interfaces.ts']);
const camelCase = /^[a-z][A-Za-z0-9]*(\.[a-z0-9]+)*\.(ts|mjs|cjs|js)$/;
const machinePath = /(?<![\w.~$}/:-])(\/(home|Users|root|work|tmp)\/[\w.-]+|[A-Z]:\\Users\\)/g;
const productWord = /user[-_]?sync/gi;

export function checkWording(tree: ProjectTree): Finding[] {
    return [
        ...pathsMatching(tree, sourceFile).flatMap(checkFileName),
        ...pathsMatching(tree, /./).flatMap((path) =>
            occurrences(tree, path, machinePath, 'A path of one machine: use a relative path or os.tmpdir().')
        ),
        ...pathsMatching(tree, /^emulator\/src\//).flatMap((path) =>
            occurrences(tree, path, productWord, 'The emulator is an org, not our product: no product word in it.')
        )
    ];
}

function checkFileName(path: string): Finding[] {
    const name = fileName(path);
    if (emptyNames.has(name) || emptyWords.test(name.split('.', 1)[0] ?? '')) {
        return [{ path, message: 'The file name says nothing: name it after what it holds.' }];
    }
    if (name === 'main.ts' && path !== 'relay/src/main.ts') {
        return [{ path, message: 'Only the entry of the relay is called main.ts.' }];
    }
    if (/\.(ts|mjs|cjs|js)$/.test(name) && !camelCase.test(name)) {
        return [{ path, message: 'File names are camelCase, after their main export.' }];
    }
    return [];
}

function occurrences(tree: ProjectTree, path: string, pattern: RegExp, message: string): Finding[] {
    const text = tree.get(path) ?? '';
    return [...text.matchAll(pattern)].map((match) => ({ path, line: lineAt(text, match.index), message }));
}
