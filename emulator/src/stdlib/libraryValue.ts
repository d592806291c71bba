/** Objects of library types that are no more than a name and what they hold. */
import { ApexObject } from '../values/apexObject.ts';
import type { InstanceBody } from './systemType.ts';

/** Immutable. One that holds a text shows it. */
export class LibraryValue<Content> extends ApexObject {
    readonly typeName: string;
    readonly content: Content;

    constructor(typeName: string, content: Content) {
        super();
        this.typeName = typeName;
        this.content = content;
    }

    override toString(): string {
        return typeof this.content === 'string' ? this.content : `${this.typeName}[]`;
    }
}

/** Holds the properties that `properties` declares; those without a value are null. */
export class LibraryRecord extends ApexObject {
    readonly typeName: string;
    private readonly values = new Map<string, unknown>();

    constructor(typeName: string, values: Readonly<Record<string, unknown>> = {}) {
        super();
        this.typeName = typeName;
        for (const [name, value] of Object.entries(values)) this.values.set(name, value);
    }

    get(name: string): unknown {
        return this.values.get(name) ?? null;
    }

    set(name: string, value: unknown): void {
        this.values.set(name, value);
    }
}

/** Accessors of a LibraryRecord, from declarations such as `Integer statusCode`. */
export function recordProperties(...declarations: string[]): Record<string, { get: InstanceBody; set: InstanceBody }> {
    const accessors = (name: string): { get: InstanceBody; set: InstanceBody } => ({
        get: (_, self: LibraryRecord) => self.get(name),
        set: (_, self: LibraryRecord, value: unknown) => self.set(name, value)
    });
    return Object.fromEntries(declarations.map((text) => [text, accessors(text.slice(text.lastIndexOf(' ') + 1))]));
}
