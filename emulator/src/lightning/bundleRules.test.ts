import { describe, expect, it } from '@jest/globals';
import { fakeField, fakeObject } from '../../test/fakes/fakeObjects.ts';
import type { BundleWorld, LightningBundle } from '../lightningServices.ts';
import { lightningBundleChecker } from './bundleRules.ts';

const crate = fakeObject('Crate__c', 'a00', [
    fakeField('Name'),
    fakeField('Owner__c', 'reference', { referenceTo: ['Crate__c'], relationshipName: 'Owner__r' })
]);
const world: BundleWorld = {
    auraMethod: (className, methodName) =>
        className === 'Crates' && methodName === 'all' ? { isCacheable: true, parameters: [] } : undefined,
    hasLabel: (name) => name === 'Title',
    object: (name) => (name === 'Crate__c' ? crate : undefined),
    hasCustomPermission: (name) => name === 'Move',
    hasBundle: (name) => name === 'row'
};

const bundleOf = (script: string, template = '<template></template>'): LightningBundle => ({
    name: 'board',
    apiVersion: 67,
    isExposed: false,
    masterLabel: null,
    targets: [],
    files: [
        ['board.js', script],
        ['board.html', template],
        ['board.js-meta.xml', '<not read/>'],
        ['__tests__/board.test.js', 'not ( read']
    ].map(([path = '', text = '']) => ({ path: `lwc/board/${path}`, content: Buffer.from(text) }))
});

const component = (imports: readonly string[]): LightningBundle => {
    const lines = imports.map((specifier, index) => `import value${index} from '${specifier}';`);
    const used = imports.map((_, index) => `value${index}`).join(', ');
    return bundleOf(
        `import { LightningElement } from 'lwc';\n${lines.join('\n')}\nexport default class Board extends LightningElement {\n    used = [${used}];\n}\n`
    );
};

const check = (bundle: LightningBundle): unknown[] =>
    lightningBundleChecker
        .check(bundle, world)
        .map(({ fileName, line, column, message }) => `${fileName}:${line ?? 0}:${column ?? 0} ${message}`);

describe('the check of Lightning components', () => {
    it('passes what compiles and imports what is there', () => {
        const bundle = component([
            '@salesforce/apex/Crates.all',
            '@salesforce/label/c.Title',
            '@salesforce/customPermission/Move',
            '@salesforce/schema/Crate__c.Owner__r.Name',
            '@salesforce/user/Id',
            '@salesforce/i18n/lang',
            'lightning/navigation',
            'lightning/button',
            'c/row'
        ]);
        expect(check(bundle)).toEqual([]);
    });

    it('refuses what the compiler refuses, with its code, line and column', () => {
        const bundle = bundleOf(
            "import { LightningElement } from 'lwc';\nexport default class Board extends LightningElement {}\n",
            '<template>\n    <p onclick="move()"></p>\n</template>\n'
        );
        expect(check(bundle)).toEqual(['lwc/board/board.html:2:8 LWC1043: Event handler should be an expression']);
    });

    it.each([
        ['@salesforce/apex/Crates.none', "Unable to find Apex action method referenced as 'Crates.none'."],
        ['@salesforce/label/c.None', 'Invalid label: c.None'],
        ['@salesforce/customPermission/None', 'Invalid custom permission: None'],
        ['@salesforce/schema/None__c', 'Invalid reference None__c of type sobject'],
        ['@salesforce/schema/Crate__c.None__c', 'Invalid reference Crate__c.None__c of type sobjectField'],
        ['lightning/uiRecordApi', 'Not supported by the local org: import of lightning/uiRecordApi'],
        ['@salesforce/resourceUrl/logo', 'Not supported by the local org: import of @salesforce/resourceUrl/logo']
    ])('refuses the import of %s', (specifier, message) => {
        expect(check(component([specifier]))).toEqual([`lwc/board/board.js:2:21 ${message}`]);
    });

    it('refuses a component that does not exist where its tag stands', () => {
        const bundle = bundleOf(
            "import { LightningElement } from 'lwc';\nexport default class Board extends LightningElement {}\n",
            '<template>\n    <c-old-row></c-old-row>\n</template>\n'
        );
        expect(check(bundle)).toEqual(['lwc/board/board.html:2:5 No MODULE named markup://c:oldRow found']);
    });
});
