/**
 * Modules that run in a test as they do in production, and are loaded once per process: Jest evaluates what a test imports anew
 * for every file, in a context where each use of a global is slow. Their classes belong to another realm, so `instanceof` with
 * a class of the test's own does not hold for what they return.
 */
import type { createRequire } from 'node:module';
import { join } from 'node:path';

interface Modules {
    readonly 'emulator/src/index.ts': typeof import('../../emulator/src/index.ts');
    readonly 'relay/src/relay.ts': typeof import('../../relay/src/relay.ts');
    readonly 'relay/test/support/inProcessRelay.ts': typeof import('../../relay/test/support/inProcessRelay.ts');
    readonly 'relay/test/support/openOrgs.ts': typeof import('../../relay/test/support/openOrgs.ts');
    readonly 'relay/test/support/packageZip.ts': typeof import('../../relay/test/support/packageZip.ts');
    readonly 'relay/test/support/relayCommand.ts': typeof import('../../relay/test/support/relayCommand.ts');
    readonly 'scripts/proof/agreementRun.ts': typeof import('../proof/agreementRun.ts');
}

const root = join(import.meta.dirname, '../..');
const nodeModule = process.getBuiltinModule('node:module') as { createRequire: typeof createRequire };
const load = nodeModule.createRequire(join(root, 'package.json'));

/** @param path from the root of the project */
export function outsideJest<Path extends keyof Modules>(path: Path): Modules[Path] {
    return load(join(root, path)) as Modules[Path];
}
