/** A component of a package between its files and the org: what parsing yields, and how it fails. */
import type { MetadataFile } from '../orgServices.ts';
import type { ComponentDefinition } from './definitions.ts';
import { parseXml, XmlError, type XmlElement } from './xml.ts';

export interface ParsedComponent {
    /** `ApexClass`, `CustomField`... */
    readonly componentType: string;
    /** `Invoice`, `Invoice__c.Region__c`, `Rate.Default` */
    readonly fullName: string;
    /** The file that errors and results name. */
    readonly fileName: string;
    /** What a retrieve gives back. Components of one object or label file each hold their part of it under the same path. */
    readonly files: readonly MetadataFile[];
    readonly definition: ComponentDefinition;
}

export interface ComponentProblem {
    readonly componentType: string;
    readonly fullName: string;
    readonly fileName: string;
    readonly problem: string;
    readonly line: number | undefined;
    readonly column: number | undefined;
}

/** One component's files, before they are understood. */
export interface ComponentSource {
    readonly componentType: string;
    readonly fullName: string;
    /** Path of the content, or of the bundle's folder. */
    readonly fileName: string;
    /** Content first, then its `-meta.xml`; all files of a bundle. */
    readonly files: readonly MetadataFile[];
}

/** A component cannot be deployed; the message becomes its failure. */
export class ComponentError extends Error {
    readonly line: number | undefined;
    readonly column: number | undefined;

    constructor(message: string, line?: number, column?: number) {
        super(message);
        this.name = 'ComponentError';
        this.line = line;
        this.column = column;
    }
}

export function unsupported(construct: string): ComponentError {
    return new ComponentError(`Not supported by the local org: ${construct}`);
}

export function componentOf(source: ComponentSource, definition: ComponentDefinition): ParsedComponent {
    return { ...source, definition };
}

/** Root element of a metadata file, checked to be of the component's type. */
export function readMetadataXml(source: ComponentSource, file: MetadataFile | undefined): XmlElement {
    if (!file) throw new ComponentError(`The metadata file of ${source.componentType} ${source.fullName} is missing`);
    let root: XmlElement;
    try {
        root = parseXml(file.content.toString('utf8'));
    } catch (error) {
        if (error instanceof XmlError) throw new ComponentError(error.message, error.line, error.column);
        throw error;
    }
    if (root.localName !== source.componentType) {
        throw new ComponentError(`Root element is ${root.localName}, not ${source.componentType}`);
    }
    return root;
}

export function metaFile(source: ComponentSource): MetadataFile | undefined {
    return source.files.find((file) => file.path.endsWith('-meta.xml'));
}

export function required(element: XmlElement, name: string): string {
    const text = element.textOf(name);
    if (text === undefined || text === '') throw new ComponentError(`Required field is missing: ${name}`);
    return text;
}

/** @throws ComponentError if there is an element that is neither understood nor known to change nothing here */
export function refuseUnknown(element: XmlElement, known: ReadonlySet<string>): void {
    const unknown = element.children.find((child) => !known.has(child.localName));
    if (unknown) throw unsupported(`element ${unknown.localName} in ${element.localName}`);
}

export function numberOf(element: XmlElement, name: string): number | undefined {
    const text = element.textOf(name);
    if (text === undefined || text === '') return undefined;
    const value = Number(text);
    if (!Number.isInteger(value)) throw new ComponentError(`Invalid value for ${name}: ${text}`);
    return value;
}

/** The element's text, which must be one of `allowed`; undefined if there is no such element. */
export function oneOf<Choice extends string>(
    element: XmlElement,
    name: string,
    allowed: readonly Choice[]
): Choice | undefined {
    const text = element.textOf(name);
    if (text === undefined) return undefined;
    const choice = allowed.find((value) => value === text);
    if (choice === undefined) throw unsupported(`${name} ${text} in ${element.localName}`);
    return choice;
}
