import lwc from '@salesforce/eslint-config-lwc/recommended.js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importRules } from './scripts/rules/importLayers.ts';

const lines = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];
const sizes = {
    'max-lines': lines(300),
    'max-lines-per-function': lines(70),
    complexity: ['error', 15],
    'max-depth': ['error', 4]
};

const typescript = {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
        ...sizes,
        eqeqeq: ['error', 'always', { null: 'ignore' }],
        'no-restricted-syntax': [
            'error',
            { selector: 'ExportDefaultDeclaration', message: 'Export by name: it is then the same everywhere.' }
        ],
        '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
        '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
        // `() => start()` says what it does; braces around it would not say more.
        '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
        // Empty functions are honest defaults of callbacks.
        '@typescript-eslint/no-empty-function': ['error', { allow: ['arrowFunctions'] }],
        '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
        // Connections, clocks and fakes are handed in by shape; that is what the interfaces are for.
        '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
        // The emulated program's exception is a value of that program, not an Error of ours.
        '@typescript-eslint/only-throw-error': ['error', { allow: [{ from: 'file', name: 'ApexException' }] }]
    }
};

const typescriptTests = {
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: {
        'max-lines': lines(400),
        'max-lines-per-function': 'off',
        // Fakes meet asynchronous interfaces without waiting.
        '@typescript-eslint/require-await': 'off',
        // A test reads JSON answers without a schema: its assertions are the check.
        '@typescript-eslint/no-unsafe-argument': 'off',
        '@typescript-eslint/no-unsafe-assignment': 'off',
        '@typescript-eslint/no-unsafe-call': 'off',
        '@typescript-eslint/no-unsafe-member-access': 'off',
        '@typescript-eslint/no-unsafe-return': 'off',
        '@typescript-eslint/no-non-null-assertion': 'off',
        '@typescript-eslint/unbound-method': 'off'
    }
};

// Apex values have the types of the emulated program; signatures and the Apex resolver guard them, not TypeScript.
const emulatedValues = {
    files: ['values', 'compiler', 'runtime', 'stdlib'].map((layer) => `emulator/src/${layer}/**/*.ts`),
    rules: {
        '@typescript-eslint/no-unsafe-argument': 'off',
        '@typescript-eslint/no-unsafe-assignment': 'off',
        '@typescript-eslint/no-unsafe-call': 'off',
        '@typescript-eslint/no-unsafe-member-access': 'off',
        '@typescript-eslint/no-unsafe-return': 'off'
    }
};

// Tables of types and of standard objects are long and flat: their length is not complexity.
const tables = {
    files: ['emulator/src/stdlib/**/*.ts', 'emulator/src/platform/schema/standard/**/*.ts'],
    rules: { 'max-lines': lines(400) }
};

const layers = importRules.map(({ files, regex, message }) => ({
    files: [files],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] }
}));

const components = {
    files: ['force-app/**/lwc/**/*.js', 'emulator/test/**/lwc/**/*.js'],
    extends: [lwc],
    rules: { ...sizes, 'max-lines': lines(250) }
};

const componentTests = {
    files: ['force-app/**/lwc/**/__tests__/**/*.js'],
    rules: {
        'max-lines': lines(400),
        'max-lines-per-function': 'off',
        '@lwc/lwc/no-async-operation': 'off',
        // A test feeds the adapter that the component wires.
        '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off'
    }
};

export default defineConfig(
    { ignores: ['**/node_modules/', '**/coverage/', '**/.local/', '**/dist/', '.sf/', '.sfdx/'] },
    { linterOptions: { reportUnusedDisableDirectives: 'error' } },
    typescript,
    emulatedValues,
    tables,
    typescriptTests,
    ...layers,
    components,
    componentTests
);
