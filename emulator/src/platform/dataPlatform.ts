/**
 * The data of one org: its schema, its records, and who may do what with them. `openSession` lends them to a transaction;
 * only one transaction at a time may write.
 */
import type { ApexEngine, RunningUser } from '../runtime/host.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import { RightsCache } from './access/userRights.ts';
import type { UserRights } from './access/userRights.ts';
import type { OrgClock } from './clock.ts';
import type { DataSession } from './dataSession.ts';
import { confirmEmailChange } from './dml/userRules.ts';
import type { IdGenerator } from './ids.ts';
import { PlatformSession } from './platformSession.ts';
import type { PlatformRules } from './platformRules.ts';
import { cachedMetadata } from './records/customMetadata.ts';
import { RecordStore } from './records/recordStore.ts';
import { seedOrg } from './records/seedOrg.ts';
import type { OrgSeed, SeededOrg } from './records/seedOrg.ts';
import type { WriterEnvironment } from './records/systemWriter.ts';
import type { Row } from './records/table.ts';
import type { UsernameRegistry } from './records/usernameRegistry.ts';
import type { OrgSchema } from './schema/orgSchema.ts';

export interface DataPlatformOptions {
    readonly schema: OrgSchema;
    readonly clock: Pick<OrgClock, 'now'>;
    readonly ids: IdGenerator;
    /** Shared by all orgs of the process. */
    readonly usernames: UsernameRegistry;
    readonly rules: PlatformRules;
    readonly seed: OrgSeed;
}

/** A user as Apex and the APIs know it. */
export type OrgUser = RunningUser & { readonly isActive: boolean };

export class DataPlatform implements WriterEnvironment {
    readonly store: RecordStore;
    readonly ids: IdGenerator;
    readonly clock: Pick<OrgClock, 'now'>;
    readonly rules: PlatformRules;
    readonly usernames: UsernameRegistry;
    readonly seeded: SeededOrg;
    private currentSchema: OrgSchema;
    private readonly rights: RightsCache;

    constructor(options: DataPlatformOptions) {
        this.currentSchema = options.schema;
        this.ids = options.ids;
        this.clock = options.clock;
        this.rules = options.rules;
        this.usernames = options.usernames;
        this.store = new RecordStore(options.schema);
        this.rights = new RightsCache(this.store);
        this.store.observe('User', (before, after) => {
            this.trackUsername(before, after);
        });
        this.seeded = seedOrg(this, options.seed);
    }

    get schema(): OrgSchema {
        return this.currentSchema;
    }

    /** Makes a checked copy the org's schema. Not while a transaction runs. */
    adoptSchema(schema: OrgSchema): void {
        this.currentSchema = schema;
        this.store.adopt(schema);
    }

    /** Usernames of an org that is shut down are free again. */
    close(): void {
        for (const row of this.store.table('User').rows()) this.trackUsername(row, undefined);
    }

    openSession(engine: () => ApexEngine): DataSession {
        return new PlatformSession(this, engine);
    }

    rightsOf(userId: string): UserRights {
        return this.rights.of(userId, this.clock.now());
    }

    userById(id: string): OrgUser | undefined {
        const row = this.store.table('User').get(id);
        return row && orgUser(row);
    }

    userByUsername(username: string): OrgUser | undefined {
        const [row] = this.store.table('User').find('Username', username);
        return row && orgUser(row);
    }

    /** The owner follows the link in the mail. False if no change of address is pending. */
    confirmEmailChange(userId: string): boolean {
        const isConfirmed = confirmEmailChange(this, userId);
        this.store.forget();
        return isConfirmed;
    }

    /** Records of custom metadata as `getAll` sees them. */
    metadataRecords(objectName: string): readonly ApexSObject[] {
        return cachedMetadata(this, objectName);
    }

    private trackUsername(before: Row | undefined, after: Row | undefined): void {
        const [old, current] = [before?.values['Username'], after?.values['Username']];
        if (old === current) return;
        if (before && typeof old === 'string') this.usernames.release(old, before.id);
        if (after && typeof current === 'string') this.usernames.claim(current, after.id);
    }
}

function orgUser({ id, values }: Row): OrgUser {
    const text = (name: string): string => (values[name] as string | undefined) ?? '';
    return {
        id,
        name: text('Name'),
        username: text('Username'),
        profileId: text('ProfileId'),
        roleId: (values['UserRoleId'] as string | undefined) ?? null,
        userType: text('UserType'),
        locale: text('LocaleSidKey'),
        language: text('LanguageLocaleKey'),
        timeZone: text('TimeZoneSidKey'),
        email: text('Email'),
        firstName: (values['FirstName'] as string | undefined) ?? null,
        lastName: text('LastName'),
        isActive: values['IsActive'] === true
    };
}
