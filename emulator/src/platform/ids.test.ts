import { expect, it } from '@jest/globals';
import { IdGenerator } from './ids.ts';

it('gives ids of 18 characters that count, alike for the same org', () => {
    const ids = new IdGenerator(0);
    expect([ids.next('001'), ids.next('001'), ids.next('003')]).toEqual([
        ...['0010A0000000001QAA', '0010A0000000002QAA', '0030A0000000001QAA']
    ]);
    expect(new IdGenerator(0).next('001')).toBe('0010A0000000001QAA');
});

it('tells all ports of a machine apart', () => {
    const ids = new Set(Array.from({ length: 65_536 }, (_, port) => new IdGenerator(port).next('00D')));
    expect(ids.size).toBe(65_536);
});

it('tells processes apart, in the order in which each of them counts', () => {
    const [first = '', second = '', other = ''] = [
        [0, 4_194_303],
        [1, 4_194_303],
        [0, 4_194_302]
    ].map(([number = 0, process]) => new IdGenerator(number, process).next('00D'));
    expect(first).toHaveLength(18);
    expect(first < second).toBe(true);
    expect(new Set([first, second, other, new IdGenerator(0).next('00D')]).size).toBe(4);
});
