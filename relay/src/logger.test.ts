import { createLog, type LogFields } from './logger.ts';

const lines: string[] = [];
const log = createLog('info', { write: (line: string) => void lines.push(line) });

beforeEach(() => (lines.length = 0));

describe('log', () => {
    it('writes one JSON line with level, time, message and the allowed fields', () => {
        log.warn('paused', { direction: 'A_TO_B', code: 'NOT_PERMITTED', delayMs: 30_000 });
        expect(lines).toHaveLength(1);
        expect(JSON.parse(lines[0]!)).toEqual({
            level: 40,
            time: expect.any(String),
            msg: 'paused',
            direction: 'A_TO_B',
            code: 'NOT_PERMITTED',
            delayMs: 30_000
        });
    });

    it('drops what is not on the allow-list', () => {
        log.info('x', { code: 'A', body: 'ada@a.example', token: 'secret' } as LogFields);
        expect(lines[0]).not.toMatch(/ada|secret|token|body/);
    });

    it.each([
        '00D000000000001AAA!AQEAQ.token_part',
        'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl',
        '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----',
        'ada.lovelace+x@a.example'
    ])('redacts %p wherever it appears', (secret) => {
        log.error(`broken by ${secret}`, { stack: `at x (${secret})`, code: secret });
        expect(lines[0]).not.toContain(JSON.stringify(secret).slice(1, -1));
        expect(lines[0]).toContain('[redacted]');
    });

    it('keeps to its level', () => {
        createLog('error', { write: (line: string) => void lines.push(line) }).warn('x');
        expect(lines).toEqual([]);
    });
});
