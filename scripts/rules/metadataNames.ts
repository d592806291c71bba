/** Names and self-description of metadata: PascalCase API names with our prefix, every field says what it is for. */
import type { Finding } from './finding.ts';
import { parseMetadata } from './metadataXml.ts';
import { fileName, pathsMatching, type ProjectTree } from './projectTree.ts';

const ourName = /^UserSync[A-Za-z0-9]*$/;
const fieldName = /^[A-Z][A-Za-z0-9]*$/;
const prefixed = /\.(object|permissionset|customPermission|tab|app|flexipage|platformEventChannelMember)-meta\.xml$/;

export function checkMetadataNames(tree: ProjectTree): Finding[] {
    const findings: Finding[] = [];
    for (const path of pathsMatching(tree, /^force-app\/.*-meta\.xml$/)) {
        const name = fileName(path).replace(/(\.[\w-]+)?-meta\.xml$/, '');
        if (path.endsWith('.field-meta.xml')) {
            findings.push(...checkField(path, name, tree.get(path) ?? ''));
        } else if (prefixed.test(path) && /__\w+$|^(?!.*\.object-meta)/.test(name) && name !== 'User') {
            findings.push(...checkOurName(path, name.replace(/__\w+$/, '')));
        }
        if (path.endsWith('.object-meta.xml') && /__\w+$/.test(name) && !hasText(tree.get(path) ?? '', 'description')) {
            findings.push({ path, message: 'The object has no description.' });
        }
    }
    for (const path of pathsMatching(tree, /\.md-meta\.xml$/)) {
        if (fileName(path).replace('.md-meta.xml', '').includes('_')) {
            findings.push({ path, message: 'Name a record by what it is about, without underscores.' });
        }
    }
    const components = pathsMatching(tree, /^force-app\/.*\/lwc\/[^/]+\/[^/]+\.js-meta\.xml$/);
    for (const path of components.filter((component) => !fileName(component).startsWith('userSync'))) {
        findings.push({ path, message: 'A component shares the namespace of the org: name it userSync….' });
    }
    return findings;
}

function checkOurName(path: string, name: string): Finding[] {
    return ourName.test(name) ? [] : [{ path, message: `"${name}": name it UserSync…, PascalCase, no underscore.` }];
}

/** Fields of ours on a standard object carry the prefix; on our own objects the object does. */
function checkField(path: string, name: string, xml: string): Finding[] {
    const findings: Finding[] = [];
    const bareName = name.replace(/__c$/, '');
    const isOnStandardObject = !/\/objects\/\w+__\w+\/fields\//.test(path);
    if (!(isOnStandardObject ? ourName : fieldName).test(bareName)) {
        const prefix = isOnStandardObject ? 'UserSync…, ' : '';
        findings.push({ path, message: `"${name}": ${prefix}PascalCase, no underscore but the suffix.` });
    }
    // Nobody types into an event.
    const expected = /\/objects\/\w+__e\//.test(path) ? ['description'] : ['description', 'inlineHelpText'];
    for (const element of expected) {
        if (!hasText(xml, element)) {
            findings.push({ path, message: `The field has no ${element}.` });
        }
    }
    return findings;
}

function hasText(xml: string, element: string): boolean {
    const text = parseMetadata(xml)[element];
    return typeof text === 'string' && text.trim() !== '';
}
