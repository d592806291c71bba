/**
 * Runs Apex tests: each method alone with fresh statics, with what `@TestSetup` wrote, and undone afterwards.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_testsetup_using.htm
 */
import { UnsupportedApexError } from '../errors.ts';
import type { BoundMethod, BoundTypeDeclaration } from '../language/boundTree.ts';
import { ApexException, ApexLimitExceeded } from '../values/apexObject.ts';
import type { DeployedCode } from './engine.ts';
import { callStatic, hasAnnotation } from './jsonCall.ts';
import { stackText } from './restDispatch.ts';

export interface ApexTestResult {
    readonly className: string;
    readonly methodName: string;
    readonly outcome: 'Pass' | 'Fail';
    /** `System.AssertException: Assertion Failed: ...`; null if it passed. */
    readonly message: string | null;
    readonly stackTrace: string | null;
    readonly runTimeMs: number;
}

/** The platform's part in a test run. */
export interface TestEnvironment {
    /** A test's transaction: sees what tests may see, and is rolled back at its end. */
    inTestTransaction(seesAllData: boolean, body: () => void): void;
    /** Inside one: `body` starts with fresh limits and no pending events or jobs, and what it writes is undone. */
    isolated(body: () => void): void;
    /** Wall clock. */
    now(): number;
}

interface TestClass {
    readonly type: BoundTypeDeclaration;
    readonly setups: readonly BoundMethod[];
    readonly methods: readonly BoundMethod[];
}

/** `Class` or `Class.method`, ignoring case; all tests if empty. */
export function runApexTests(
    engine: DeployedCode,
    names: readonly string[],
    environment: TestEnvironment
): readonly ApexTestResult[] {
    const wanted = new Set(names.map((name) => name.toLowerCase()));
    return testClasses(engine, wanted).flatMap((testClass) => runClass(engine, testClass, environment));
}

function testClasses(engine: DeployedCode, wanted: ReadonlySet<string>): readonly TestClass[] {
    const found = [...engine.execution.program.cells.values()]
        .map(({ compiled }) => compiled.declaration)
        .filter(({ isTest }) => isTest);
    return found
        .map((type) => {
            const isWanted = (method: BoundMethod): boolean =>
                wanted.size === 0 ||
                [type.name, `${type.name}.${method.name}`].some((name) => wanted.has(name.toLowerCase()));
            const statics = type.methods.filter(({ isStatic }) => isStatic);
            return {
                type,
                setups: statics.filter((method) => hasAnnotation(method, 'testsetup')),
                methods: statics.filter((method) => hasAnnotation(method, 'istest') && isWanted(method))
            };
        })
        .filter(({ methods }) => methods.length > 0)
        .sort((left, right) => (left.type.name < right.type.name ? -1 : 1));
}

function runClass(engine: DeployedCode, testClass: TestClass, environment: TestEnvironment): readonly ApexTestResult[] {
    const { type, setups, methods } = testClass;
    const results: ApexTestResult[] = [];
    const runAlone = (method: BoundMethod): void => {
        results.push(runMethod(engine, type, method, environment));
    };
    if (setups.length === 0) {
        for (const method of methods) environment.inTestTransaction(seesAllData(type, method), () => runAlone(method));
        return results;
    }
    environment.inTestTransaction(seesAllData(type), () => {
        const failed = setups
            .map((setup) => runMethod(engine, type, setup, environment))
            .find(({ outcome }) => outcome === 'Fail');
        for (const method of methods) {
            if (failed) results.push({ ...failed, methodName: method.name });
            else environment.isolated(() => runAlone(method));
        }
    });
    return results;
}

function seesAllData(type: BoundTypeDeclaration, method?: BoundMethod): boolean {
    const annotations = [...type.annotations, ...(method?.annotations ?? [])];
    return annotations.some(({ name, parameters }) => name === 'istest' && parameters.get('seealldata') === true);
}

function runMethod(
    engine: DeployedCode,
    type: BoundTypeDeclaration,
    method: BoundMethod,
    environment: TestEnvironment
): ApexTestResult {
    const startedAt = environment.now();
    let failure: { readonly message: string; readonly stackTrace: string } | undefined;
    engine.beginTransaction();
    try {
        engine.fromOutside(() => {
            callStatic(engine.execution, type.name, method, []);
        });
    } catch (error) {
        failure = describeFailure(error);
    } finally {
        engine.endTransaction();
    }
    return {
        className: type.name,
        methodName: method.name,
        outcome: failure ? 'Fail' : 'Pass',
        message: failure?.message ?? null,
        stackTrace: failure?.stackTrace ?? null,
        runTimeMs: environment.now() - startedAt
    };
}

/** A bug of ours fails no test: it goes on to whoever runs the emulator. */
function describeFailure(error: unknown): { readonly message: string; readonly stackTrace: string } {
    if (error instanceof ApexException) return { message: error.toString(), stackTrace: stackText(error.stack) };
    if (error instanceof ApexLimitExceeded) {
        return { message: `System.LimitException: ${error.message}`, stackTrace: stackText(error.stackFrames) };
    }
    if (error instanceof UnsupportedApexError) return { message: error.message, stackTrace: '' };
    throw error;
}
