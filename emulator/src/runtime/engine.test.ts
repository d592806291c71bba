import { deployApex, probe, record, thrown } from '../../test/fakes/apexRig.ts';
import type { ApexRig } from '../../test/fakes/apexRig.ts';
import { UnsupportedApexError } from '../errors.ts';
import { resolveAnonymous, resolveProgram } from '../language/resolveProgram.ts';
import { createTypeLibrary } from '../stdlib/typeLibrary.ts';
import type { ApexException, ApexLimitExceeded } from '../values/apexObject.ts';
import type { ApexSObject } from '../values/apexSObject.ts';
import { runApexTests } from './apexTests.ts';
import type { TestEnvironment } from './apexTests.ts';

describe('limits and stack', () => {
    it('counts statements as CPU', () => {
        const rig = deployApex(probe('Integer n = 0; for (Integer i = 0; i < 1000; i++) { n++; } return n;'));
        rig.call('Probe', 'value');
        expect(rig.host.cpuSteps).toBeGreaterThan(2000);
        expect(rig.host.cpuSteps).toBeLessThan(2100);
    });

    it('lets no Apex catch a limit, and runs no finally', () => {
        const rig = deployApex(
            probe(
                "List<Integer> l = new List<Integer>(); try { while (true) { l.add(1); } } catch (Exception e) { System.debug('caught'); } finally { System.debug('finally'); } return 1;"
            )
        );
        rig.host.cpuStepsAllowed = 50_000;
        const error = thrown(() => rig.call('Probe', 'value')) as ApexLimitExceeded;
        expect(error.message).toBe('Apex CPU time limit exceeded');
        expect(error.stackFrames[0]?.where).toBe('Class.Probe.value');
        expect(rig.host.debugLines).toEqual([]);
    });

    it('ends endless recursion at depth 1001', () => {
        const rig = deployApex({
            'classes/Probe.cls':
                'public class Probe { public static Object value() { try { return value(); } catch (Exception e) { return 1; } } }'
        });
        expect(thrown(() => rig.call('Probe', 'value')).message).toBe('Maximum stack depth reached: 1001');
        expect(thrown(() => rig.call('Probe', 'value')).message).toBe('Maximum stack depth reached: 1001');
    });
});

describe('triggers', () => {
    const trigger = (events: string, body: string): string => `trigger T on Account (${events}) { ${body} }`;
    const run = (
        rig: ApexRig,
        timing: 'before' | 'after',
        operation: 'insert' | 'update' | 'delete',
        news?: ApexSObject[],
        olds?: ApexSObject[]
    ): void => {
        rig.engine.beginTransaction();
        try {
            rig.engine.runTriggers({ objectName: 'Account', timing, operation, newRecords: news, oldRecords: olds });
        } finally {
            rig.engine.endTransaction();
        }
    };

    it('gives the context variables of each event', () => {
        const text =
            "System.debug(Trigger.operationType + ' ' + Trigger.isBefore + ' ' + Trigger.isInsert + ' ' + Trigger.size + ' ' + (Trigger.new == null) + ' ' + (Trigger.old == null) + ' ' + (Trigger.newMap == null) + ' ' + (Trigger.oldMap == null));";
        const rig = deployApex({
            'triggers/T.trigger': trigger('before insert, after insert, before update, after delete', text)
        });
        const row = record('Account', { Id: '001000000000001AAA' });
        run(rig, 'before', 'insert', [record('Account', {})]);
        run(rig, 'after', 'insert', [row]);
        run(rig, 'before', 'update', [row], [row.copy()]);
        run(rig, 'after', 'delete', undefined, [row]);
        run(rig, 'after', 'update', [row], [row.copy()]);
        expect(rig.host.debugLines.map((line) => line.replace(/^.*\|/, ''))).toEqual([
            'BEFORE_INSERT true true 1 false true true true',
            'AFTER_INSERT false true 1 false true false true',
            'BEFORE_UPDATE true false 1 false false false false',
            'AFTER_DELETE false false 1 true false true false'
        ]);
    });

    it('lets a before trigger write new records, and nobody write old ones', () => {
        const rig = deployApex({
            'triggers/T.trigger': trigger(
                'before update, after update',
                "for (Account a : Trigger.new) { a.Name = 'set'; } if (Trigger.isUpdate && Trigger.new[0].Size__c == 1) { Trigger.old[0].Name = 'x'; }"
            )
        });
        const row = record('Account', { Id: '001000000000001AAA' });
        run(rig, 'before', 'update', [row], [row.copy()]);
        expect(row.fields.get('Name')).toBe('set');
        expect(thrown(() => run(rig, 'after', 'update', [row], [row.copy()])).toString()).toBe(
            'System.FinalException: Record is read-only'
        );
        row.fields.set('Size__c', 1);
        const error = thrown(() => run(rig, 'before', 'update', [row], [row.copy()])) as ApexException;
        expect(error.toString()).toBe('System.FinalException: Record is read-only');
        expect(error.stack).toEqual([
            { where: 'Trigger.T', position: { file: 'triggers/T.trigger', line: 1, column: 1 } }
        ]);
        expect(row.isReadOnly).toBe(false);
    });
});

