/**
 * Apex REST: the request at hand and the response that goes back.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_restcontext.htm
 */
import { ApexBlob } from '../values/apexBlob.ts';
import { ApexMap } from '../values/apexCollections.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { ApexRestRequest, ApexRestResponse } from '../runtime/host.ts';
import { serialize } from './jsonSerialize.ts';
import { LibraryRecord, recordProperties } from './libraryValue.ts';
import { stringType } from './listValues.ts';
import { defineType } from './systemType.ts';
import type { InstanceBody, StaticBody } from './systemType.ts';

function textMap(entries: ReadonlyMap<string, string> = new Map()): ApexMap {
    const map = new ApexMap(stringType, stringType);
    for (const [key, value] of entries) map.put(key, value);
    return map;
}

function newRequest(values: Readonly<Record<string, unknown>> = {}): LibraryRecord {
    return new LibraryRecord('System.RestRequest', { headers: textMap(), params: textMap(), ...values });
}

function newResponse(): LibraryRecord {
    return new LibraryRecord('System.RestResponse', { headers: textMap() });
}

/** Statics live as long as the transaction. */
function statics(name: string): { get: StaticBody; set: StaticBody } {
    const key = `RestContext.${name}`;
    return {
        get: (runtime) => (runtime.libraryState.get(key) ?? null) as unknown,
        set: (runtime, value: unknown) => void runtime.libraryState.set(key, value)
    };
}

const request = statics('request');
const response = statics('response');

export function openRestCall(runtime: ApexRuntime, call: ApexRestRequest): void {
    const value = newRequest({
        headers: textMap(call.headers),
        httpMethod: call.method,
        params: textMap(call.parameters),
        remoteAddress: '127.0.0.1',
        requestBody: new ApexBlob(call.body),
        requestURI: call.path,
        resourcePath: `/services/apexrest${call.path}`
    });
    request.set(runtime, value);
    response.set(runtime, newResponse());
}

export function closeRestCall(runtime: ApexRuntime, returned: unknown): ApexRestResponse {
    const value = response.get(runtime) as LibraryRecord | null;
    const headers = new Map<string, string>();
    const entries = (value?.get('headers') as ApexMap | undefined)?.entries() ?? [];
    for (const [name, text] of entries) headers.set(name as string, text as string);
    const written = (value?.get('responseBody') as ApexBlob | null | undefined)?.bytes ?? Buffer.alloc(0);
    const body = returned === undefined ? written : Buffer.from(serialize(runtime, returned), 'utf8');
    return { statusCode: (value?.get('statusCode') as number | null | undefined) ?? 200, headers, body };
}

/** Adds to one of the maps that a request or response holds. */
function addTo(property: string): InstanceBody {
    return (_, self: LibraryRecord, name: string, value: string) =>
        void (self.get(property) as ApexMap).put(name, value);
}

export const restContext = defineType({
    name: 'System.RestContext',
    staticProperties: { 'RestRequest request': request, 'RestResponse response': response }
});

export const restRequest = defineType({
    name: 'System.RestRequest',
    constructors: { 'new()': () => newRequest() },
    properties: recordProperties(
        'Map<String, String> headers',
        'String httpMethod',
        'Map<String, String> params',
        'String remoteAddress',
        'Blob requestBody',
        'String requestURI',
        'String resourcePath'
    ),
    methods: {
        'void addHeader(String name, String value)': addTo('headers'),
        'void addParameter(String name, String value)': addTo('params')
    }
});

export const restResponse = defineType({
    name: 'System.RestResponse',
    constructors: { 'new()': newResponse },
    properties: recordProperties('Map<String, String> headers', 'Blob responseBody', 'Integer statusCode'),
    methods: { 'void addHeader(String name, String value)': addTo('headers') }
});
