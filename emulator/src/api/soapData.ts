/**
 * Records over SOAP, by the partner WSDL, with the session of the header; the same services and rights as REST.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_list.htm
 */
import { OrgRequestError, type OrgServices, type SaveRequest } from '../orgServices.ts';
import { elementOf, escapeXml, formatElement, type XmlElement } from '../metadata/xml.ts';
import type { RowOutcome } from '../runtime/host.ts';
import { normalizeId } from '../values/apexId.ts';
import { limited, objectNamed, recordOfId } from './collections.ts';
import { describeGlobal } from './describe.ts';
import type { Endpoint } from './endpoint.ts';
import type { Batch, QueryCursors } from './queryCursors.ts';
import { recordFromXml, recordNamespace, recordToXml } from './recordXml.ts';
import { externalIdField } from './records.ts';
import { saveMany } from './saveResults.ts';
import { selectedNames } from './selectedNames.ts';
import { soapEndpoint, type SoapCall } from './soap.ts';

const namespace = 'urn:partner.soap.sforce.com';

interface Context {
    readonly org: OrgServices;
    readonly cursors: QueryCursors;
}

type Operation = (context: Context, call: SoapCall) => string;

/** XML of the `result` elements, by operation. */
const operations: Readonly<Record<string, Operation>> = {
    create: (context, call) => save(context, call, { operation: 'insert', records: recordsOf(context, call) }),
    update: (context, call) => save(context, call, { operation: 'update', records: recordsOf(context, call) }),
    upsert: (context, call) => {
        const records = recordsOf(context, call);
        const name = call.operation.textOf('externalIDFieldName') ?? '';
        const fields = records.map(
            ({ objectName }) => externalIdField(objectNamed(context.org, objectName), name).name
        );
        return save(context, call, { operation: 'upsert', records, externalIdField: fields[0] ?? name });
    },
    delete: (context, call) => {
        const records = limited(call.operation.all('ids')).map(({ text }) => recordOfId(context.org, text.trim()));
        return save(context, call, { operation: 'delete', records });
    },
    query: (context, call) => query(context, call),
    queryAll: (context, call) => query(context, call),
    queryMore: ({ cursors }, call) =>
        batchXml(cursors.next(call.userId, call.operation.textOf('queryLocator') ?? '', batchSize(call))),
    retrieve: (context, call) => retrieve(context, call),
    getUserInfo: ({ org }, { userId }) => userInfo(org, userId),
    getServerTimestamp: ({ org }) => result(`<timestamp>${new Date(org.now()).toISOString()}</timestamp>`),
    describeGlobal: ({ org }, { userId }) => {
        const { sobjects, ...global } = describeGlobal(org, userId, '');
        const objects = sobjects.map(({ urls: _, ...object }) => object);
        return plain('result', { ...global, sobjects: objects });
    }
};

export function soapDataEndpoints(
    org: OrgServices,
    cursors: QueryCursors,
    onFault: (fault: unknown) => void
): Endpoint[] {
    return soapEndpoint(
        org,
        '/services/Soap/u',
        namespace,
        (call) => {
            const name = call.operation.localName;
            const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
            if (!operation)
                throw new OrgRequestError(
                    500,
                    'NOT_IMPLEMENTED',
                    `The local org does not support the SOAP operation ${name}`
                );
            const results = operation({ org, cursors }, call);
            return { body: `<${name}Response xmlns:sf="${recordNamespace}">${results}</${name}Response>` };
        },
        onFault,
        faultDetail
    );
}

const faultTypes: Readonly<Record<string, string>> = {
    INVALID_FIELD: 'InvalidFieldFault',
    INVALID_ID_FIELD: 'InvalidIdFault',
    INVALID_QUERY_LOCATOR: 'InvalidQueryLocatorFault',
    INVALID_TYPE: 'InvalidSObjectFault',
    MALFORMED_ID: 'InvalidIdFault',
    MALFORMED_QUERY: 'MalformedQueryFault'
};

function faultDetail(code: string, message: string): string {
    const type = faultTypes[code] ?? 'UnexpectedErrorFault';
    const text = message.replace(`${code}: `, '');
    const members = `<sf:exceptionCode>${code}</sf:exceptionCode><sf:exceptionMessage>${escapeXml(text)}</sf:exceptionMessage>`;
    return `<detail xmlns:sf="urn:fault.partner.soap.sforce.com"><sf:${type} xsi:type="sf:${type}">${members}</sf:${type}></detail>`;
}

