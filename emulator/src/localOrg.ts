/** A local org: the engine behind the face of `OrgServices`, and its servers. */
import { join } from 'node:path';
import { ApexCompileError, UnsupportedApexError } from './errors.ts';
import { createApi, listen } from './api/server.ts';
import { startPubSub } from './api/pubSub.ts';
import { syntaxTrees } from './language/syntaxTreeCache.ts';
import { baseModulesFolder } from './lightning/build/baseModules.ts';
import { cacheFolder } from './lightning/build/cacheFolder.ts';
import { lightningBundleChecker } from './lightning/bundleRules.ts';
import type { LocalOrgOptions } from './localOrgOptions.ts';
import { callAura } from './org/auraCalls.ts';
import { prepareBundles } from './org/bundleChecks.ts';
import { OrgEngine } from './org/orgEngine.ts';
import { orgUsage } from './org/orgUsage.ts';
import { pageServices } from './org/pageServices.ts';
import { openFrame, queryRecords, saveRecords } from './org/recordServices.ts';
import { deployPackage } from './org/deployment.ts';
import { publishEvents, subscribe } from './org/eventServices.ts';
import { liveSession, maySignIn } from './org/signIn.ts';
import { syntaxTreeFiles } from './org/syntaxTreeFiles.ts';
import { runTests } from './org/testRuns.ts';
import { ApexException, ApexLimitExceeded, type StackFrame } from './values/apexObject.ts';
import type { AnonymousResult, OrgServices } from './orgServices.ts';
import type { ApexRestRequest, ApexRestResponse } from './runtime/host.ts';

export interface LocalOrg extends OrgServices {
    /** `http://127.0.0.1:8101`; empty for an org without sockets. */
    readonly url: string;
    /** `127.0.0.1:8111`; empty for an org without sockets. */
    readonly pubSubEndpoint: string;
    /** Does all that the org does on its own: event triggers, queued Apex. */
    drain(): void;
    /** The owner of the address confirms it; false if nothing is pending. */
    confirmEmailChange(userId: string): boolean;
    /** Ends all sessions of a user, so that the next call needs a new token. */
    revokeSessions(userId: string): void;
    /** Resolves when what all pages share is built: the first page is as quick as later ones then. Takes no time of this thread. */
    preparePages(): Promise<void>;
    /** Resolves when all sockets are closed; harmless if called twice. */
    stop(): Promise<void>;
}

/** Resolves when the org listens. */
export async function startLocalOrg(options: LocalOrgOptions): Promise<LocalOrg> {
    syntaxTrees.keepIn(syntaxTreeFiles(join(cacheFolder(), 'apex')));
    const engine = new OrgEngine({ bundleChecker: lightningBundleChecker, ...options });
    const address = { url: '', pubSubEndpoint: '' };
    const services = createServices(engine, address);
    const closers: (() => Promise<void>)[] = [];
    if (options.port !== undefined) {
        const { neighbour } = options;
        const api = await listen(createApi(services, neighbour ? { neighbour } : {}), options.port);
        address.url = api.url;
        closers.push(() => api.close());
        const pubSub = await startPubSub(services, {
            port: options.pubSubPort ?? 0,
            ...(options.keepAliveMs === undefined ? {} : { keepAliveMs: options.keepAliveMs })
        });
        address.pubSubEndpoint = pubSub.endpoint;
        closers.push(() => pubSub.close());
    }
    return {
        ...services,
        get url() {
            return address.url;
        },
        get pubSubEndpoint() {
            return address.pubSubEndpoint;
        },
        drain: () => {
            engine.queue.drain();
        },
        confirmEmailChange: (userId) => engine.data.confirmEmailChange(userId),
        revokeSessions: (userId) => {
            engine.logins.revokeUser(userId);
        },
        preparePages: async () => {
            await baseModulesFolder();
        },
        stop: async () => {
            engine.close();
            await Promise.all(closers.splice(0).map((close) => close()));
        }
    };
}

