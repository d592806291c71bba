import { checkLibraryImports } from './libraryImports.ts';

const messages = (files: Record<string, string>): string[] =>
    checkLibraryImports(new Map(Object.entries(files))).map(({ path, message }) => `${path}: ${message}`);

const manifest = (...names: string[]): string =>
    JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])) });

describe('checkLibraryImports', () => {
    it('accepts one door per library and part', () => {
        const files = {
            'relay/package.json': manifest('express', '@grpc/grpc-js'),
            'relay/src/statusServer.ts': "import express from 'express';\nimport { a } from './a.ts';",
            'relay/src/statusServer.test.ts': "import express from 'express';\nimport fc from 'fast-check';",
            'relay/src/pubSub.ts': "import { credentials } from '@grpc/grpc-js';\nimport { join } from 'node:path';",
            'emulator/package.json': manifest('express'),
            'emulator/src/server.ts': "import express from 'express';"
        };
        expect(messages(files)).toEqual([]);
    });

    it('refuses a second door, also for types', () => {
        const files = {
            'relay/package.json': manifest('express'),
            'relay/src/a.ts': "import express from 'express';",
            'relay/src/b.ts': "import type { Request } from 'express';"
        };
        expect(messages(files)).toEqual([
            'relay/src/b.ts: express is already imported by relay/src/a.ts: go through it.'
        ]);
    });

    it('refuses imports without a dependency and dependencies without an import', () => {
        const files = { 'relay/package.json': manifest('pino'), 'relay/src/a.ts': "export { z } from 'zod/v4';" };
        expect(messages(files)).toEqual([
            'relay/package.json: zod is imported but not a dependency.',
            'relay/package.json: pino is a dependency that nothing imports.'
        ]);
    });
});
