/** What a running save looks at and keeps: the org, the frame it runs in, and the records on their way. */
import type { AccessContext, ApexEngine, DmlOptions, RowError } from '../../runtime/host.ts';
import { ApexSObject } from '../../values/apexSObject.ts';
import type { UserRights } from '../access/userRights.ts';
import type { ExecutionFrame } from '../dataSession.ts';
import type { PlatformRules } from '../platformRules.ts';
import type { Row } from '../records/table.ts';
import type { WriterEnvironment } from '../records/systemWriter.ts';
import type { UsernameRegistry } from '../records/usernameRegistry.ts';
import type { PlatformObject } from '../schema/orgSchema.ts';

export type SaveOperation = 'insert' | 'update' | 'delete' | 'undelete';

/** Lives as long as the transaction. */
export interface TransactionState {
    triggerDepth: number;
    /** Records in a before-update trigger, which cannot be updated again from there. */
    readonly inBeforeUpdate: Set<string>;
}

/** One save: an operation on records of one object. */
export interface SaveContext extends WriterEnvironment {
    readonly object: PlatformObject;
    readonly operation: SaveOperation;
    readonly rules: PlatformRules;
    readonly usernames: UsernameRegistry;
    readonly engine: ApexEngine;
    readonly frame: ExecutionFrame;
    readonly access: AccessContext;
    readonly options: DmlOptions;
    readonly state: TransactionState;
    /** Rights of the running user, whatever the mode. */
    readonly rights: UserRights;
    /** Object and field rights count. */
    readonly isUserMode: boolean;
    maySee(object: PlatformObject, row: Row): boolean;
    mayEdit(object: PlatformObject, row: Row): boolean;
}

/** One record of a save, from the caller's hands to the table. */
export interface SaveItem {
    /** As handed over; only its id is ever written. */
    readonly record: ApexSObject;
    id: string | null;
    /** The stored row before the save; undefined on insert. */
    before: Row | undefined;
    /** What triggers see and change, then what is stored. */
    working: ApexSObject;
    errors: RowError[];
    /** Kept aside instead of written: an e-mail address that its owner must confirm. */
    pendingEmail: string | undefined;
}

export function saveItem(record: ApexSObject): SaveItem {
    return { record, id: null, before: undefined, working: record, errors: [], pendingEmail: undefined };
}

export function rowError(statusCode: string, message: string, fields: readonly string[] = []): RowError {
    return { statusCode, message, fields };
}

/** Values that the platform keeps with a row but that are no fields. */
export const hiddenPrefix = '#';

/** A record with all fields of a row. */
export function recordOfRow(objectName: string, row: Row): ApexSObject {
    const record = new ApexSObject(objectName);
    for (const [name, value] of Object.entries(row.values)) {
        if (value !== undefined && !name.startsWith(hiddenPrefix)) record.fields.set(name, value);
    }
    return record;
}
