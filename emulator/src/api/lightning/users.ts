/** The standard pages of users: list, record, edit, new. */
import { userListPage, type UserRow } from '../../lightning/pages/userListPage.ts';
import { userFormPage } from '../../lightning/pages/userFormPage.ts';
import { OrgRequestError, type OrgServices } from '../../orgServices.ts';
import type { ApexSObject } from '../../values/apexSObject.ts';
import { notFound, type ApiAnswer, type Endpoint } from '../endpoint.ts';
import { recordFromJson, requireObject } from '../recordJson.ts';
import { saveOne } from '../saveResults.ts';
import { redirect, type PageEndpoints, type PageRequest } from './pageEndpoint.ts';
import { changedValues, formFields, newUserValues, readUser, textValues, type TextValues } from './userForm.ts';

const rowsAtMost = 100;

export function userEndpoints(org: OrgServices, pages: PageEndpoints): Endpoint[] {
    const record = '/lightning/r/User/:id';
    const setupUsers = '/lightning/setup/ManageUsers';
    const toList = (): ApiAnswer => redirect('/lightning/o/User/list');
    return [
        pages.signedIn('GET', '/lightning/o/User/list', (request) => pages.page(listPage(org, request))),
        pages.signedIn('GET', '/lightning/o/User/home', toList),
        pages.signedIn('GET', `${setupUsers}/home`, toList),
        pages.signedIn('GET', `${setupUsers}/page`, ({ query }) => {
            const [, id] = /^\/(005\w{12,15})/.exec(query.get('address') ?? '') ?? [];
            return redirect(id === undefined ? '/lightning/o/User/list' : `/lightning/r/User/${id}/view`);
        }),
        pages.signedIn('GET', '/lightning/setup/*rest', ({ path }) => {
            throw new OrgRequestError(
                501,
                'Setup page',
                `The local org has no Setup. In Salesforce this link leads to ${path}; here, deploy metadata or change records instead.`
            );
        }),
        pages.signedIn('GET', '/lightning/o/User/new', (request) =>
            newPage(org, pages, request, newUserValues(org, request.user))
        ),
        pages.signedIn('POST', '/lightning/o/User/new', (request) => create(org, pages, request)),
        pages.signedIn('GET', `${record}/view`, (request) => pages.page(viewPage(org, request))),
        pages.signedIn('GET', `${record}/edit`, (request) =>
            editPage(org, pages, request, readUser(org, request.user.id, idOf(request)))
        ),
        pages.signedIn('POST', `${record}/edit`, (request) => update(org, pages, request)),
        pages.signedIn('GET', '/:id', (request) => {
            if (!idOf(request).startsWith('005')) throw notFound();
            return redirect(`/lightning/r/User/${idOf(request)}/view`);
        })
    ];
}

function idOf({ parameters }: PageRequest): string {
    const id = parameters['id'] ?? '';
    if (!/^\w{15}(\w{3})?$/.test(id)) throw notFound();
    return id;
}

function listPage(org: OrgServices, { user, query }: PageRequest): ReturnType<typeof userListPage> {
    const search = query.get('search') ?? '';
    const pattern = `%${search.replace(/[\\'%_]/g, '\\$&')}%`;
    const { rows } = org.query(
        user.id,
        `SELECT Id, Name, Username, Title, Department, Profile.Name, IsActive FROM User WHERE UserType = 'Standard'
         AND (Name LIKE '${pattern}' OR Username LIKE '${pattern}') ORDER BY Name LIMIT ${rowsAtMost + 1}`
    );
    return userListPage(org, user, {
        rows: rows.slice(0, rowsAtMost).map(rowOf),
        search,
        isMore: rows.length > rowsAtMost,
        mayCreate: org.objectRights(user.id, requireObject(org, 'User')).create
    });
}

