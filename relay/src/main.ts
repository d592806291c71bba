#!/usr/bin/env node
import * as nodeHttp from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { systemClock, systemRandom } from './clock.ts';
import { type Command, parseCommand } from './commands/command.ts';
import { ConfigError, loadConfig, type RelayConfig } from './config.ts';
import { createLog, type LogFields } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { createSalesforceOrg } from './org/salesforceOrg.ts';
import { createRelay } from './relay.ts';
import { startStatusServer } from './statusServer.ts';

/** The process: command, configuration, signals and exit codes (relay/README.md). Everything else is elsewhere. */
const exitCodes = { stopped: 0, defect: 1, usage: 2 } as const;

async function run(config: RelayConfig): Promise<void> {
    const { orgA, orgB, settings, reconciliation, isPolling, http, network, logLevel, hasPlainTextOrg } = config;
    const log = createLog(logLevel);
    const endWithDefect = (error: unknown): void => {
        log.error('defect', explain(error));
        process.exit(exitCodes.defect);
    };
    process.on('uncaughtException', endWithDefect);
    configureNetwork(network);
    if (hasPlainTextOrg) log.warn('an org on this machine is talked to in plain text: not for production');

    const relay = createRelay({
        orgA: createSalesforceOrg(orgA, systemClock),
        orgB: createSalesforceOrg(orgB, systemClock),
        ...{
            clock: systemClock,
            random: systemRandom,
            log,
            settings,
            reconciliation,
            isPolling,
            onDefect: endWithDefect
        }
    });
    const server = await startStatusServer({ relay, metrics: createMetrics(relay), ...http });
    log.info('listening', { host: http.host, port: server.port });
    relay.start();

    const stop = async (signal: string): Promise<void> => {
        log.info('stopping', { signal });
        await relay.stop();
        await server.close();
        log.info('stopped');
        process.exit(exitCodes.stopped);
    };
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void stop(signal));
}

/** For the whole process: HTTP takes both from here, gRPC its proxy from the environment. */
function configureNetwork({ proxyUrl, extraCa }: RelayConfig['network']): void {
    if (extraCa !== undefined) setDefaultCACertificates([...getCACertificates('default'), extraCa]);
    if (proxyUrl === undefined) return;
    nodeHttp.setGlobalProxyFromEnv({ HTTPS_PROXY: proxyUrl, NO_PROXY: 'localhost,127.0.0.1,[::1]' });
    process.env['grpc_proxy'] = proxyUrl;
}

/** What and where it is, without the message, which may quote a value. */
function explain(error: unknown): LogFields {
    const { code = '', stack = '' } = error as { code?: string; stack?: string };
    return { code, stack: stack.slice(stack.search(/^ +at /m)) };
}

function refuse(message: string): void {
    process.stderr.write(`${message}\n`);
    process.exitCode = exitCodes.usage;
}

/** A command that ends by itself: what it has to say goes to standard output, its log to standard error. */
async function runOnce(config: RelayConfig, command: Command): Promise<void> {
    configureNetwork(config.network);
    const cancelling = new AbortController();
    process.once('SIGINT', () => cancelling.abort());
    process.exitCode = await command({
        orgs: { A: createSalesforceOrg(config.orgA, systemClock), B: createSalesforceOrg(config.orgB, systemClock) },
        ...{ clock: systemClock, random: systemRandom, log: createLog('error', process.stderr) },
        ...{ settings: config.settings, reconciliation: config.reconciliation, cancelling: cancelling.signal },
        write: (text) => void process.stdout.write(text),
        showProgress: (text) => {
            if (process.stderr.isTTY) process.stderr.write(text);
        }
    });
}

const usage = 'Usage: user-sync run | doctor [--json] | reconcile [--dry-run [--probe]] [--user ID] [--wait] [--json]';
const [name = '', ...args] = process.argv.slice(2);
const command = parseCommand(name, args);
if (name === 'run' && args.length === 0) begin(run);
else if (command) begin((config) => runOnce(config, command));
else refuse(`${name === '' ? 'No command' : `Unknown command: ${[name, ...args].join(' ')}`}. ${usage}`);

function begin(work: (config: RelayConfig) => Promise<void>): void {
    const started = Promise.resolve(process.env).then(loadConfig).then(work);
    started.catch((error: unknown) => {
        if (!(error instanceof ConfigError)) throw error;
        refuse(`The configuration has problems.\n${error.message}\nEvery variable is described in relay/README.md.`);
    });
}
