/** Runs PMD over the package with the rules of config/pmd-ruleset.xml, through Salesforce's own engine. */
import { join, relative } from 'node:path';
import { CodeAnalyzer, CodeAnalyzerConfig, EventType, LogLevel } from '@salesforce/code-analyzer-core';
import type { EngineLogEvent } from '@salesforce/code-analyzer-core';
import { createEnginePlugin } from '@salesforce/code-analyzer-pmd-engine';
import type { Finding } from './finding.ts';

const rulesetTag = 'UserSyncApex';

/**
 * @param root absolute; holds the folder to scan
 * @throws Error when the engine could not run or could not read a file; a scan that did not happen is not a clean one
 */
export async function checkApexRules(root: string, folder: string, ruleset: string): Promise<Finding[]> {
    const analyzer = new CodeAnalyzer(
        CodeAnalyzerConfig.fromObject({ engines: { pmd: { custom_rulesets: [join(root, ruleset)] } } }, root)
    );
    const faults: string[] = [];
    analyzer.onEvent(EventType.EngineLogEvent, (event: EngineLogEvent) => {
        if (event.logLevel === LogLevel.Error) {
            faults.push(event.message);
        }
    });
    await analyzer.addEnginePlugin(createEnginePlugin());
    const workspace = await analyzer.createWorkspace([join(root, folder)]);
    const rules = await analyzer.selectRules([`pmd:${rulesetTag}`], { workspace });
    if (rules.getCount() === 0) {
        return [];
    }
    const results = await analyzer.run(rules, { workspace });
    if (faults.length > 0) {
        throw new Error(`PMD: ${faults.join('\n')}`);
    }
    return results.getViolations().map((violation) => {
        const location = violation.getPrimaryLocation();
        return {
            path: relative(root, location.getFile() ?? root),
            line: location.getStartLine() ?? 1,
            message: `${violation.getRule().getName()}: ${violation.getMessage()}`
        };
    });
}
