/**
 * What makes User different from other records.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_user.htm
 */
import type { RowError } from '../../runtime/host.ts';
import { systemInsert, systemUpdate } from '../records/systemWriter.ts';
import type { Row, RowValues } from '../records/table.ts';
import { isEmailAddress } from './fieldValues.ts';
import { hiddenPrefix, rowError } from './saveContext.ts';
import type { SaveContext, SaveItem } from './saveContext.ts';

const pendingEmailKey = `${hiddenPrefix}pendingEmail`;
const pendingSinceKey = `${hiddenPrefix}pendingEmailSince`;
/** So long the link in the mail works. https://help.salesforce.com/s/articleView?id=000385107 */
const confirmationMs = 72 * 3_600_000;

/** What a save keeps beside the fields of a user. */
export function pendingEmailValues({ clock }: Pick<SaveContext, 'clock'>, item: SaveItem): RowValues {
    if (item.pendingEmail !== undefined)
        return { [pendingEmailKey]: item.pendingEmail, [pendingSinceKey]: clock.now() };
    const before = item.before?.values;
    return { [pendingEmailKey]: before?.[pendingEmailKey], [pendingSinceKey]: before?.[pendingSinceKey] };
}

/** Fields that the platform derives or generates. */
export function completeUser(context: SaveContext, item: SaveItem): void {
    const { fields } = item.working;
    const username: unknown = fields.get('Username');
    if (typeof username === 'string') fields.set('Username', username.toLowerCase());
    const profile = profileOf(context, fields.get('ProfileId'));
    if (profile) fields.set('UserType', profile.values['UserType']);
    if (!fields.get('CommunityNickname')) {
        const number = context.store.nextNumber('User.CommunityNickname', 1);
        fields.set('CommunityNickname', `User${context.clock.now()}${String(number).padStart(6, '0')}`);
    }
}

export function checkUser(context: SaveContext, item: SaveItem): void {
    const { fields } = item.working;
    const problems = [
        usernameProblem(context, item),
        nicknameProblem(context, item),
        federationProblem(context, item),
        licenceProblem(context, item),
        deactivationProblem(context, item),
        item.id !== null && fields.get('ManagerId') === item.id
            ? rowError('FIELD_INTEGRITY_EXCEPTION', 'A user cannot be their own manager', ['ManagerId'])
            : undefined,
        fields.get('ContactId') && fields.get('UserType') === 'Standard'
            ? rowError('FIELD_INTEGRITY_EXCEPTION', 'Only users of an external licence have a contact', ['ContactId'])
            : undefined
    ];
    item.errors.push(...problems.filter((problem) => problem !== undefined));
}

function hasChanged(item: SaveItem, name: string): boolean {
    return (item.working.fields.get(name) ?? null) !== (item.before?.values[name] ?? null);
}

function usernameProblem(context: SaveContext, item: SaveItem): RowError | undefined {
    const username: unknown = item.working.fields.get('Username');
    if (typeof username !== 'string' || !hasChanged(item, 'Username')) return undefined;
    if (!isEmailAddress(username))
        return rowError('INVALID_EMAIL_ADDRESS', `Username: invalid email address: ${username}`, ['Username']);
    const owner = context.rules.usernameAcrossOrgs
        ? context.usernames.ownerOf(username)
        : firstOther(context.store.table('User').find('Username', username), item)?.id;
    if (owner === undefined || owner === item.id) return undefined;
    const advice = "To resolve, use a different username (it doesn't need to match the user's email address).";
    const message = `Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. ${advice}`;
    return rowError('DUPLICATE_USERNAME', message, ['Username']);
}

function nicknameProblem(context: SaveContext, item: SaveItem): RowError | undefined {
    if (!context.rules.uniqueNickname || !hasChanged(item, 'CommunityNickname')) return undefined;
    const nickname: unknown = item.working.fields.get('CommunityNickname');
    if (!firstOther(context.store.table('User').find('CommunityNickname', nickname), item)) return undefined;
    const message = 'Duplicate Nickname.<br>Another user has already selected this nickname.<br>Please select another.';
    return rowError('DUPLICATE_COMM_NICKNAME', message, ['CommunityNickname']);
}

function federationProblem(context: SaveContext, item: SaveItem): RowError | undefined {
    const identifier: unknown = item.working.fields.get('FederationIdentifier');
    if (!identifier || !hasChanged(item, 'FederationIdentifier')) return undefined;
    const other = firstOther(context.store.table('User').find('FederationIdentifier', identifier), item);
    if (!other) return undefined;
    const message = `duplicate value found: FederationIdentifier duplicates value on record with id: ${other.id.slice(0, 15)}`;
    return rowError('DUPLICATE_VALUE', message, ['FederationIdentifier']);
}

function firstOther(rows: Iterable<Row>, item: SaveItem): Row | undefined {
    for (const row of rows) if (row.id !== item.id) return row;
    return undefined;
}

