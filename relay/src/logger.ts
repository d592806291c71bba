import { type DestinationStream, pino } from 'pino';

/**
 * One JSON line for each thing of note. Fields are an allow-list of ids, codes and counts, so that values of persons
 * and secrets stay out; redaction is the second net.
 */
const fieldNames = [
    ...(['direction', 'org', 'code', 'delayMs', 'host', 'port', 'signal', 'stack'] as const),
    ...(['run', 'kind', 'state', 'compared', 'inStep', 'moved', 'durationMs'] as const)
] as const;
export type LogFields = Partial<Record<(typeof fieldNames)[number], string | number>>;

export const logLevels = ['info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export type Log = Record<'info' | 'warn' | 'error', (message: string, fields?: LogFields) => void>;

// An access token, a JWT, a PEM block, an e-mail address.
const secrets = /00D\w{12,15}!\S+|eyJ[\w-]+\.[\w-]+\.[\w-]+|-----BEGIN[\s\S]*?(-----END|$)|[\w.+-]+@[\w-]+\.[\w.-]+/g;

/** @param destination standard output if it is left out */
export function createLog(level: LogLevel, destination: DestinationStream = process.stdout): Log {
    const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
    const write =
        (name: keyof Log) =>
        (message: string, fields: LogFields = {}) => {
            const kept = fieldNames.map((field) => [field, redact(fields[field])]);
            logger[name](Object.fromEntries(kept), redact(message));
        };
    return { info: write('info'), warn: write('warn'), error: write('error') };
}

function redact<T>(value: T): T | string {
    return typeof value === 'string' ? value.replace(secrets, '[redacted]') : value;
}
