import { ApiClient } from '../../../test/fakes/apiClient.ts';

const client = new ApiClient();
beforeAll(async () => {
    await client.start();
    for (const [name, id] of [
        ['HelloTest', '01p000000000001AAA'],
        ['Hello', '01p000000000002AAA']
    ] as const) {
        client.org.components_.push({
            componentType: 'ApexClass',
            fullName: name,
            id,
            files: [],
            createdAt: 0,
            lastModifiedAt: 0
        });
    }
});
afterAll(() => client.stop());

const query = (soql: string) => client.get(`tooling/query?q=${encodeURIComponent(soql)}`);

async function finishedRun(body: object): Promise<string> {
    const started = await client.send('POST', 'tooling/runTestsAsynchronous', body);
    expect(started.status).toBe(200);
    for (;;) {
        const { body: found } = await query(
            `SELECT Status FROM ApexTestRunResult WHERE AsyncApexJobId = '${started.body}'`
        );
        if (found.records[0].Status !== 'Processing') return started.body as string;
    }
}

describe('test runs', () => {
    it('answer at once when they are synchronous', async () => {
        const { body } = await client.send('POST', 'tooling/runTestsSynchronous', {
            tests: [{ className: 'HelloTest' }]
        });
        expect(body).toMatchObject({ numTestsRun: 2, numFailures: 1, totalTime: 15 });
        expect(body.successes).toMatchObject([
            { id: '01p000000000001AAA', name: 'HelloTest', methodName: 'works', time: 12 }
        ]);
        expect(body.failures).toMatchObject([
            {
                methodName: 'fails',
                message: expect.stringContaining('Assertion'),
                stackTrace: expect.stringContaining('line 5')
            }
        ]);
        expect(body.codeCoverage).toMatchObject([
            { name: 'Hello', numLocations: 4, numLocationsNotCovered: 1, locationsNotCovered: [{ line: 4 }] }
        ]);
    });

    it('run single methods, and are found by several conditions', async () => {
        const body = { tests: [{ className: 'HelloTest', testMethods: ['works'] }] };
        const asked = jest.spyOn(client.org, 'runTests');
        const jobId = await finishedRun(body);
        expect(asked).toHaveBeenCalledWith(client.org.adminId, [], ['HelloTest.works']);
        asked.mockRestore();
        const rows = async (status: string) =>
            (await query(`SELECT Id FROM ApexTestQueueItem WHERE ParentJobId = '${jobId}' AND Status = '${status}'`))
                .body.size;
        expect([await rows('Completed'), await rows('Queued')]).toEqual([1, 0]);
    });

    it('leave their results in the tables of the Tooling API', async () => {
        const jobId = await finishedRun({ tests: [{ classId: '01p000000000001' }], testLevel: 'RunSpecifiedTests' });
        const items = (
            await query(`SELECT Id, Status, ApexClassId FROM ApexTestQueueItem WHERE ParentJobId = '${jobId}'`)
        ).body;
        expect(items.records).toMatchObject([{ Status: 'Completed', ApexClassId: '01p000000000001AAA' }]);
        const results = (
            await query(
                `SELECT Outcome, MethodName, ApexClass.Id, ApexClass.Name FROM ApexTestResult WHERE QueueItemId IN ('${items.records[0].Id}')`
            )
        ).body;
        expect(results.records).toMatchObject([
            { Outcome: 'Pass', MethodName: 'works', ApexClass: { Id: '01p000000000001AAA', Name: 'HelloTest' } },
            { Outcome: 'Fail', MethodName: 'fails' }
        ]);
        const coverage = (
            await query('SELECT ApexClassOrTrigger.Name, NumLinesCovered, Coverage FROM ApexCodeCoverageAggregate')
        ).body;
        expect(coverage.records).toMatchObject([
            { ApexClassOrTrigger: { Name: 'Hello' }, NumLinesCovered: 3, Coverage: { uncoveredLines: [4] } }
        ]);
        expect((await query('SELECT PercentCovered FROM ApexOrgWideCoverage')).body.records).toMatchObject([
            { PercentCovered: 75 }
        ]);
    });

    it('of all local tests learn their classes from the run', async () => {
        const jobId = await finishedRun({ testLevel: 'RunLocalTests' });
        expect((await query(`SELECT Id FROM ApexTestQueueItem WHERE ParentJobId = '${jobId}'`)).body.totalSize).toBe(1);
    });

    it('that fail as a whole say so', async () => {
        const { runTests } = client.org;
        client.org.runTests = () => {
            throw new Error('broken');
        };
        const jobId = await finishedRun({ classNames: 'HelloTest' });
        client.org.runTests = runTests;
        expect(
            (await query(`SELECT Status FROM ApexTestRunResult WHERE AsyncApexJobId = '${jobId}'`)).body.records[0]
                .Status
        ).toBe('Failed');
        expect(client.faults).toEqual([new Error('broken')]);
    });

    it.each([[{ tests: [{ className: 'Nothing' }] }], [{ suiteNames: 'S' }], [{}]])('refuse %j', async (body) => {
        const answer = await client.send('POST', 'tooling/runTestsAsynchronous', body);
        expect([answer.status, answer.body[0].errorCode]).toEqual([400, 'INVALID_INPUT']);
    });
});

describe('tooling queries', () => {
    it('describe their columns', async () => {
        const { body } = await client.get('tooling/query?columns=true&q=SELECT+Id,Outcome+FROM+ApexTestResult');
        expect(body.columnMetadata.map(({ columnName }: { columnName: string }) => columnName)).toEqual([
            'Id',
            'Outcome'
        ]);
    });

    it('reach the data of the org', async () => {
        client.org.put('ApexClass', { Id: '01p000000000001AAA', Name: 'HelloTest', NamespacePrefix: null });
        const { body } = await query(
            "SELECT Id FROM ApexClass WHERE Name = 'HelloTest' AND (NamespacePrefix = null OR NamespacePrefix = '') LIMIT 1"
        );
        expect(body.records).toMatchObject([{ Id: '01p000000000001AAA' }]);
    });

    it.each([
        ['SELECT Nothing FROM ApexTestResult', 'INVALID_FIELD'],
        ["SELECT Id FROM ApexTestResult WHERE MethodName LIKE 'a%'", 'MALFORMED_QUERY'],
        ['SELECT Id FROM ApexTestResult ORDER BY Id', 'MALFORMED_QUERY'],
        ['SELECT FROM', 'MALFORMED_QUERY'],
        ['SELECT Id FROM Nothing', 'INVALID_TYPE']
    ])('refuse %s', async (soql, errorCode) => {
        const { status, body } = await query(soql);
        expect([status, body[0].errorCode]).toEqual([400, errorCode]);
    });
});

it('anonymous Apex answers with what it did', async () => {
    const run = async (source: string) =>
        (await client.get(`tooling/executeAnonymous/?anonymousBody=${encodeURIComponent(source)}`)).body;
    expect(await run('Integer i = 1;')).toMatchObject({
        compiled: true,
        success: true,
        line: -1,
        compileProblem: null
    });
    expect(await run('nonsense')).toMatchObject({
        compiled: false,
        success: false,
        line: 2,
        column: 5,
        compileProblem: 'Unexpected token'
    });
});
