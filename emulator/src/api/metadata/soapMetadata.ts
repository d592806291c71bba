/**
 * The SOAP Metadata API: deploy, retrieve, describe, list.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_calls_intro.htm
 */
import { OrgRequestError, type OrgServices } from '../../orgServices.ts';
import { metadataTypes } from '../../metadata/metadataTypes.ts';
import { elementOf, formatElement, type XmlElement } from '../../metadata/xml.ts';
import type { Endpoint } from '../endpoint.ts';
import { soapEndpoint, type SoapCall } from '../soap.ts';
import type { DeployJobs } from './deployJobs.ts';
import { deployOptions, deployResult } from './deployResult.ts';
import { componentProperties } from './fileProperties.ts';
import { RetrieveJobs } from './retrieveJobs.ts';

const namespace = 'http://soap.sforce.com/2006/04/metadata';

type Operation = (call: SoapCall) => unknown;

export function soapMetadataEndpoints(
    org: OrgServices,
    jobs: DeployJobs,
    onFault: (fault: unknown) => void
): Endpoint[] {
    const retrieves = new RetrieveJobs(org);
    const operations: Readonly<Record<string, Operation>> = {
        deploy: ({ userId, operation }) => {
            const zip = Buffer.from(textOf(operation, 'ZipFile'), 'base64');
            const job = jobs.start(userId, zip, optionsOf(childOf(operation, 'DeployOptions')));
            return { done: false, id: job.id, state: 'Queued' };
        },
        checkDeployStatus: ({ operation }) => {
            const id = operation.textOf('asyncProcessId') ?? operation.textOf('id') ?? '';
            return deployResult(org, jobs.job(id), operation.isTrue('includeDetails'));
        },
        cancelDeploy: ({ operation }) => {
            const job = jobs.cancel(textOf(operation, 'String', 'id'));
            return { done: job.status === 'Canceled', id: job.id };
        },
        retrieve: ({ operation }) => ({
            done: false,
            id: retrieves.start(operation.child('request') ?? operation),
            state: 'Queued'
        }),
        checkRetrieveStatus: ({ operation }) =>
            retrieves.status(textOf(operation, 'asyncProcessId', 'id'), operation.textOf('includeZip') !== 'false'),
        describeMetadata: () => ({
            metadataObjects: metadataTypes.map(({ xmlName, directoryName, suffix, hasMetaFile, childTypes }) => ({
                ...(childTypes.length > 0 ? { childXmlNames: childTypes } : {}),
                directoryName,
                inFolder: false,
                metaFile: hasMetaFile,
                suffix,
                xmlName
            })),
            organizationNamespace: '',
            partialSaveAllowed: true,
            testRequired: false
        }),
        listMetadata: ({ operation }) => {
            const types = operation.all('queries').map((query) => query.textOf('type') ?? '');
            return org
                .components()
                .filter(({ componentType }) => types.includes(componentType))
                .map((component) => componentProperties(org, component, ''));
        }
    };
    return soapEndpoint(
        org,
        '/services/Soap/m',
        namespace,
        async (call) => {
            const name = call.operation.localName;
            const operation = operations[name];
            if (!operation)
                throw new OrgRequestError(
                    500,
                    'NOT_IMPLEMENTED',
                    `The local org does not support the SOAP operation ${name}`
                );
            const result = elementOf('result', await operation(call)).map((element) => formatElement(element));
            return { body: `<${name}Response>${result.join('')}</${name}Response>` };
        },
        onFault
    );
}

/** Clients differ in the case of these two names. */
function childOf(element: XmlElement, name: string): XmlElement | undefined {
    return element.children.find(({ localName }) => localName.toLowerCase() === name.toLowerCase());
}

function textOf(element: XmlElement, ...names: readonly string[]): string {
    const child = names.map((name) => childOf(element, name)).find((found) => found !== undefined);
    if (!child)
        throw new OrgRequestError(
            500,
            'INVALID_INPUT',
            `The element ${names.join(' or ')} is missing in ${element.localName}`
        );
    return child.text.trim();
}

function optionsOf(element: XmlElement | undefined) {
    const truth = (name: string): boolean | undefined => (element?.child(name) ? element.isTrue(name) : undefined);
    return deployOptions({
        checkOnly: truth('checkOnly'),
        rollbackOnError: truth('rollbackOnError'),
        ignoreWarnings: truth('ignoreWarnings'),
        testLevel: element?.textOf('testLevel'),
        runTests: element?.all('runTests').map((test) => test.text.trim())
    });
}
