const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { jestConfig: lwcPreset } = require('@salesforce/sfdx-lwc-jest/config');

const nodeRoots = ['relay', 'emulator', 'scripts', 'model'].filter((folder) => existsSync(join(__dirname, folder)));
const ignoredPaths = ['/node_modules/', '<rootDir>/.local/'];

const lwc = {
    ...lwcPreset,
    displayName: 'lwc',
    roots: ['<rootDir>/force-app'],
    modulePathIgnorePatterns: ['<rootDir>/.local/']
};

// Jest runs CommonJS: the platform's LWC preset breaks under --experimental-vm-modules.
const node = {
    displayName: 'node',
    roots: nodeRoots.map((folder) => `<rootDir>/${folder}`),
    testEnvironment: 'node',
    testMatch: ['**/*.test.ts'],
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
    projects: [lwc, node],
    reporters: ['default'],
    maxWorkers: 2,
    testTimeout: 30_000
};
