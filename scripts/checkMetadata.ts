/** `npm run check:metadata`: what the package must hold to that neither PMD nor a deploy would say. */
import { checkApexClasses } from './rules/apexClasses.ts';
import { checkFeatureDependencies } from './rules/featureDependencies.ts';
import { reportFindings } from './rules/finding.ts';
import { checkMappingRecords } from './rules/mappingRecords.ts';
import { checkMetadataNames } from './rules/metadataNames.ts';
import { readProjectTree } from './rules/projectTree.ts';

const tree = readProjectTree(process.cwd());
reportFindings('metadata', [
    ...checkApexClasses(tree),
    ...checkFeatureDependencies(tree),
    ...checkMetadataNames(tree),
    ...checkMappingRecords(tree)
]);
