/** Bodies that somebody with the source org's key, or a fault, might make: the same for the same number. */
import { type RandomNumbers, randomNumbers } from '../../../model/randomNumbers.ts';
import type { Envelope } from '../../src/relay.ts';
import type { SyncedOrg } from './syncedOrg.ts';

const oddValues: readonly unknown[] = [
    ...[null, -1, 0, 1e308, 0.5, true, '', ' ', [], {}, [[[[[[]]]]]], { a: { b: { c: {} } } }],
    ...[
        'x'.repeat(3_000),
        "' OR Name != '",
        '<img src=x onerror=alert(1)>',
        '=1+1',
        '\u0000',
        '💥',
        '2026-13-45',
        '9'.repeat(40)
    ]
];
const oddNames = [
    'Id',
    'Name',
    'ProfileId',
    'UserPermissionsMobileUser',
    'UserSyncStamps__c',
    'IsActive',
    '__proto__',
    ''
];

type Members = Record<string, unknown>;

const pick = <T>(random: RandomNumbers, items: readonly T[]): T => items[random(items.length)]!;

function alter(random: RandomNumbers, body: Members): void {
    const columns = body['columns'] as unknown[];
    const row = (body['rows'] as unknown[][])[0]!;
    const groups = body['groups'] as Members[];
    // A copy: a value that became part of a body may be altered itself.
    const oddValue = (): unknown => structuredClone(pick(random, oddValues));
    // Assigning to __proto__ would not make a member.
    const define = (target: Members, name: string): unknown =>
        Object.defineProperty(target, name, {
            value: oddValue(),
            enumerable: true,
            configurable: true,
            writable: true
        });
    const alterations: (() => unknown)[] = [
        () => Reflect.deleteProperty(body, pick(random, Object.keys(body))),
        () => (body[pick(random, Object.keys(body))] = oddValue()),
        () => define(body, pick(random, oddNames)),
        () => (columns[random(columns.length)] = pick(random, oddNames)),
        () => (row[random(row.length)] = oddValue()),
        () => (row[random(row.length)] = oddValue()),
        () => row.splice(random(row.length), 1),
        () => row.push(oddValue()),
        () => (body['rows'] as unknown[]).push(row, oddValue()),
        () => (groups[random(groups.length)] = oddValue() as Members),
        () => define(pick(random, groups), pick(random, ['key', 'digest', 'fields', 'more']))
    ];
    pick(random, alterations)();
}

/** @returns one envelope per number, signed by the source org */
export function hostileEnvelopes(source: SyncedOrg, envelope: Envelope, numbers: readonly number[]): Envelope[] {
    const bodies = numbers.map((number) => {
        const random = randomNumbers(number);
        const body = JSON.parse(envelope.body) as Members;
        for (let count = 0; count < 1 + random(2) && Array.isArray(body['rows']); count++) {
            try {
                alter(random, body);
            } catch (error) {
                // The first alteration took away what the second would alter.
                if (!(error instanceof TypeError)) throw error;
            }
        }
        return { text: JSON.stringify(body), count: Array.isArray(body['rows']) ? body['rows'].length : 1 };
    });
    const signatures = source.run(`for (String text : new List<String>{ ${bodies
        .map(({ text }) => `'${Buffer.from(text).toString('base64')}'`)
        .join(', ')} }) {
        System.debug(EncodingUtil.base64Encode(Crypto.signWithCertificate('RSA-SHA256', EncodingUtil.base64Decode(text), 'UserSyncSigning')));
    }`);
    return bodies.map(({ text, count }, index) => ({ ...envelope, count, body: text, signature: signatures[index]! }));
}
