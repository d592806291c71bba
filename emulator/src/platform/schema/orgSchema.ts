/**
 * The record types of one org. A deployment works on a copy and swaps it in when everything has been checked, so a schema
 * in use never changes halfway.
 */
import { EmulatorBug } from '../../errors.ts';
import type { ChildRelationship, FieldDescription, ObjectDescription } from '../../runtime/objectDescription.ts';
import type { Formula } from './formula.ts';

export interface PlatformField extends FieldDescription {
    /** Number scheme such as `INV-{0000}`; undefined unless the field numbers records by itself. */
    readonly autoNumber?: { readonly format: string; readonly start: number } | undefined;
    /** Lookups: what the parent calls its children, `Contacts`, `Invoices__r`. */
    readonly childRelationshipName?: string | undefined;
    /** Lookups: what happens when the parent is deleted. Default SetNull. */
    readonly deleteConstraint?: 'SetNull' | 'Restrict' | 'Cascade' | undefined;
}

export interface ValidationRule {
    readonly name: string;
    /** True means that the record is refused. */
    readonly condition: Formula;
    readonly message: string;
    /** Undefined: the error stands at the record. */
    readonly field: string | undefined;
}

export type SharingModel = 'Private' | 'Read' | 'ReadWrite' | 'ControlledByParent';

export interface PlatformObject extends ObjectDescription {
    readonly fields: ReadonlyMap<string, PlatformField>;
    /** What users may do with records they do not own. */
    readonly sharingModel: SharingModel;
    readonly validationRules: readonly ValidationRule[];
}

const prefixDigits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const prefixLetters = { record: 'a', event: 'e', metadata: 'm' } as const;

export class OrgSchema {
    private readonly byName = new Map<string, PlatformObject>();
    private readonly byPrefix = new Map<string, PlatformObject>();
    private isLinked = false;

    constructor(objects: Iterable<PlatformObject> = []) {
        for (const object of objects) this.put(object);
    }

    copy(): OrgSchema {
        return new OrgSchema(this.byName.values());
    }

    /** Adds or replaces. Child relationships are worked out from the lookups of all objects. */
    put(object: PlatformObject): void {
        this.byName.set(object.name.toLowerCase(), object);
        this.isLinked = false;
    }

    remove(name: string): void {
        this.byName.delete(name.toLowerCase());
        this.isLinked = false;
    }

    object(name: string): PlatformObject | undefined {
        this.link();
        return this.byName.get(name.toLowerCase());
    }

    /** For names that were looked up before. */
    require(name: string): PlatformObject {
        const object = this.object(name);
        if (!object) throw new EmulatorBug(`no object ${name}`);
        return object;
    }

    objects(): Iterable<PlatformObject> {
        this.link();
        return this.byName.values();
    }

    /** The object a record id belongs to, by its key prefix. */
    objectOfId(id: string): PlatformObject | undefined {
        this.link();
        return this.byPrefix.get(id.slice(0, 3));
    }

    unusedPrefix(category: ObjectDescription['category']): string {
        const used = new Set([...this.byName.values()].map((object) => object.keyPrefix));
        for (const second of prefixDigits) {
            for (const third of prefixDigits) {
                const prefix = prefixLetters[category] + second + third;
                if (!used.has(prefix)) return prefix;
            }
        }
        throw new EmulatorBug('no key prefix is left');
    }

    private link(): void {
        if (this.isLinked) return;
        this.isLinked = true;
        const children = new Map<string, ChildRelationship[]>();
        for (const object of this.byName.values()) {
            for (const field of object.fields.values()) {
                for (const parent of field.referenceTo) {
                    const list = children.get(parent.toLowerCase()) ?? [];
                    children.set(parent.toLowerCase(), list);
                    list.push(childRelationshipOf(object, field));
                }
            }
        }
        this.byPrefix.clear();
        for (const [key, object] of this.byName) {
            this.byName.set(key, { ...object, childRelationships: children.get(key) ?? [] });
            if (object.keyPrefix) this.byPrefix.set(object.keyPrefix, this.byName.get(key) ?? object);
        }
    }
}

function childRelationshipOf(object: PlatformObject, field: PlatformField): ChildRelationship {
    return {
        childObject: object.name,
        field: field.name,
        relationshipName: field.childRelationshipName,
        isCascadeDelete: field.deleteConstraint === 'Cascade'
    };
}
