import fc from 'fast-check';
import { toLocalUsername } from './usernameRule.ts';

const forwards = { local: '.b', partner: '.a' };
const backwards = { local: '.a', partner: '.b' };
const usernames = fc
    .tuple(fc.stringMatching(/^[a-z0-9]{1,70}$/), fc.array(fc.constantFrom('.a', '.b'), { maxLength: 4 }))
    .map(([name, suffixes]) => name + suffixes.join(''));

describe('username rule', () => {
    it('is undone by the same rule of the other org', () => {
        fc.assert(
            fc.property(usernames, (username) => {
                const there = toLocalUsername(username, forwards);
                expect(there === undefined || toLocalUsername(there, backwards) === username).toBe(true);
            }),
            { numRuns: 5_000 }
        );
    });

    it('gives two names two names', () => {
        fc.assert(
            fc.property(usernames, usernames, (one, other) => {
                const [there, otherThere] = [toLocalUsername(one, forwards), toLocalUsername(other, forwards)];
                expect(one !== other && there !== undefined && there === otherThere).toBe(false);
            }),
            { numRuns: 5_000 }
        );
    });

    it('strips what the other org appended', () => {
        expect(toLocalUsername('ada@a.example', forwards)).toBe('ada@a.example.b');
        expect(toLocalUsername('ada@a.example.b', backwards)).toBe('ada@a.example');
        expect(toLocalUsername('ben@b.example.a', forwards)).toBe('ben@b.example');
    });

    it('gives no name where it could not be undone, or where it would be too long', () => {
        expect(toLocalUsername('eve@a.example.b.a', forwards)).toBeUndefined();
        expect(toLocalUsername('x'.repeat(79), forwards)).toBeUndefined();
    });
});
