import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { logLevels } from './logger.ts';
import { checkOrgUrl, checkPubSubEndpoint } from './org/orgAddress.ts';
import { directionLimits, type DirectionSettings } from './pipeline/directionContext.ts';
import { z } from './schema.ts';

/** The configuration: environment variables, described once. Problems are reported together, and without values. */
export type RelayConfig = ReturnType<typeof loadConfig>;

/** One problem a line. */
export class ConfigError extends Error {
    override readonly name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const text = z.string();
const integer = (byDefault: number, min: number, max: number) =>
    z.coerce.number().int().min(min).max(max).default(byDefault);

/** Turns a text into something better, or says in a phrase what is wrong with it. */
const checked = <T extends object>(check: (text: string) => T | string) =>
    z.string().transform((text, context): T => {
        const result = check(text);
        if (typeof result !== 'string') return result;
        context.addIssue(result);
        return z.NEVER;
    });

const fromFile = <T extends object>(what: string, read: (pem: Buffer) => T | string) =>
    checked((file) => {
        try {
            return read(readFileSync(file));
        } catch {
            return `names no readable ${what}`;
        }
    });

const certificateFile = fromFile('certificate', (pem) => new X509Certificate(pem));
const pubSubEndpoint = checked(checkPubSubEndpoint);
const startPoint = z.string().refine((text) => text === 'now' || Number.isFinite(startAtOf(text)), 'is no date');
const proxyUrl = z.url({ protocol: /^http$/, error: 'is no http:// URL' });

/** The variables of one org, without their prefix ORG_A_ or ORG_B_. */
export const orgVariables = z.strictObject({
    LOGIN_URL: checked(checkOrgUrl).describe('My Domain URL, https://DOMAIN.my.salesforce.com'),
    CLIENT_ID: text.describe('consumer key of the External Client App'),
    USERNAME: text.describe('user name of the integration user'),
    PRIVATE_KEY_FILE: fromFile('private key', strongKey).describe(
        'mounted PEM file with the RSA private key of the app'
    ),
    ORG_ID: text.regex(/^00D\w{15}$/, 'is no org id').describe('id of the org, 18 characters; no other is accepted'),
    PUBSUB_ENDPOINT: pubSubEndpoint.prefault('api.pubsub.salesforce.com:7443').describe('Pub/Sub API, host:port')
});

const limitVariables = Object.entries(directionLimits).map(
    ([name, [byDefault, max, meaning]]) => [constantCase(name), integer(byDefault, 1, max).describe(meaning)] as const
);

export const relayVariables = z.object({
    HTTP_TOKEN: text.min(32, 'is too short').describe('bearer token of /status and /metrics, 32 characters or more'),
    HOST: text.default('127.0.0.1').describe('address that the HTTP server binds'),
    PORT: integer(8080, 0, 65_535).describe('port of the HTTP server, 0 for a free one'),
    LOG_LEVEL: z.enum(logLevels).default('info').describe('info, warn, error or silent'),
    PROXY_URL: proxyUrl.optional().describe('HTTP proxy, http://host:port'),
    EXTRA_CA_FILE: certificateFile.optional().describe('PEM file with one more certificate to trust'),
    EVENTS: z.enum(['on', 'off']).default('on').describe('off: no events, changes come with the comparisons alone'),
    START_POINT: startPoint
        .default('beginning')
        .describe('changes before are not compared: beginning, a date (2030-01-31) or now'),
    REQUEST_TIMEOUT_MS: integer(120_000, 1, 290_000).describe('how long a call may take'),
    ...(Object.fromEntries(limitVariables) as Record<string, z.ZodType<number>>)
});

/** @throws ConfigError with every problem */
export function loadConfig(environment: Environment) {
    const problems: string[] = [];
    const orgA = parse(orgVariables, environment, 'ORG_A_', problems);
    const orgB = parse(orgVariables, environment, 'ORG_B_', problems);
    const relay = parse(relayVariables, environment, '', problems);
    if (orgA && orgA.ORG_ID === orgB?.ORG_ID) problems.push('ORG_B_ORG_ID: is that of org A. Expected: two orgs.');
    const isUnsafe = environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0';
    if (isUnsafe) problems.push('NODE_TLS_REJECT_UNAUTHORIZED: is 0. Expected: unset; EXTRA_CA_FILE adds trust.');
    if (!orgA || !orgB || !relay || problems.length > 0) throw new ConfigError(problems.join('\n'));
    const values: Record<string, unknown> = relay;
    const limits = Object.keys(directionLimits).map((name) => [name, values[constantCase(name)]]);
    const { HOST: host, PORT: port, HTTP_TOKEN: token } = relay;
    return {
        orgA: orgSettings(orgA, relay.REQUEST_TIMEOUT_MS),
        orgB: orgSettings(orgB, relay.REQUEST_TIMEOUT_MS),
        reconciliation: { startAt: relay.START_POINT === 'now' ? ('NOW' as const) : startAtOf(relay.START_POINT) },
        isPolling: relay.EVENTS === 'off',
        settings: Object.fromEntries(limits) as DirectionSettings,
        http: { host, port, token },
        network: { proxyUrl: relay.PROXY_URL, extraCa: relay.EXTRA_CA_FILE?.toString() },
        logLevel: relay.LOG_LEVEL,
        hasPlainTextOrg: [orgA, orgB].some((org) => org.LOGIN_URL.isLocal || org.PUBSUB_ENDPOINT.isLocal)
    };
}

/** An empty variable is an unset one: that is how compose files and shells leave them out. */
function parse<T extends z.ZodObject>(schema: T, environment: Environment, prefix: string, problems: string[]) {
    const given = Object.entries(environment).filter(([name, value]) => name.startsWith(prefix) && value !== '');
    const input = Object.fromEntries(given.map(([name, value]) => [name.slice(prefix.length), value]));
    const result = schema.safeParse(input, {
        error: (issue) => (issue.input === undefined ? 'is not set' : undefined)
    });
    for (const issue of result.error?.issues ?? []) {
        const names = issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String);
        for (const name of names) {
            const expected = (schema.shape[name] as z.ZodType | undefined)?.description ?? 'no such variable';
            problems.push(`${prefix}${name}: ${issue.message}. Expected: ${expected}.`);
        }
    }
    return result.data;
}

function orgSettings(variables: z.infer<typeof orgVariables>, requestTimeoutMs: number) {
    const { LOGIN_URL: login, CLIENT_ID: clientId, USERNAME: username, ORG_ID: orgId } = variables;
    const { PRIVATE_KEY_FILE: privateKey, PUBSUB_ENDPOINT: pubSub } = variables;
    return { login, clientId, username, orgId, privateKey, pubSub, requestTimeoutMs };
}

function startAtOf(text: string): number {
    return text === 'beginning' ? 0 : Date.parse(text);
}

function constantCase(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function strongKey(pem: Buffer): KeyObject | string {
    const key = createPrivateKey(pem);
    const isStrong = key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
    return isStrong ? key : 'names a key that is not RSA with 2048 bits or more';
}
