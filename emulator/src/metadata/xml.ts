/**
 * XML in and out, for metadata files and SOAP. Text is kept as it was written (entities unresolved), so that what is parsed
 * and formatted again has the same content; readers get it decoded.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export class XmlError extends Error {
    readonly line: number;
    readonly column: number;

    constructor(message: string, line: number, column: number) {
        super(message);
        this.name = 'XmlError';
        this.line = line;
        this.column = column;
    }
}

export class XmlElement {
    /** With prefix, as written. */
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly children: readonly XmlElement[];
    /** Text directly in this element, escaped. */
    readonly rawText: string;

    constructor(
        name: string,
        attributes: Readonly<Record<string, string>> = {},
        children: readonly XmlElement[] = [],
        rawText = ''
    ) {
        this.name = name;
        this.attributes = attributes;
        this.children = children;
        this.rawText = rawText;
    }

    get localName(): string {
        return this.name.slice(this.name.indexOf(':') + 1);
    }

    get text(): string {
        return decodeEntities(this.rawText);
    }

    /** True for `xsi:nil="true"`, which says null and not empty. */
    get isNil(): boolean {
        return this.attributes['xsi:nil'] === 'true';
    }

    child(localName: string): XmlElement | undefined {
        return this.children.find((child) => child.localName === localName);
    }

    all(localName: string): readonly XmlElement[] {
        return this.children.filter((child) => child.localName === localName);
    }

    /** Text of a child, without surrounding white space; undefined if there is no such child. */
    textOf(localName: string): string | undefined {
        const child = this.child(localName);
        return child && !child.isNil ? child.text.trim() : undefined;
    }

    /** False if there is no such child. */
    isTrue(localName: string): boolean {
        return this.textOf(localName) === 'true';
    }
}

const textKey = '#text';
const cdataKey = '#cdata';
const attributesKey = ':@';

type OrderedNode = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    processEntities: false,
    trimValues: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    textNodeName: textKey,
    cdataPropName: cdataKey
});

/** @throws XmlError if the text is not one well-formed document */
export function parseXml(text: string): XmlElement {
    // Its successor is a second library for the same check.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const check = XMLValidator.validate(text);
    if (check !== true) throw new XmlError(check.err.msg, check.err.line, check.err.col);
    const root = elementsOf(parser.parse(text) as readonly OrderedNode[]).children[0];
    if (!root) throw new XmlError('The document has no element.', 1, 1);
    return root;
}

function elementsOf(nodes: readonly OrderedNode[]): { children: XmlElement[]; rawText: string } {
    const children: XmlElement[] = [];
    let rawText = '';
    for (const node of nodes) {
        const name = Object.keys(node).find((key) => key !== attributesKey) ?? '';
        if (name === textKey) rawText += String(node[textKey]);
        else if (name === cdataKey) rawText += escapeXml(elementsOf(node[cdataKey] as OrderedNode[]).rawText);
        else {
            const inner = elementsOf(node[name] as OrderedNode[]);
            const attributes = (node[attributesKey] ?? {}) as Record<string, string>;
            children.push(new XmlElement(name, attributes, inner.children, inner.rawText));
        }
    }
    return { children, rawText };
}

/** A document in the platform's layout: declaration, four spaces, a line feed behind every element. */
export function formatXml(root: XmlElement): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n${formatElement(root)}`;
}

/** One element and what is in it, a line each. */
export function formatElement(element: XmlElement, indent = ''): string {
    const attributes = Object.entries(element.attributes).map(([name, value]) => ` ${name}="${value}"`);
    const start = `${indent}<${element.name}${attributes.join('')}`;
    if (element.children.length > 0) {
        const inner = element.children.map((child) => formatElement(child, `${indent}    `)).join('');
        return `${start}>\n${inner}${indent}</${element.name}>\n`;
    }
    return element.rawText === '' ? `${start}/>\n` : `${start}>${element.rawText}</${element.name}>\n`;
}

/** The element of a plain value: null and undefined leave members out, lists repeat them. */
export function elementOf(name: string, value: unknown): XmlElement[] {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return value.flatMap((item) => elementOf(name, item));
    if (typeof value === 'object') {
        const children = Object.entries(value).flatMap(([key, member]) => elementOf(key, member));
        return [new XmlElement(name, {}, children)];
    }
    return [new XmlElement(name, {}, [], escapeXml(typeof value === 'string' ? value : JSON.stringify(value)))];
}

export function escapeXml(text: string): string {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
    return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, entity: string) => {
        if (!entity.startsWith('#')) return namedEntities[entity] ?? whole;
        const isHexadecimal = entity[1]?.toLowerCase() === 'x';
        return String.fromCodePoint(isHexadecimal ? parseInt(entity.slice(2), 16) : parseInt(entity.slice(1), 10));
    });
}
