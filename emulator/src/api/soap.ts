/** SOAP envelopes: the session and the call inside a request, and the answers. */
import { UnsupportedApexError } from '../errors.ts';
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import { escapeXml, parseXml, XmlError, type XmlElement } from '../metadata/xml.ts';
import { openEndpoint, type ApiAnswer, type ApiRequest, type Endpoint, type MaybePromise } from './endpoint.ts';

export interface SoapCall {
    readonly userId: string;
    /** The element in the body; its name is the operation. */
    readonly operation: XmlElement;
    readonly header: XmlElement | undefined;
}

export interface SoapReply {
    /** XML of the answer element. */
    readonly body: string;
    readonly header?: string;
}

/** XML of the `detail` of a fault. */
export type FaultDescription = (code: string, message: string) => string;

/** Serves POST on a path; failures become faults with status 500. */
export function soapEndpoint(
    org: OrgServices,
    path: string,
    namespace: string,
    handle: (call: SoapCall) => MaybePromise<SoapReply>,
    onFault?: (fault: unknown) => void,
    describeFault?: FaultDescription
): Endpoint[] {
    const answer = async (request: ApiRequest): Promise<ApiAnswer> => {
        try {
            return envelope(200, namespace, await handle(callOf(org, request)));
        } catch (error) {
            const refuse = (code: string, message: string): ApiAnswer => fault(namespace, code, message, describeFault);
            if (error instanceof OrgRequestError) return refuse(error.errorCode, error.message);
            if (error instanceof UnsupportedApexError) return refuse('NOT_IMPLEMENTED', error.message);
            onFault?.(error);
            return refuse('UNKNOWN_EXCEPTION', error instanceof Error ? error.message : String(error));
        }
    };
    return [
        openEndpoint('POST', `${path}/:soapVersion`, answer),
        openEndpoint('POST', `${path}/:soapVersion/:orgId`, answer)
    ];
}

function callOf(org: OrgServices, request: ApiRequest): SoapCall {
    let root: XmlElement;
    try {
        root = parseXml(request.body.toString('utf8'));
    } catch (error) {
        if (error instanceof XmlError) throw new OrgRequestError(500, 'soapenv:Client', error.message);
        throw error;
    }
    const header = root.child('Header');
    const session = org.session(header?.child('SessionHeader')?.textOf('sessionId') ?? '');
    if (!session) {
        throw new OrgRequestError(
            500,
            'INVALID_SESSION_ID',
            'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session'
        );
    }
    org.countApiCall();
    const operation = root.child('Body')?.children[0];
    if (!operation) throw new OrgRequestError(500, 'soapenv:Client', 'The SOAP body is empty');
    return { userId: session.userId, operation, header };
}

function envelope(status: number, namespace: string, { body, header }: SoapReply): ApiAnswer {
    const names = `xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="${namespace}" xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`;
    const head = header === undefined ? '' : `<soapenv:Header>${header}</soapenv:Header>`;
    const text = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ${names}>${head}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
    return { status, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: text };
}

function fault(namespace: string, code: string, message: string, describe?: FaultDescription): ApiAnswer {
    const faultCode = code.includes(':') ? code : `sf:${code}`;
    const text = message.startsWith(code) ? message : `${code}: ${message}`;
    const inner = `<faultcode>${escapeXml(faultCode)}</faultcode><faultstring>${escapeXml(text)}</faultstring>${code.includes(':') ? '' : (describe?.(code, message) ?? '')}`;
    return envelope(500, namespace, { body: `<soapenv:Fault>${inner}</soapenv:Fault>` });
}
