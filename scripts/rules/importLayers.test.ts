import { matchesGlob } from 'node:path';
import { importRules } from './importLayers.ts';

/** True if lint refuses that `file` imports `specifier`. */
function refuses(file: string, specifier: string): boolean {
    return importRules.some(({ files, regex }) => matchesGlob(file, files) && new RegExp(regex).test(specifier));
}

describe('importRules', () => {
    it.each([
        ['emulator/src/language/parse.ts', '../soql/query.ts'],
        ['emulator/src/language/parse.ts', './boundTree.ts'],
        ['emulator/src/language/parse.ts', '../errors.ts'],
        ['emulator/src/platform/schema/read.ts', '../records.ts'],
        ['emulator/src/platform/schema/standard/user.ts', '../../records.ts'],
        ['emulator/src/platform/records.ts', '../runtime/host.ts'],
        ['emulator/src/stdlib/list.ts', '../runtime/apexRuntime.ts'],
        ['emulator/src/index.ts', './compiler/emit.ts'],
        ['relay/src/relay.ts', './forwarder.ts'],
        ['scripts/start.ts', '../emulator/src/index.ts']
    ])('%s may import %s', (file, specifier) => {
        expect(refuses(file, specifier)).toBe(false);
    });

    it.each([
        ['emulator/src/language/parse.ts', '../runtime/host.ts'],
        ['emulator/src/language/parse.ts', '../localOrg.ts'],
        ['emulator/src/runtime/invoke.ts', '../platform/records.ts'],
        ['emulator/src/platform/records.ts', '../runtime/apexRuntime.ts'],
        ['emulator/src/platform/schema/standard/user.ts', '../../../compiler/emit.ts'],
        ['emulator/src/platform/schema/read.ts', '../../index.ts'],
        ['emulator/src/api/query.ts', '../language/parse.ts'],
        ['emulator/src/values/apexId.ts', '../../../relay/src/retry.ts'.replace('../../../', 'relay/')],
        ['relay/src/relay.ts', 'emulator'],
        ['relay/src/relay.ts', '../../emulator/src/index.ts'],
        ['scripts/start.ts', '../emulator/src/platform/records.ts'],
        ['model/merge.ts', '../relay/src/relay.ts']
    ])('%s must not import %s', (file, specifier) => {
        expect(refuses(file, specifier)).toBe(true);
    });
});
