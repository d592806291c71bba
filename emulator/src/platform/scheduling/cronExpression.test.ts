import { describe, expect, it } from '@jest/globals';
import { UnsupportedApexError } from '../../errors.ts';
import { ApexException } from '../../values/apexObject.ts';
import { parseCron } from './cronExpression.ts';

const berlin = 'Europe/Berlin';

function following(expression: string, from: string, count: number): (string | undefined)[] {
    const cron = parseCron(expression);
    let time: number | undefined = Date.parse(from);
    return Array.from({ length: count }, () => {
        time = time === undefined ? undefined : cron.next(time, berlin);
        return time === undefined ? undefined : new Date(time).toISOString().slice(0, 19);
    });
}

describe('the next times', () => {
    it.each([
        ['0 15 * * * ?', '2026-03-02T09:15:00Z', ['2026-03-02T10:15:00', '2026-03-02T11:15:00']],
        [
            '0 0 8-9,17 ? * MON-FRI',
            '2026-03-06T07:30:00Z',
            ['2026-03-06T08:00:00', '2026-03-06T16:00:00', '2026-03-09T07:00:00']
        ],
        ['30 5 2 L * ?', '2026-01-31T01:05:30Z', ['2026-02-28T01:05:30', '2026-03-31T00:05:30']],
        ['0 0 0/12 1 JAN,JUL ?', '2026-01-01T00:00:00Z', ['2026-01-01T11:00:00', '2026-06-30T22:00:00']],
        ['0 0 12 29 2 ?', '2026-03-02T09:00:00Z', ['2028-02-29T11:00:00', '2032-02-29T11:00:00']],
        ['0 0 12 ? * 1 2026-2027/1', '2027-12-25T12:00:00Z', ['2027-12-26T11:00:00', undefined]],
        // The clocks go forward at 2:00 on 29 March 2026.
        ['0 0 1 * * ?', '2026-03-28T00:00:00Z', ['2026-03-29T00:00:00', '2026-03-29T23:00:00']]
    ])('of %s', (expression, from, times) => {
        expect(following(expression, from, times.length)).toEqual(times);
    });
});

it.each([
    '0 0 1',
    '0 0 1 ? * ?',
    '0 0 1 1 * 1',
    '0 0 1 32 * ?',
    '0 0 1 ? * 8',
    '0 0 1 1 ABC ?',
    '60 0 1 * * ?',
    '0 0 5-1 * * ?'
])('refuses %s', (expression) => {
    expect(() => parseCron(expression)).toThrow(ApexException);
});

it.each(['0 0 1 15W * ?', '0 0 1 ? * 6#3', '0 0 1 ? * 6L', '0 0 1 L-3 * ?'])('does not support %s', (expression) => {
    expect(() => parseCron(expression)).toThrow(UnsupportedApexError);
});
