import { deployApex } from '../../test/fakes/apexRig.ts';
import { fakeField, fakeObject } from '../../test/fakes/fakeObjects.ts';
import { JobContext, PublishResult } from '../runtime/asyncCalls.ts';
import { parseSignature } from './signature.ts';
import { createSystemLibrary, systemTypeRegistry } from './systemLibrary.ts';
import { abstractMethod } from './systemType.ts';
import { createTypeLibrary } from './typeLibrary.ts';
import { primitive, systemTypeOf, typeName } from '../values/apexType.ts';

const library = createSystemLibrary();

describe('the registry', () => {
    test.each(systemTypeRegistry().names())('%s can be looked up with its members', (name) => {
        const { info } = systemTypeRegistry().get(name.toLowerCase());
        expect(info.name).toBe(name);
        for (const { key } of info.methods) expect(library.method(name, key)).toBeInstanceOf(Function);
        for (const { key } of info.constructors) expect(library.constructorOf(name, key)).toBeInstanceOf(Function);
        for (const property of info.properties)
            expect(library.property(name, property.name.toUpperCase())).toBeDefined();
        for (const value of info.enumValues)
            expect(library.enumValue(name, value.toLowerCase())).toMatchObject({ name: value });
    });

    test('inherited members, supertypes, and what every value answers to', () => {
        expect(library.supertypes('System.DmlException')).toEqual(['System.Exception']);
        expect(library.supertypes('System.List')).toEqual(['System.Iterable']);
        expect(library.method('System.DmlException', 'getMessage()')).toBe(
            library.method('System.Exception', 'getMessage()')
        );
        expect(library.method('System.Pattern', 'toString()')).toBe(library.method('System.Object', 'toString()'));
        expect(() => library.method('System.Pattern', 'nope()')).toThrow('System.Pattern has no member nope()');
        expect(() => systemTypeRegistry().get('Nope')).toThrow('there is no system type Nope');
    });

    test('interface methods have no body', () => {
        expect(abstractMethod).toThrow('an interface method of the system library has no body');
    });
});

describe('a signature', () => {
    const parse = (text: string) =>
        parseSignature(text, false, systemTypeOf('System.Own'), ['T'], (name) =>
            name === 'Type' ? 'System.Type' : undefined
        );

    test('gives types, key and the parameters that do not accept null', () => {
        const { member, required } = parse(
            'Map<Id, List<T>> find(Type type, String? name, Object any, SObject record)'
        );
        expect(member.key).toBe('find(System.Type,String,Object,SObject)');
        expect(typeName(member.returns)).toBe('Map<Id,List<T>>');
        expect(required).toEqual([0, 3]);
        expect(parse('new(Set<Integer> values)').member).toMatchObject({ key: 'new(Set<Integer>)', name: 'new' });
    });

    test.each([
        ['Nope find()', 'names Nope, which is no type'],
        ['String find(', 'ends early'],
        ['String find', 'expects ('],
        ['String find() more', 'has more than it should'],
        ['List<String find()', 'expects >']
    ])('%s %s', (text, problem) => {
        expect(() => parse(text)).toThrow(`signature "${text}" ${problem}`);
    });
});

describe('the type library', () => {
    const lookup = fakeField('ParentId', 'reference', { relationshipName: 'Parent', referenceTo: ['Account'] });
    const child = { childObject: 'Contact', field: 'AccountId', relationshipName: 'Contacts', isCascadeDelete: false };
    const account = fakeObject(
        'Account',
        '001',
        [lookup, fakeField('Size__c', 'int'), fakeField('Rate__c', 'percent')],
        {
            childRelationships: [child]
        }
    );
    const types = createTypeLibrary(
        (name) => (name.toLowerCase() === 'account' ? account : undefined),
        (name) => name === 'Hello'
    );

    test('finds system types with and without namespace, and namespaces', () => {
        expect(types.systemType('string')?.name).toBe('System.String');
        expect(types.systemType('schema.sobjecttype')?.name).toBe('Schema.SObjectType');
        expect(types.systemType('SObjectType')?.name).toBe('Schema.SObjectType');
        expect(types.systemType('Database.SaveResult')?.name).toBe('Database.SaveResult');
        expect(types.systemType('SaveResult')).toBeUndefined();
        expect(types.isNamespace('eventbus')).toBe(true);
        expect(types.isNamespace('Nope')).toBe(false);
    });

    test('gives record types from the schema', () => {
        const info = types.sobject('account');
        expect(info).toMatchObject({ name: 'Account', category: 'record' });
        expect(info?.field('size__c')?.type).toEqual(primitive('Integer'));
        expect(info?.field('RATE__C')?.type).toEqual(primitive('Decimal'));
        expect(info?.field('Nope')).toBeUndefined();
        expect(info?.relationship('parent')).toMatchObject({ name: 'ParentId', referenceTo: ['Account'] });
        expect(info?.relationship('Nope')).toBeUndefined();
        expect(info?.childRelationship('contacts')).toBe('Contact');
        expect(types.sobject('Nope')).toBeUndefined();
        expect(types.isCustomLabel('Hello')).toBe(true);
    });
});

