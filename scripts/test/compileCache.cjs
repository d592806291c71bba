/**
 * What a worker compiled for Node's cache is written after each test file. Node itself writes it when a process ends, and on a fresh
 * clone that takes longer than the half second after which Jest kills a worker and says that it failed to exit gracefully.
 */
const { flushCompileCache } = process.getBuiltinModule('node:module');

afterAll(() => flushCompileCache());
