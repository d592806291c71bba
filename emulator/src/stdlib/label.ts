/** Custom labels by name. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Label.htm */
import { UnsupportedApexError } from '../errors.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { defineType } from './systemType.ts';

/** Undefined when the label has no text of its own in that language. */
function labelIn(runtime: ApexRuntime, namespace: string | null, name: string, language: string): string | undefined {
    if ((namespace ?? '') !== '') throw new UnsupportedApexError(`custom labels of the namespace ${namespace ?? ''}`);
    return runtime.host.labelIn(name, language);
}

function textOf(runtime: ApexRuntime, namespace: string | null, name: string, language: string | null): string {
    const text = language === null ? undefined : labelIn(runtime, namespace, name, language);
    const shown = text ?? runtime.host.customLabel(name);
    if (shown === undefined) throw new UnsupportedApexError(`Label.get of ${name}, which does not exist`);
    return shown;
}

export const label = defineType({
    name: 'System.Label',
    statics: {
        'String get(String? namespace, String label)': (runtime, namespace: string | null, name: string) =>
            textOf(runtime, namespace, name, null),
        'String get(String? namespace, String label, String language)': textOf,
        'Boolean translationExists(String? namespace, String label, String language)': (
            runtime,
            namespace: string | null,
            name: string,
            language: string
        ) => labelIn(runtime, namespace, name, language) !== undefined
    }
});