function profileOf(context: SaveContext, id: unknown): Row | undefined {
    return typeof id === 'string' ? context.store.table('Profile').get(id) : undefined;
}

/** Licence that an active user holds; undefined for inactive ones and for service users, who have no profile. */
function heldLicence(context: SaveContext, isActive: unknown, profileId: unknown): Row | undefined {
    const licenceId: unknown = isActive === true ? profileOf(context, profileId)?.values['UserLicenseId'] : undefined;
    return typeof licenceId === 'string' ? context.store.table('UserLicense').get(licenceId) : undefined;
}

function licenceProblem(context: SaveContext, item: SaveItem): RowError | undefined {
    if (!context.rules.licences) return undefined;
    const { fields } = item.working;
    const before = heldLicence(context, item.before?.values['IsActive'], item.before?.values['ProfileId']);
    const after = heldLicence(context, fields.get('IsActive'), fields.get('ProfileId'));
    if (!after || after.id === before?.id) return undefined;
    const isFull = (after.values['UsedLicenses'] as number) >= (after.values['TotalLicenses'] as number);
    return isFull
        ? rowError('LICENSE_LIMIT_EXCEEDED', 'License Limit Exceeded', [item.before ? 'IsActive' : 'ProfileId'])
        : undefined;
}

function deactivationProblem(context: SaveContext, item: SaveItem): RowError | undefined {
    const { before } = item;
    if (before?.values['IsActive'] !== true) return undefined;
    const isDeactivated = item.working.fields.get('IsActive') === false;
    if (isDeactivated && item.id === context.frame.user.id) {
        return rowError('INSUFFICIENT_ACCESS_OR_READONLY', 'You cannot deactivate your own user', ['IsActive']);
    }
    const isAdmin = (profileId: unknown): boolean =>
        profileOf(context, profileId)?.values['PermissionsModifyAllData'] === true;
    if (!isAdmin(before.values['ProfileId']) || (!isDeactivated && isAdmin(item.working.fields.get('ProfileId'))))
        return undefined;
    for (const row of context.store.table('User').rows()) {
        if (row.id !== item.id && row.values['IsActive'] === true && isAdmin(row.values['ProfileId'])) return undefined;
    }
    return rowError('CANNOT_DISABLE_LAST_ADMIN', 'You cannot deactivate the last system administrator', ['IsActive']);
}

/** Rows that follow a user: the login, the assignment of the profile's own permission set, the licence's count. */
export function userWasWritten(context: SaveContext, item: SaveItem, { id, values }: Row): void {
    const { frame, store } = context;
    const before = item.before?.values ?? {};
    if (!item.before) systemInsert(context, frame.user.id, 'UserLogin', { UserId: id }, frame.isTest);
    if (before['ProfileId'] !== values['ProfileId'])
        assignProfileSet(context, id, before['ProfileId'], values['ProfileId']);
    const held = heldLicence(context, before['IsActive'], before['ProfileId']);
    const holds = heldLicence(context, values['IsActive'], values['ProfileId']);
    if (held?.id === holds?.id) return;
    const count = (licence: Row | undefined, change: number): void => {
        const used = (licence?.values['UsedLicenses'] as number) + change;
        if (licence) store.put('UserLicense', { ...licence, values: { ...licence.values, UsedLicenses: used } });
    };
    count(held, -1);
    count(holds, 1);
}

function assignProfileSet(context: SaveContext, userId: string, oldProfileId: unknown, profileId: unknown): void {
    const { frame, store } = context;
    const oldSet = profileSet(context, oldProfileId);
    const assignments = [...store.table('PermissionSetAssignment').find('AssigneeId', userId)];
    const stale = assignments.find((row) => oldSet && row.values['PermissionSetId'] === oldSet.id);
    if (stale) store.remove('PermissionSetAssignment', stale.id);
    const set = profileSet(context, profileId);
    const values = { AssigneeId: userId, PermissionSetId: set?.id, IsActive: true };
    if (set) systemInsert(context, frame.user.id, 'PermissionSetAssignment', values, frame.isTest);
}

function profileSet(context: SaveContext, profileId: unknown): Row | undefined {
    const [set] =
        typeof profileId === 'string' ? context.store.table('PermissionSet').find('ProfileId', profileId) : [];
    return set;
}

/** The owner follows the link in the mail. No trigger sees it. False if no change is pending, or not any more. */
export function confirmEmailChange(
    context: Pick<SaveContext, 'schema' | 'store' | 'ids' | 'clock'>,
    userId: string
): boolean {
    const row = context.store.table('User').get(userId);
    const pending = row?.values[pendingEmailKey] as string | undefined;
    const since = row?.values[pendingSinceKey] as number | undefined;
    if (!row || pending === undefined || since === undefined) return false;
    const isInTime = context.clock.now() - since <= confirmationMs;
    const values = { [pendingEmailKey]: null, [pendingSinceKey]: null };
    if (isInTime) systemUpdate(context, userId, 'User', row, { ...values, Email: pending });
    return isInTime;
}
