/**
 * Lets component tests see every Custom Label in the language of their Jest project, as the org would serve it. A label that is
 * missing keeps the transformer's own fallback, its name, which the checks of the labels refuse.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { XMLParser } = require('fast-xml-parser');

const folder = join(__dirname, '../../force-app/main/app');
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'labels' || name === 'customLabels' });
const read = (path) => parser.parse(readFileSync(join(folder, path), 'utf8'));

const { labels = [] } = read('labels/CustomLabels.labels-meta.xml').CustomLabels;
const { customLabels = [] } = read('translations/de.translation-meta.xml').Translations;
const german = new Map(customLabels.map(({ name, label }) => [name, label]));

if (globalThis.labelLanguage === 'de') {
    jest.doMock('@salesforce/i18n/lang', () => ({ default: 'de' }), { virtual: true });
}
for (const { fullName, value } of labels) {
    const text = globalThis.labelLanguage === 'de' ? german.get(fullName) : value;
    jest.doMock(`@salesforce/label/c.${fullName}`, () => ({ default: text }), { virtual: true });
}
