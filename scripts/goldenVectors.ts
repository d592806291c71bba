/**
 * Writes the Apex test that holds the package to the reference model: stamps, merges and usernames, each decided by the model and
 * checked by Apex. Run it after a change of the model; a test fails while the committed class differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideMerge, heldValues, type Owner, owners } from '../model/groupMerge.ts';
import { floorStamp, isAbove, nextEdit, type Stamp, stampText } from '../model/stamp.ts';
import { toLocalUsername } from '../model/usernameRule.ts';

export const vectorTestPath = 'force-app/main/shared/classes/UserSyncGoldenVectorTest.cls';
const repositoryFolder = join(import.meta.dirname, '..');
const baseMs = 1_790_000_000_000;
const hourMs = 3_600_000;
const none = 'null';

const stamps: readonly Stamp[] = [
    floorStamp,
    { milliseconds: baseMs, counter: 0, origin: 'A', hop: 0 },
    { milliseconds: baseMs, counter: 0, origin: 'B', hop: 0 },
    { milliseconds: baseMs, counter: 35, origin: 'A', hop: 2 },
    { milliseconds: baseMs, counter: 1_295, origin: 'B', hop: 10 },
    { milliseconds: baseMs + 1, counter: 0, origin: 'B', hop: 11 },
    { milliseconds: baseMs + hourMs, counter: 7, origin: 'A', hop: 11 }
];
const clocks = [baseMs - 1, baseMs, baseMs + 1, baseMs + hourMs, baseMs + 2 * hourMs];
const usernames = [
    'ada@a.example',
    'Ada@A.Example',
    'ben@b.example.a',
    'eve@x.b',
    'eve@x.b.a',
    'eve@x.a.b',
    '.a',
    `${'x'.repeat(66)}@a.example`,
    `${'x'.repeat(69)}@a.example`
];

const textOf = (stamp: Stamp | undefined): string => (stamp === undefined ? none : stampText(stamp));

function orderVectors(): string[] {
    return stamps.flatMap((a) => stamps.map((b) => [textOf(a), textOf(b), isAbove(a, b)].join(',')));
}

function editVectors(): string[] {
    return stamps.flatMap((seen) =>
        clocks.map((nowMs) => [textOf(seen), nowMs, textOf(nextEdit(seen, nowMs, 'A'))].join(','))
    );
}

/** Owned groups and the first link meet fewer stamps: the plain merge has seen them all. */
const ruledStamps = stamps.filter((_, index) => index < 3);

function mergeVectors(): string[] {
    return [
        ...ruledMergeVectors(stamps, 'NEWEST', false),
        ...owners.flatMap((owner) => ruledMergeVectors(ruledStamps, owner, owner === 'NEWEST'))
    ];
}

function ruledMergeVectors(among: readonly Stamp[], owner: Owner, isFloorTaken: boolean): string[] {
    const nowMs = baseMs + 1;
    return among.flatMap((stored) =>
        [undefined, ...among].flatMap((incoming) =>
            heldValues
                .filter((held) => incoming !== undefined || held === 'STORED' || held === 'OTHER')
                .map((held) => {
                    const input = { stored, incoming, held, nowMs, localOrigin: 'A', owner, isFloorTaken };
                    const { action, stamp } = decideMerge(input);
                    const terms = [nowMs, owner, isFloorTaken];
                    return [textOf(stored), textOf(incoming), held, ...terms, action, textOf(stamp)].join(',');
                })
        )
    );
}

function usernameVectors(): string[] {
    return usernames.map((name) => [name, toLocalUsername(name, { local: '.b', partner: '.a' }) ?? none].join(','));
}

/** Lists of at most this many strings keep every method short. */
const linesPerList = 40;
const lineWidth = 100;

/** Vectors hold no space, so a line carries as many as fit. */
function packed(vectors: readonly string[]): string[] {
    return vectors.reduce<string[]>((lines, vector) => {
        const last = lines.at(-1);
        const isFitting = last !== undefined && last.length + vector.length < lineWidth;
        return isFitting ? [...lines.slice(0, -1), `${last} ${vector}`] : [...lines, vector];
    }, []);
}

function listMethods(name: string, vectors: readonly string[]): string {
    const lines = packed(vectors);
    const chunks = Array.from({ length: Math.ceil(lines.length / linesPerList) }, (_, index) =>
        lines.slice(index * linesPerList, (index + 1) * linesPerList)
    );
    const adds = chunks.map((_, index) => `        lines.addAll(${name}${index + 1}());`).join('\n');
    const parts = chunks.map(
        (chunk, index) => `    private static List<String> ${name}${index + 1}() {
        return new List<String>{
${chunk.map((line) => `            '${line}'`).join(',\n')}
        };
    }`
    );
    return [
        `    private static List<String> ${name}() {
        List<String> lines = new List<String>();
${adds}
        return String.join(lines, ' ').split(' ');
    }`,
        ...parts
    ].join('\n\n');
}

/** The whole Apex test class. */
export function goldenVectorTest(): string {
    return `/** Written by scripts/goldenVectors.ts from the reference model in model/: change the model, then run the script. */
@IsTest
private class UserSyncGoldenVectorTest {
    @IsTest
    static void ordersStampsLikeTheModel() {
        for (String vector : orders()) {
            List<String> parts = vector.split(',');
            Boolean isAbove = UserSyncStamp.parse(parts[0]).isAbove(UserSyncStamp.parse(parts[1]));
            Assert.areEqual(parts[2], String.valueOf(isAbove), vector);
        }
    }

    @IsTest
    static void stampsEditsLikeTheModel() {
        for (String vector : edits()) {
            List<String> parts = vector.split(',');
            UserSyncStamp next = UserSyncStamp.parse(parts[0]).nextEdit(Long.valueOf(parts[1]), 'A');
            Assert.areEqual(parts[2], next == null ? 'null' : next.text, vector);
        }
    }

    @IsTest
    static void mergesLikeTheModel() {
        for (String vector : merges()) {
            List<String> parts = vector.split(',');
            UserSyncMerge decision = UserSyncMerge.decide(
                UserSyncStamp.parse(parts[0]),
                parts[1] == 'null' ? null : UserSyncStamp.parse(parts[1]),
                UserSyncMerge.Value.valueOf(parts[2]),
                new UserSyncMerge.Terms(
                    Long.valueOf(parts[3]),
                    'A',
                    UserSyncMerge.Owner.valueOf(parts[4]),
                    Boolean.valueOf(parts[5])
                )
            );
            Assert.areEqual(parts[6], decision.action.name(), vector);
            Assert.areEqual(parts[7], decision.stamp.text, vector);
        }
    }

    @IsTest
    static void namesUsersLikeTheModel() {
        UserSyncUsernameRule rule = new UserSyncUsernameRule('.b', '.a');
        for (String vector : usernames()) {
            List<String> parts = vector.split(',');
            Assert.areEqual(parts[1], rule.toLocal(parts[0]) ?? 'null', vector);
        }
    }

${listMethods('orders', orderVectors())}

${listMethods('edits', editVectors())}

${listMethods('merges', mergeVectors())}

${listMethods('usernames', usernameVectors())}
}
`;
}

/** The committed class, to be compared with a fresh one. */
export function committedVectorTest(): string {
    return readFileSync(join(repositoryFolder, vectorTestPath), 'utf8');
}

if (process.argv[1] === import.meta.filename) {
    writeFileSync(join(repositoryFolder, vectorTestPath), goldenVectorTest());
}