describe('asynchronous work', () => {
    it('copies the arguments of a future method', () => {
        const rig = deployApex({
            'classes/Probe.cls': `public class Probe { public static Integer seen = 0;
                public static Object value() { List<Integer> l = new List<Integer>{ 1 }; later(l); l.add(2); return seen; }
                @future public static void later(List<Integer> l) { System.debug(l.size()); } }`
        });
        expect(rig.call('Probe', 'value')).toBe(0);
        const [job] = rig.host.jobs;
        expect(job).toMatchObject({ kind: 'future', apexName: 'Probe.later' });
        if (job) rig.engine.runAsync(job, '707000000000001AAA');
        expect(rig.host.debugLines.at(-1)).toMatch(/1$/);
    });

    it('runs a copy of a Queueable', () => {
        const rig = deployApex({
            'classes/Job.cls': `public class Job implements Queueable { public List<Integer> l = new List<Integer>{ 1 }; public transient Integer gone = 5;
                public void execute(QueueableContext context) { System.debug(l.size() + ' ' + gone + ' ' + context.getJobId()); }
                public static Object start() { Job j = new Job(); Id i = System.enqueueJob(j); j.l.add(2); return i; } }`
        });
        expect(rig.call('Job', 'start')).toBe('707000000000001AAA');
        const [job] = rig.host.jobs;
        if (job) rig.engine.runAsync(job, '707000000000001AAA');
        expect(rig.host.debugLines.at(-1)).toMatch(/1 null 707000000000001AAA$/);
    });
});

describe('REST', () => {
    const rig = deployApex({
        'classes/Api.cls': `@RestResource(urlMapping='/things/*') global class Api {
            @HttpGet global static String get() { return RestContext.request.requestURI; }
            @HttpPost global static Integer add(Integer a, List<Integer> more) { return a + more.size(); }
            @HttpDelete global static void fail() { Integer i = 1 / 0; }
            @HttpPut global static void raw() { RestContext.response.statusCode = 201; RestContext.response.responseBody = RestContext.request.requestBody; } }`,
        'classes/Closed.cls': `@RestResource(urlMapping='/closed') global class Closed { @HttpGet global static String get() { return 'x'; } }`,
        'classes/Special.cls': `@RestResource(urlMapping='/things/special') global class Special { @HttpGet global static String get() { return 'special'; } }`
    });
    const call = (method: string, path: string, body = '') => {
        rig.engine.beginTransaction();
        const request = { method, path, headers: new Map(), parameters: new Map(), body: Buffer.from(body) };
        const { response, isFailure } = rig.engine.callRest(request, (className) => className !== 'Closed');
        rig.engine.endTransaction();
        return [response.statusCode, response.body.toString(), isFailure];
    };

    it.each([
        ['GET', '/things/1', '', 200, '"/things/1"', false],
        ['GET', '/things/special', '', 200, '"special"', false],
        ['POST', '/things/', '{"a": 2, "more": [1, 2]}', 200, '4', false],
        ['PUT', '/things/x', 'raw text', 201, 'raw text', false]
    ])('%s %s', (method, path, body, status, text, isFailure) => {
        expect(call(method, path, body)).toEqual([status, text, isFailure]);
    });

    it.each([
        ['GET', '/other', '', 404, 'NOT_FOUND', /match for URL/],
        ['GET', '/closed', '', 403, 'FORBIDDEN', /^You do not have access to the Apex class named: Closed$/],
        ['PATCH', '/things/1', '', 405, 'METHOD_NOT_ALLOWED', /'PATCH' not allowed/],
        ['POST', '/things/1', '{', 400, 'JSON_PARSER_ERROR', /./],
        [
            'DELETE',
            '/things/1',
            '',
            500,
            'APEX_ERROR',
            /^System.MathException: Divide by 0\n\nClass.Api.fail: line 4, column 1$/
        ]
    ])('%s %s fails', (method, path, body, status, errorCode, message) => {
        const [actual, text, isFailure] = call(method, path, body);
        expect([actual, isFailure]).toEqual([status, true]);
        expect(JSON.parse(String(text))).toEqual([{ errorCode, message: expect.stringMatching(message) }]);
    });
});