function createServices(engine: OrgEngine, address: { readonly url: string }): OrgServices {
    const { data, logins } = engine;
    return {
        identity: {
            orgId: engine.orgId,
            name: engine.name,
            adminUsername: engine.adminUsername,
            get instanceUrl() {
                return address.url;
            }
        },
        now: () => engine.clock.now(),
        newId: (keyPrefix) => engine.ids.next(keyPrefix),
        registerApp: (consumerKey, publicKeyPem) => {
            logins.registerApp(consumerKey, publicKeyPem);
        },
        appPublicKey: (consumerKey) => logins.appPublicKey(consumerKey),
        userByUsername: (username) => data.userByUsername(username),
        userById: (id) => data.userById(id),
        maySignIn: (userId) => maySignIn(engine, userId),
        createSession: (userId) => logins.createSession(userId),
        session: (token) => liveSession(engine, token),
        revokeSession: (token) => {
            logins.revoke(token);
        },
        object: (name) => data.schema.object(name),
        objects: () => data.schema.objects(),
        objectRights: (userId, object) => {
            const { session, frame } = openFrame(engine, userId);
            return session.objectRights(frame, object);
        },
        fieldRights: (userId, object, field) => {
            const { session, frame } = openFrame(engine, userId);
            return session.fieldRights(frame, object, field);
        },
        query: (userId, text) => queryRecords(engine, userId, text),
        save: (userId, request) => saveRecords(engine, userId, request),
        inTransaction: (userId, body) => {
            runOrRollBack(engine, userId, body);
        },
        callApexRest: (userId, request) => callApexRest(engine, userId, request),
        callAura: (userId, request) => callAura(engine, userId, request),
        auraMethod: (className, methodName) => engine.auraMethod(className, methodName),
        executeAnonymous: (userId, source) => executeAnonymous(engine, userId, source),
        runTests: (userId, classNames, methodNames) => runTests(engine, [...classNames, ...methodNames], userId),
        deploy: (userId, files, deployOptions) => deployPackage(engine, userId, files, deployOptions),
        prepareDeploy: async (files) => {
            if (engine.bundleChecker) await prepareBundles(engine.bundleChecker, files);
        },
        components: () => engine.components.all(),
        ...pageServices(engine),
        uiRevision: () => engine.uiRevision,
        countApiCall: () => {
            engine.apiUsage.count();
        },
        usage: () => orgUsage(engine),
        sentMessages: () => engine.outbox.all(),
        subscribe: (_userId, topicName, from) => subscribe(engine, topicName, from),
        topicObject: (topicName) => {
            const object = data.schema.object(topicName.replace(/^\/event\//, ''));
            return topicName.startsWith('/event/') && object?.category === 'event' ? object : undefined;
        },
        publishEvents: (userId, events) => publishEvents(engine, userId, events)
    };
}

class RolledBack extends Error {}

function runOrRollBack(engine: OrgEngine, userId: string, body: () => boolean): void {
    try {
        engine.asUser(userId, () => {
            if (!body()) throw new RolledBack();
        });
    } catch (error) {
        if (!(error instanceof RolledBack)) throw error;
    }
}

function callApexRest(engine: OrgEngine, userId: string, request: ApexRestRequest): ApexRestResponse {
    let response: ApexRestResponse | undefined;
    runOrRollBack(engine, userId, () => {
        const outcome = engine.engine.callRest(request, (className) => hasClassAccess(engine, userId, className));
        response = outcome.response;
        return !outcome.isFailure;
    });
    if (!response) throw new RolledBack();
    return response;
}

function hasClassAccess(engine: OrgEngine, userId: string, className: string): boolean {
    const { session, frame } = openFrame(engine, userId);
    return session.hasClassAccess(frame, className);
}

function executeAnonymous(engine: OrgEngine, userId: string, source: string): AnonymousResult {
    engine.debugLines = [];
    const log = (): string =>
        ['67.0 APEX_CODE,DEBUG', ...engine.debugLines.map((line) => `00:00:00.0 (0)|${line}`)].join('\n');
    const passed = {
        compileProblem: undefined,
        exceptionMessage: undefined,
        exceptionStackTrace: undefined,
        line: -1,
        column: -1
    };
    try {
        const block = engine.code.anonymous(source);
        engine.asUser(userId, () => {
            engine.engine.runAnonymous(block.body, 67);
        });
        return { ...passed, debugLog: log() };
    } catch (error) {
        if (error instanceof ApexCompileError && error.problems[0])
            return { ...passed, compileProblem: error.problems[0], debugLog: log() };
        if (error instanceof UnsupportedApexError && error.position) {
            return { ...passed, compileProblem: { message: error.message, position: error.position }, debugLog: log() };
        }
        if (error instanceof ApexException)
            return { ...passed, ...failure(error.toString(), error.stack), debugLog: log() };
        if (error instanceof ApexLimitExceeded)
            return {
                ...passed,
                ...failure(`System.LimitException: ${error.message}`, error.stackFrames),
                debugLog: log()
            };
        throw error;
    }
}

function failure(
    message: string,
    frames: readonly StackFrame[]
): Pick<AnonymousResult, 'exceptionMessage' | 'exceptionStackTrace' | 'line' | 'column'> {
    const { line = 1, column = 1 } = frames[0]?.position ?? {};
    const stack = frames.map(({ where, position }) => `${where}: line ${position.line}, column ${position.column}`);
    return { exceptionMessage: message, exceptionStackTrace: stack.join('\n'), line, column };
}
