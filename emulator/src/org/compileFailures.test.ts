import { apexMeta, files, manifest } from '../../test/fakes/packageFiles.ts';
import { startLocalOrg, type LocalOrg } from '../localOrg.ts';

let org: LocalOrg;
beforeEach(async () => {
    org = await startLocalOrg({ name: 'Deploy' });
});
afterEach(() => org.stop());

/** Failures as `file:line:column problem`; deploys whatever has none. */
function deploy(classes: Record<string, string>, triggers: Record<string, string> = {}): readonly string[] {
    const contents: Record<string, string> = {
        'package.xml': manifest({ ApexClass: Object.keys(classes), ApexTrigger: Object.keys(triggers) })
    };
    for (const [folder, suffix, sources] of [
        ['classes', 'cls', classes] as const,
        ['triggers', 'trigger', triggers] as const
    ]) {
        for (const [name, source] of Object.entries(sources)) {
            contents[`${folder}/${name}.${suffix}`] = source;
            contents[`${folder}/${name}.${suffix}-meta.xml`] =
                suffix === 'cls' ? apexMeta : apexMeta.replaceAll('ApexClass', 'ApexTrigger');
        }
    }
    const adminId = org.userByUsername(org.identity.adminUsername)?.id ?? '';
    const options = {
        checkOnly: false,
        rollbackOnError: true,
        testLevel: undefined,
        runTests: [],
        ignoreWarnings: false
    };
    const { components } = org.deploy(adminId, files(contents), options);
    return components.flatMap(({ fullName, line, column, problem }) =>
        problem === undefined ? [] : [`${fullName}:${line ?? ''}:${column ?? ''} ${problem}`]
    );
}

const adder = 'public class Adder {\n    public static Integer add(Integer a) {\n        return a;\n    }\n}';
const caller = 'public class Caller {\n    Integer twice = Adder.add(1);\n}';

it('blames the package for code of the org that it breaks', () => {
    const trigger = 'trigger Tr on Account (before insert) {\n    Integer i = Adder.add(2);\n}';
    expect(deploy({ Adder: adder, Caller: caller }, { Tr: trigger })).toEqual([]);
    const dependent = 'Dependent class is invalid and needs recompilation:\n';
    expect(deploy({ Other: 'public class Other { }', Adder: 'public class Adder { }' })).toEqual([
        expect.stringMatching(new RegExp(`^Adder:2:\\d+ ${dependent} Class Caller : .* from the type Adder$`)),
        expect.stringMatching(new RegExp(`^Adder:2:\\d+ ${dependent} Trigger Tr : .* from the type Adder$`))
    ]);
    expect(deploy({ Adder: adder })).toEqual([]);
});

it('looks for what broke it in the source when the message does not say', () => {
    const field = 'public class Holder {\n    public Integer value;\n}';
    expect(deploy({ Holder: field, Reader: 'public class Reader {\n    Integer i = new Holder().value;\n}' })).toEqual(
        []
    );
    expect(deploy({ Holder: 'public class Holder { }' })).toEqual([
        expect.stringMatching(/^Holder:2:\d+ Dependent class .*\n Class Reader : Variable does not exist: value$/)
    ]);
});

it('lists a class of the package once for its own problem, and none for what follows from it', () => {
    expect(deploy({ Caller: caller, Adder: 'public class Adder {\n    oops' })).toEqual([
        expect.stringMatching(/^Adder:2:\d+ /)
    ]);
    expect(deploy({ Adder: adder.replace('return a;', 'return nothing;'), Caller: caller })).toEqual([
        'Adder:3:16 Variable does not exist: nothing'
    ]);
});

it('lists all if each seems to follow from another', () => {
    const left = 'public class Left {\n    Integer i = Right.none();\n}';
    const right = 'public class Right {\n    Integer i = Left.none();\n}';
    expect(deploy({ Left: left, Right: right })).toHaveLength(2);
});

it('names the code itself if nothing of the package is used in it', () => {
    expect(deploy({ Adder: adder, Caller: caller })).toEqual([]);
    const adminId = org.userByUsername(org.identity.adminUsername)?.id ?? '';
    const deletion = { 'package.xml': manifest({}), 'destructiveChanges.xml': manifest({ ApexClass: ['Adder'] }) };
    const options = {
        checkOnly: false,
        rollbackOnError: true,
        testLevel: undefined,
        runTests: [],
        ignoreWarnings: false
    };
    const { isSuccess, components } = org.deploy(adminId, files(deletion), options);
    expect(isSuccess).toBe(false);
    expect(components).toMatchObject([
        { componentType: 'ApexClass', fullName: 'Caller', fileName: 'classes/Caller.cls', line: 2 }
    ]);
});