function rowOf(row: ApexSObject): UserRow {
    const text = (name: string): string => String(row.get(name) ?? '');
    return {
        id: row.id ?? '',
        name: text('Name'),
        username: text('Username'),
        title: text('Title'),
        department: text('Department'),
        profile: String(row.parents.get('Profile')?.get('Name') ?? ''),
        isActive: row.get('IsActive') === true
    };
}

function viewPage(org: OrgServices, request: PageRequest): ReturnType<typeof userFormPage> {
    const { user, query } = request;
    const record = readUser(org, user.id, idOf(request));
    const isEditable = org.objectRights(user.id, requireObject(org, 'User')).update;
    return userFormPage(org, user, {
        title: String(record.get('Name')),
        action: undefined,
        editUrl: isEditable ? `/lightning/r/User/${record.id ?? ''}/edit` : undefined,
        fields: formFields(org, user, textValues(record), 'update'),
        errors: [],
        isSaved: query.get('saved') !== null
    });
}

function editPage(
    org: OrgServices,
    pages: PageEndpoints,
    { user }: PageRequest,
    record: ApexSObject,
    values: TextValues = textValues(record),
    refusal?: OrgRequestError
): ApiAnswer {
    const url = `/lightning/r/User/${record.id ?? ''}`;
    const form = formFields(org, user, values, 'update', refusal);
    const page = userFormPage(org, user, {
        title: `Edit ${String(record.get('Name'))}`,
        action: `${url}/edit`,
        editUrl: `${url}/view`,
        fields: form,
        errors: pageErrors(form, refusal),
        isSaved: false
    });
    return pages.page(page, refusal ? 422 : 200);
}

function newPage(
    org: OrgServices,
    pages: PageEndpoints,
    { user }: PageRequest,
    values: TextValues,
    refusal?: OrgRequestError
): ApiAnswer {
    const form = formFields(org, user, values, 'create', refusal);
    const page = userFormPage(org, user, {
        title: 'New User',
        action: '/lightning/o/User/new',
        editUrl: undefined,
        fields: form,
        errors: pageErrors(form, refusal),
        isSaved: false
    });
    return pages.page(page, refusal ? 422 : 200);
}

function pageErrors(fields: ReturnType<typeof formFields>, refusal: OrgRequestError | undefined): readonly string[] {
    return refusal && fields.every(({ error }) => error === undefined) ? [refusal.message] : [];
}

function update(org: OrgServices, pages: PageEndpoints, request: PageRequest): ApiAnswer {
    const record = readUser(org, request.user.id, idOf(request));
    const form = new URLSearchParams(request.body.toString('utf8'));
    const current = formFields(org, request.user, textValues(record), 'update');
    const changes = changedValues(current, form);
    const outcome = save(org, request.user.id, { operation: 'update', id: record.id ?? '' }, changes);
    if (!(outcome instanceof OrgRequestError)) return redirect(`/lightning/r/User/${record.id ?? ''}/view?saved=1`);
    return editPage(org, pages, request, record, { ...textValues(record), ...changes }, outcome);
}

function create(org: OrgServices, pages: PageEndpoints, request: PageRequest): ApiAnswer {
    const form = new URLSearchParams(request.body.toString('utf8'));
    const empty = formFields(org, request.user, {}, 'create');
    const values = changedValues(empty, form);
    const outcome = save(org, request.user.id, { operation: 'insert' }, values);
    if (outcome instanceof OrgRequestError) return newPage(org, pages, request, values, outcome);
    return redirect(`/lightning/r/User/${outcome}/view?saved=1`);
}

/** @returns the id, or why the platform refused */
function save(
    org: OrgServices,
    userId: string,
    { operation, id }: { readonly operation: 'insert' | 'update'; readonly id?: string },
    values: TextValues
): string | OrgRequestError {
    const body = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === '' ? null : value]));
    const record = recordFromJson(requireObject(org, 'User'), { ...body, ...(id === undefined ? {} : { Id: id }) });
    try {
        return saveOne(org, userId, { operation }, record).id ?? '';
    } catch (error) {
        if (error instanceof OrgRequestError) return error;
        throw error;
    }
}
