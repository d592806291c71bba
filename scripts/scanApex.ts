/** `npm run scan:apex`: PMD and a type check over the package, both from jars that npm installed; they need Java. */
import { checkApexRules } from './rules/apexPmd.ts';
import { checkApexTypes } from './rules/apexTypes.ts';
import { reportFindings } from './rules/finding.ts';
import { javaProblem } from './rules/java.ts';
import { pathsMatching, readProjectTree } from './rules/projectTree.ts';

const root = process.cwd();
const problem = javaProblem();

if (problem !== undefined) {
    console.error(problem);
    process.exitCode = 1;
} else if (pathsMatching(readProjectTree(root), /^force-app\/.*\.(cls|trigger)$/).length === 0) {
    reportFindings('apex (nothing to scan)', []);
} else {
    const findings = await checkApexRules(root, 'force-app', 'config/pmd-ruleset.xml');
    reportFindings('apex', [...findings, ...checkApexTypes(root)]);
}
