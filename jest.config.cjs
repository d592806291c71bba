const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { jestConfig: lwcPreset } = require('@salesforce/sfdx-lwc-jest/config');

// Suites start the relay and sf many times: compiled once, they start in half the time.
process.env.NODE_COMPILE_CACHE ??= join(__dirname, 'node_modules/.cache/compiled');

const nodeRoots = ['relay', 'emulator', 'scripts', 'model'].filter((folder) => existsSync(join(__dirname, folder)));
const ignoredPaths = ['/node_modules/', '<rootDir>/.local/'];

const components = (displayName, labelLanguage) => ({
    ...lwcPreset,
    displayName,
    roots: ['<rootDir>/force-app'],
    globals: { labelLanguage },
    setupFilesAfterEnv: [
        ...lwcPreset.setupFilesAfterEnv,
        '<rootDir>/scripts/test/customLabels.cjs',
        '<rootDir>/scripts/test/accessibility.cjs'
    ],
    modulePathIgnorePatterns: ['<rootDir>/.local/']
});

// Jest runs CommonJS: the platform's LWC preset breaks under --experimental-vm-modules.
const node = {
    displayName: 'node',
    roots: nodeRoots.map((folder) => `<rootDir>/${folder}`),
    testEnvironment: 'node',
    testMatch: ['**/*.test.ts'],
    setupFilesAfterEnv: ['<rootDir>/scripts/test/compileCache.cjs'],
    testPathIgnorePatterns: ignoredPaths,
    modulePathIgnorePatterns: ['<rootDir>/.local/'],
    moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
    transform: {
        '\\.m?ts$': [
            '@swc/jest',
            { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } }
        ]
    }
};

module.exports = {
    projects: [components('lwc', 'en'), components('lwc-de', 'de'), node],
    reporters: ['default'],
    // One more than two cores: suites that start processes wait for them most of the time.
    maxWorkers: 3,
    testTimeout: 30_000
};
