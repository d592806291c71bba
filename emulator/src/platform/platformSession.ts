/** Records as one transaction sees and changes them, with the rights of whoever runs in it. */
import type { AccessContext, ApexEngine, DmlCall, QueryOutcome, RowOutcome } from '../runtime/host.ts';
import type { ObjectDescription } from '../runtime/objectDescription.ts';
import type { SoqlQuery } from '../soql/query.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import { isShared } from './access/sharing.ts';
import { entityId } from './access/userRights.ts';
import type { UserRights } from './access/userRights.ts';
import type { DataPlatform } from './dataPlatform.ts';
import type { DataSession, ExecutionFrame } from './dataSession.ts';
import { runDml } from './dml/runDml.ts';
import type { TransactionState } from './dml/saveContext.ts';
import type { Row } from './records/table.ts';
import type { PlatformField, PlatformObject } from './schema/orgSchema.ts';
import { QueryRun } from './soql/runQuery.ts';

type Rights = ReturnType<DataSession['objectRights']>;

/** What sharing and rights let through in one query or DML call. */
interface AccessFilter {
    readonly rights: UserRights;
    readonly isUserMode: boolean;
    readonly maySee: (object: PlatformObject, row: Row) => boolean;
    readonly mayEdit: (object: PlatformObject, row: Row) => boolean;
}

export class PlatformSession implements DataSession {
    private readonly platform: DataPlatform;
    private readonly engine: () => ApexEngine;
    private readonly state: TransactionState = { triggerDepth: 0, inBeforeUpdate: new Set() };

    constructor(platform: DataPlatform, engine: () => ApexEngine) {
        this.platform = platform;
        this.engine = engine;
    }

    query(frame: ExecutionFrame, query: SoqlQuery, binds: readonly unknown[], access: AccessContext): QueryOutcome {
        const { schema, store, rules, clock } = this.platform;
        const { rights, isUserMode, maySee } = this.filter(frame, access);
        const mayReadObject = (object: PlatformObject): boolean => !isUserMode || rights.may('read', object);
        const mayReadField = (object: PlatformObject, field: PlatformField): boolean =>
            !isUserMode || rights.field(object, field).read;
        const context = {
            schema,
            store,
            rules,
            user: frame.user,
            nowMs: clock.now(),
            binds,
            maySee,
            mayReadObject,
            mayReadField
        };
        return new QueryRun(context, frame.limits).run(query);
    }

    dml(frame: ExecutionFrame, call: DmlCall): readonly RowOutcome[] {
        const { schema, store, ids, clock, rules, usernames } = this.platform;
        const { access, options } = call;
        const shared = { schema, store, ids, clock, rules, usernames, engine: this.engine(), state: this.state };
        return runDml({ ...shared, frame, access, options, ...this.filter(frame, access) }, call);
    }

    objectRights(
        frame: ExecutionFrame,
        { name, category, isQueryable, isCreateable, isUpdateable, isDeletable }: ObjectDescription
    ): Rights {
        const rights = this.platform.rightsOf(frame.user.id).object(this.platform.schema.require(name));
        return {
            // Events are read by subscribing, not by queries.
            read: rights.read && (isQueryable || category === 'event'),
            create: rights.create && isCreateable,
            update: rights.update && isUpdateable,
            delete: rights.delete && isDeletable
        };
    }

    fieldRights(frame: ExecutionFrame, { name }: ObjectDescription, fieldName: string): Omit<Rights, 'delete'> {
        const object = this.platform.schema.require(name);
        const field = object.fields.get(fieldName.toLowerCase());
        if (!field) return { read: false, create: false, update: false };
        return this.platform.rightsOf(frame.user.id).field(object, field);
    }

    hasCustomPermission(frame: ExecutionFrame, name: string): boolean {
        return this.hasEntity(frame, 'CustomPermission', 'DeveloperName', name);
    }

    /** Author Apex opens every class. */
    hasClassAccess(frame: ExecutionFrame, className: string): boolean {
        const isAuthor = this.platform.rightsOf(frame.user.id).has('AuthorApex');
        return isAuthor || this.hasEntity(frame, 'ApexClass', 'Name', className);
    }

    metadataRecords(objectName: string): readonly ApexSObject[] {
        return this.platform.metadataRecords(objectName);
    }

    setSavepoint(): number {
        return this.platform.store.mark();
    }

    rollback(savepoint: number): void {
        this.platform.store.undoTo(savepoint);
    }

    commit(): void {
        this.platform.store.forget();
    }

    private hasEntity(frame: ExecutionFrame, objectName: string, nameField: string, name: string): boolean {
        const id = entityId(this.platform.store, objectName, nameField, name);
        return id !== undefined && this.platform.rightsOf(frame.user.id).hasEntity(id);
    }

    private filter(frame: ExecutionFrame, access: AccessContext): AccessFilter {
        const { schema, store, rules } = this.platform;
        const rights = this.platform.rightsOf(frame.user.id);
        const isUserMode = rules.userMode && access.mode === 'user';
        const isOpen = !isUserMode && !access.enforceSharing;
        const scope = { schema, store, user: frame.user, rights };
        // A test sees setup records, custom metadata and what it wrote itself.
        const hidesOldRows = frame.isTest && !frame.seesAllData;
        return {
            rights,
            isUserMode,
            maySee: (object, row) => {
                const isHidden = hidesOldRows && !row.isTest && !object.isSetupObject;
                return !isHidden && (isOpen || isShared(scope, object, row, 'read'));
            },
            mayEdit: (object, row) => {
                if (object.name === 'User')
                    return !isUserMode || row.id === frame.user.id || rights.may('update', object);
                return isOpen || isShared(scope, object, row, 'edit');
            }
        };
    }
}
