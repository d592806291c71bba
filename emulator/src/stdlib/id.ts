/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_id.htm */
import { normalizeId } from '../values/apexId.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { objectToken } from './schemaTokens.ts';
import type { SObjectTypeToken } from './schemaTokens.ts';
import { defineType } from './systemType.ts';

function valueOf(runtime: ApexRuntime, text: string): string {
    return normalizeId(text) ?? runtime.fail('System.StringException', `Invalid id: ${text}`);
}

export function typeOfId(runtime: ApexRuntime, self: string): SObjectTypeToken {
    const prefix = self.slice(0, 3);
    for (const object of runtime.host.objects()) if (object.keyPrefix === prefix) return objectToken(object.name);
    return runtime.fail('System.SObjectException', `Unable to determine sobject type for id: ${self}`);
}

export const id = defineType({
    name: 'System.Id',
    statics: { 'Id valueOf(String text)': valueOf },
    methods: {
        'Boolean equals(Object other)': (_, self: string, other: unknown) =>
            typeof other === 'string' && normalizeId(other) === self,
        'Schema.SObjectType getSObjectType()': typeOfId,
        'String to15()': (_, self: string) => self.slice(0, 15)
    }
});
