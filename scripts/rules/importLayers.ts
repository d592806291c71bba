/** Which part of the code may import which; eslint.config.mjs turns each entry into a no-restricted-imports rule. */

export interface ImportRule {
    /** Glob of the files it holds for. */
    readonly files: string;
    /** Import specifiers that are refused. */
    readonly regex: string;
    readonly message: string;
}

/** Emulator layers with the layers each may import. Files at the root of emulator/src compose them and import any. */
const emulatorLayers = {
    values: [],
    grammar: [],
    soql: ['values', 'grammar'],
    language: ['values', 'grammar', 'soql'],
    compiler: ['values', 'soql', 'language'],
    runtime: ['values', 'soql', 'language', 'compiler'],
    stdlib: ['values', 'soql', 'language', 'runtime'],
    metadata: ['values', 'soql'],
    platform: ['values', 'soql', 'metadata'],
    lightning: ['metadata'],
    api: ['values', 'soql', 'platform', 'metadata', 'lightning']
} as const satisfies Record<string, readonly string[]>;

/** Single files that stay open to a layer which is otherwise closed to their folder: interfaces, no behaviour. */
const hostInterfaces = ['runtime/host', 'runtime/objectDescription'];
const openFiles: Readonly<Record<string, readonly string[]>> = {
    metadata: [...hostInterfaces, 'orgServices'],
    platform: [...hostInterfaces, 'orgServices'],
    lightning: [...hostInterfaces, 'orgServices', 'lightningServices'],
    api: [...hostInterfaces, 'orgServices', 'lightningServices']
};

const folderDepths = [1, 2, 3];

export const importRules: readonly ImportRule[] = [
    {
        files: 'relay/src/**/*.ts',
        regex: String.raw`^emulator|(\.\./)+(emulator|force-app|scripts|config)/`,
        message: 'The relay talks to orgs over the network and does not know that an emulator exists.'
    },
    {
        files: 'model/**/*.ts',
        regex: String.raw`^(relay|emulator)(/|$)|(\.\./)+(relay|emulator|scripts)/`,
        message: 'The reference model depends on nothing of the project.'
    },
    {
        files: 'scripts/**/*.ts',
        regex: String.raw`(^|\.\./)(relay|emulator)/(?!(src/)?(index|relay)\.ts$)`,
        message: 'Scripts use the faces of relay and emulator (index.ts, relay.ts), nothing deeper.'
    },
    ...Object.entries(emulatorLayers).flatMap(([layer, allowed]) =>
        folderDepths.map((depth) => layerRule(layer, allowed, depth))
    )
];

/** The rule for the files that lie `depth` folders below emulator/src: climbing that far leads out of the layer. */
function layerRule(layer: string, allowed: readonly string[], depth: number): ImportRule {
    const open = ['errors', ...(openFiles[layer] ?? [])];
    const closed = Object.keys(emulatorLayers).filter((name) => name !== layer && !allowed.includes(name));
    const sourceRoot = String.raw`(\.\./){${depth}}`;
    return {
        files: `emulator/src/${layer}/${'*/'.repeat(depth - 1)}*.ts`,
        regex: String.raw`^${sourceRoot}(?!(${open.join('|')})\.ts$)((${closed.join('|')})/|[\w.]+\.ts$)|^(relay|emulator)(/|$)`,
        message: `emulator/src/${layer} may import only ${[...allowed, ...open.map((file) => `${file}.ts`)].join(', ')}.`
    };
}