function recordsOf({ org }: Context, { operation }: SoapCall) {
    return limited(operation.all('sObjects')).map((element) => recordFromXml(org, element));
}

function headerFlag({ header }: SoapCall, element: string, name: string): boolean {
    return header?.child(element)?.isTrue(name) ?? false;
}

function save({ org }: Context, call: SoapCall, request: Omit<SaveRequest, 'allOrNone'>): string {
    const outcomes = saveMany(org, call.userId, {
        ...request,
        allOrNone: headerFlag(call, 'AllOrNoneHeader', 'allOrNone'),
        triggerUserEmail: headerFlag(call, 'EmailHeader', 'triggerUserEmail')
    });
    return outcomes.map((outcome) => saveResult(outcome, request.operation)).join('');
}

function saveResult({ id, isSuccess, isCreated, errors }: RowOutcome, operation: SaveRequest['operation']): string {
    const shown = isSuccess && id !== null ? `<id>${id}</id>` : '<id xsi:nil="true"/>';
    const created = operation === 'upsert' ? `<created>${isSuccess && isCreated}</created>` : '';
    const rows = errors.map(({ fields, message, statusCode }) => plain('errors', { fields, message, statusCode }));
    return result(`${created}${rows.join('')}${shown}<success>${isSuccess}</success>`);
}

/** 200 to 2,000 rows. */
function batchSize({ header }: SoapCall): number {
    const asked = Number(header?.child('QueryOptions')?.textOf('batchSize') ?? 500);
    return Math.min(Math.max(Number.isInteger(asked) ? asked : 500, 200), 2000);
}

function query({ org, cursors }: Context, call: SoapCall): string {
    const text = call.operation.textOf('queryString') ?? '';
    const { rows, count, query: parsed } = org.query(call.userId, text);
    const batch = cursors.open({ userId: call.userId, rows, selected: selectedNames(parsed) }, batchSize(call));
    return batchXml(count === undefined ? batch : { ...batch, size: count });
}

function batchXml({ rows, size, nextLocator, selected }: Batch): string {
    const locator =
        nextLocator === undefined ? '<queryLocator xsi:nil="true"/>' : `<queryLocator>${nextLocator}</queryLocator>`;
    const records = rows.map((row) => `<records xsi:type="sf:sObject">${recordToXml(row, selected)}</records>`);
    return result(`<done>${nextLocator === undefined}</done>${locator}${records.join('')}<size>${size}</size>`);
}

/** In the order of the ids; nil where there is no record that the user may see. */
function retrieve({ org }: Context, { userId, operation }: SoapCall): string {
    const object = objectNamed(org, operation.textOf('sObjectType') ?? '');
    const ids = limited(operation.all('ids'), 2000).map(idOf);
    const list = ids.map((id) => `'${id}'`).join(', ');
    const text = `SELECT ${operation.textOf('fieldList') ?? ''} FROM ${object.name} WHERE Id IN (${list})`;
    const { rows, query: parsed } = org.query(userId, ids.length === 0 ? text.replace(/ IN \(\)$/, ' = NULL') : text);
    const selected = selectedNames(parsed);
    const found = new Map(rows.map((row) => [row.id, recordToXml(row, selected)]));
    return ids
        .map((id) => {
            const record = found.get(id);
            return record === undefined
                ? '<result xsi:nil="true"/>'
                : `<result xsi:type="sf:sObject">${record}</result>`;
        })
        .join('');
}

function idOf({ text }: XmlElement): string {
    const id = normalizeId(text.trim());
    if (id === undefined) throw new OrgRequestError(500, 'MALFORMED_ID', `malformed id ${text.trim()}`);
    return id;
}

function userInfo(org: OrgServices, userId: string): string {
    const user = org.userById(userId);
    return plain('result', {
        organizationId: org.identity.orgId,
        organizationMultiCurrency: false,
        organizationName: org.identity.name,
        profileId: user?.profileId,
        roleId: user?.roleId ?? '',
        userEmail: user?.email,
        userFullName: user?.name,
        userId,
        userLanguage: user?.language,
        userLocale: user?.locale,
        userName: user?.username,
        userTimeZone: user?.timeZone,
        userType: user?.userType
    });
}

function result(content: string): string {
    return `<result>${content}</result>`;
}

function plain(name: string, value: unknown): string {
    return elementOf(name, value)
        .map((element) => formatElement(element))
        .join('');
}