describe('components and anonymous blocks', () => {
    const text = `public class Api {
        @AuraEnabled public static List<Integer> twice(List<Integer> numbers) {
            List<Integer> found = new List<Integer>();
            for (Integer n : numbers) { found.add(n * 2); }
            return found;
        }
        public static void hidden() { } }`;

    it('calls @AuraEnabled methods with JSON arguments', () => {
        const { engine } = deployApex({ 'classes/Api.cls': text });
        expect(engine.callAura('Api', 'twice', { numbers: [1, 2] })).toEqual([2, 4]);
        expect(thrown(() => engine.callAura('Api', 'hidden', {})).toString()).toMatch(/^System.NoAccessException/);
    });

    it('runs anonymous blocks against deployed classes', () => {
        const { engine, host } = deployApex({ 'classes/Api.cls': text });
        const run = (block: string): void => {
            const types = createTypeLibrary(
                (name) => host.object(name),
                () => true
            );
            const source = { file: 'classes/Api.cls', kind: 'class' as const, apiVersion: 67, text };
            const { body, apiVersion } = resolveAnonymous(block, resolveProgram([source], types).symbols);
            engine.runAnonymous(body, apiVersion);
        };
        run('System.debug(Api.twice(new List<Integer>{ 3 })[0]);');
        expect(host.debugLines.at(-1)).toMatch(/6$/);
        const error = thrown(() => run('Integer i = 1;\ni = i / 0;')) as ApexException;
        expect(error.stack).toEqual([{ where: 'AnonymousBlock', position: { file: 'anonymous', line: 2, column: 1 } }]);
    });
});

describe('tests and coverage', () => {
    const files = {
        'classes/Sum.cls':
            'public class Sum {\npublic static Integer of(Integer a, Integer b) {\nif (a == null) {\nreturn b;\n}\nreturn a + b;\n}\n}',
        'classes/SumTest.cls': `@IsTest private class SumTest {
static Integer calls = 0;
@TestSetup static void prepare() { System.debug('setup'); calls++; }
@IsTest static void adds() { Assert.areEqual(3, Sum.of(1, 2)); Assert.areEqual(0, calls++); }
@IsTest static void fails() { Assert.areEqual(0, calls++);
Assert.areEqual(4, Sum.of(1, 2), 'sum'); }
static void ignored() { } }`
    };

    it('runs set-up once, methods alone, and reports as the platform does', () => {
        const rig = deployApex(files);
        const log: string[] = [];
        const environment: TestEnvironment = {
            inTestTransaction: (seesAllData, body) => {
                log.push(`open ${seesAllData}`);
                body();
            },
            isolated: (body) => {
                log.push('isolated');
                body();
            },
            now: () => 5
        };
        const results = runApexTests(rig.engine, [], environment);
        expect(log).toEqual(['open false', 'isolated', 'isolated']);
        expect(rig.host.debugLines).toHaveLength(1);
        expect(results.map(({ methodName, outcome }) => [methodName, outcome])).toEqual([
            ['adds', 'Pass'],
            ['fails', 'Fail']
        ]);
        expect(results[1]?.message).toMatch(/^System.AssertException: Assertion Failed: sum/);
        expect(results[1]?.stackTrace).toBe('Class.SumTest.fails: line 6, column 1');
        expect(rig.engine.coverage()).toEqual([
            { name: 'Sum', kind: 'ApexClass', coveredLines: [3, 6], uncoveredLines: [4] }
        ]);
        expect(runApexTests(rig.engine, ['sumtest.ADDS'], environment)).toHaveLength(1);
    });
});

it('refuses break out of System.runAs when the class is deployed', () => {
    expect(() =>
        deployApex(probe('for (Integer i = 0; i < 2; i++) { System.runAs(new User()) { break; } } return 1;'))
    ).toThrow(UnsupportedApexError);
});
