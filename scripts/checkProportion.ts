/** `npm run check:proportion`: sizes, names and doors. */
import { reportFindings } from './rules/finding.ts';
import { checkLibraryImports } from './rules/libraryImports.ts';
import { readProjectTree } from './rules/projectTree.ts';
import { checkProportion } from './rules/proportion.ts';
import { checkWording } from './rules/wording.ts';

const tree = readProjectTree(process.cwd());
reportFindings('proportion', [...checkProportion(tree), ...checkWording(tree), ...checkLibraryImports(tree)]);