describe('contexts that the runtime hands out', () => {
    test('jobs and publish callbacks tell their ids', () => {
        const { execution } = deployApex({}).engine;
        const read = (owner: string, key: string, self: unknown): unknown =>
            library.method(owner, key)(execution, self);
        expect(read('System.QueueableContext', 'getJobId()', new JobContext('System.QueueableContext', 'j'))).toBe('j');
        expect(
            read('System.SchedulableContext', 'getTriggerId()', new JobContext('System.SchedulableContext', 't'))
        ).toBe('t');
        const failure = new PublishResult('EventBus.FailureResult', ['u']);
        expect(read('EventBus.FailureResult', 'getEventUuids()', failure)).toMatchObject({ items: ['u'] });
    });
});

describe('RestContext', () => {
    const resource = `@RestResource(UrlMapping='/echo/*') global class Echo {
        @HttpPost global static void post() {
            RestRequest q = RestContext.request;
            RestResponse s = RestContext.response;
            s.statusCode = 201;
            s.addHeader('X-Answer', q.headers.get('X-Ask') + q.params.get('p'));
            s.responseBody = Blob.valueOf(q.httpMethod + q.requestURI + q.requestBody.toString() + q.resourcePath);
        }
        @HttpGet global static List<Integer> get() { return new List<Integer>{ 1 }; }
        public static Object without() { return RestContext.request; }
        public static Object byHand() {
            RestRequest q = new RestRequest();
            q.requestURI = '/x';
            q.addHeader('a', 'b');
            q.addParameter('c', 'd');
            RestContext.request = q;
            RestContext.response = new RestResponse();
            RestContext.response.addHeader('e', 'f');
            return q.requestURI + q.headers.get('a') + q.params.get('c') + RestContext.response.headers.get('e') + q.httpMethod;
        }
    }`;
    const rig = deployApex({ 'classes/Echo.cls': resource });
    const { execution } = rig.engine;
    const request = {
        method: 'POST',
        path: '/echo/1',
        headers: new Map([['X-Ask', 'h']]),
        parameters: new Map([['p', 'v']]),
        body: Buffer.from('b')
    };
    const call = (method: string, returned?: unknown) => {
        rig.engine.beginTransaction();
        library.openRestCall(execution, request);
        execution.cell('Echo')?.k?.[`${method}()`]?.();
        const response = library.closeRestCall(execution, returned);
        rig.engine.endTransaction();
        return { ...response, body: response.body.toString() };
    };

    test('a void method answers by the response, others by their value', () => {
        expect(call('post')).toEqual({
            statusCode: 201,
            headers: new Map([['X-Answer', 'hv']]),
            body: 'POST/echo/1b/services/apexrest/echo/1'
        });
        expect(call('get', 7)).toEqual({ statusCode: 200, headers: new Map(), body: '7' });
        expect(call('get')).toEqual({ statusCode: 200, headers: new Map(), body: '' });
    });

    test('it is empty in another transaction, and tests fill it by hand', () => {
        expect(rig.call('Echo', 'without')).toBeNull();
        expect(rig.call('Echo', 'byHand')).toBe('/xbdfnull');
    });

    test('a response that Apex set to null is empty', () => {
        rig.engine.beginTransaction();
        expect(library.closeRestCall(execution, undefined)).toEqual({
            statusCode: 200,
            headers: new Map(),
            body: Buffer.alloc(0)
        });
        rig.engine.endTransaction();
    });
});
