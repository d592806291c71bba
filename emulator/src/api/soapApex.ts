/**
 * Anonymous Apex over SOAP, with its debug log in the header: what command line clients use.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/sforce_api_calls_executeanonymous.htm
 */
import { OrgRequestError, type OrgServices } from '../orgServices.ts';
import { elementOf, escapeXml, formatElement } from '../metadata/xml.ts';
import { anonymousResult } from './anonymousResult.ts';
import type { Endpoint } from './endpoint.ts';
import { soapEndpoint } from './soap.ts';

const namespace = 'http://soap.sforce.com/2006/08/apex';

export function soapApexEndpoints(org: OrgServices, onFault: (fault: unknown) => void): Endpoint[] {
    return soapEndpoint(
        org,
        '/services/Soap/s',
        namespace,
        ({ userId, operation, header }) => {
            if (operation.localName !== 'executeAnonymous') {
                throw new OrgRequestError(
                    500,
                    'NOT_IMPLEMENTED',
                    `The local org does not support the SOAP operation ${operation.localName}`
                );
            }
            const result = org.executeAnonymous(userId, operation.children[0]?.text ?? '');
            const members = Object.entries(anonymousResult(result)).map(([name, value]) =>
                value === null
                    ? `<${name} xsi:nil="true"/>`
                    : elementOf(name, value)
                          .map((element) => formatElement(element))
                          .join('')
            );
            const log = header?.child('DebuggingHeader')
                ? `<DebuggingInfo><debugLog>${escapeXml(result.debugLog)}</debugLog></DebuggingInfo>`
                : undefined;
            const body = `<executeAnonymousResponse><result>${members.join('')}</result></executeAnonymousResponse>`;
            return { body, ...(log === undefined ? {} : { header: log }) };
        },
        onFault
    );
}
