import fc from 'fast-check';
import { anyValue, mirrored, toLocalValue, type ValuePair } from './valueMap.ts';

const pairs: ValuePair[] = [
    { local: 'Sales', partner: 'Vertrieb', isDefault: true },
    { local: 'Field Sales', partner: 'Vertrieb', isDefault: false },
    { local: 'Support', partner: 'Service', isDefault: true },
    { local: 'Other', partner: anyValue, isDefault: false }
];
const there = mirrored(pairs, new Set(['Vertrieb=Sales', 'Vertrieb=Field Sales', 'Service=Support']));
const localValues = ['', 'Sales', 'Field Sales', 'Support', 'Other', 'Legal'];
const partnerValues = ['', 'Vertrieb', 'Service', 'Recht', 'Other'];

describe('value map', () => {
    it('writes the default pair and leaves every other pair alone', () => {
        expect(toLocalValue({ pairs }, 'Vertrieb', 'Support')).toEqual({
            value: 'Sales',
            isEqual: false,
            note: undefined
        });
        expect(toLocalValue({ pairs }, 'Vertrieb', 'Field Sales')).toMatchObject({ isEqual: true });
    });

    it('notes a fallback, and passes a value through where there is none', () => {
        expect(toLocalValue({ pairs }, 'Recht', 'Sales')).toEqual({ value: 'Other', isEqual: false, note: 'FALLBACK' });
        expect(toLocalValue({ pairs: [] }, 'Recht', '').value).toBe('Recht');
    });

    it('never carries a fallback back', () => {
        expect(toLocalValue({ pairs: there }, 'Other', 'Recht').isEqual).toBe(true);
        expect(toLocalValue({ pairs: there }, 'Other', 'Vertrieb').isEqual).toBe(false);
    });

    it('never carries a shortened value back', () => {
        fc.assert(
            fc.property(fc.stringMatching(/^\w{1,12}$/), fc.integer({ min: 1, max: 12 }), (text, maxLength) => {
                const map = { pairs: [], maxLength };
                const short = toLocalValue(map, text, '');
                expect(short.value.length).toBeLessThanOrEqual(maxLength);
                expect(short.note === 'SHORTENED').toBe(text.length > maxLength);
                expect(toLocalValue(map, short.value, text).isEqual).toBe(true);
            }),
            { numRuns: 2_000 }
        );
    });

    it('leaves alone what a round trip brings back, for every value of both orgs', () => {
        fc.assert(
            fc.property(fc.constantFrom(...partnerValues), fc.constantFrom(...localValues), (sent, stored) => {
                const here = toLocalValue({ pairs }, sent, stored);
                const held = here.isEqual ? stored : here.value;
                expect(toLocalValue({ pairs: there }, held, sent).isEqual).toBe(true);
            }),
            { numRuns: 500 }
        );
    });
});
