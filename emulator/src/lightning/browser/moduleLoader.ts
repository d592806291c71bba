/** Loads the org's components, which the platform's compiler wrote as AMD modules, and the base components, which are ES modules. */
import { engine } from './lwcEngine.ts';
import { platformModule } from './platformModules.ts';

type Factory = (...dependencies: unknown[]) => unknown;

const definitions = new Map<string, { readonly dependencies: readonly string[]; readonly factory: Factory }>();
const loading = new Map<string, Promise<unknown>>();

/** What the scripts with the org's components call. */
export function define(name: string, dependencies: readonly string[], factory: Factory): void {
    definitions.set(name, { dependencies, factory });
}

/** @param path modules that wait for this one: a circle would wait for ever */
export function load(name: string, path: readonly string[] = []): Promise<unknown> {
    if (path.includes(name)) {
        return Promise.reject(
            new Error(`Not supported by the local org: a circle of imports, ${[...path, name].join(' > ')}`)
        );
    }
    const known = loading.get(name);
    if (known) return known;
    const loaded = read(name, [...path, name]);
    loading.set(name, loaded);
    return loaded;
}

async function read(name: string, path: readonly string[]): Promise<unknown> {
    if (name === 'lwc') return engine;
    const definition = definitions.get(name);
    if (definition) return run(definition, path);
    const ofPlatform = platformModule(name);
    if (ofPlatform) return ofPlatform[0];
    return import(new URL(`./${name}.js`, import.meta.url).href) as Promise<unknown>;
}

async function run(
    { dependencies, factory }: { readonly dependencies: readonly string[]; readonly factory: Factory },
    path: readonly string[]
): Promise<unknown> {
    const exported = {};
    const values = dependencies.map((name) => (name === 'exports' ? Promise.resolve(exported) : load(name, path)));
    return factory(...(await Promise.all(values))) ?? exported;
}
