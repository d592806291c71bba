/** Allocations of the org. https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_OrgLimits.htm */
import { ApexMap } from '../values/apexCollections.ts';
import { systemTypeOf } from '../values/apexType.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import { LibraryValue } from './libraryValue.ts';
import { stringType, systemList } from './listValues.ts';
import { defineType } from './systemType.ts';
import type { SystemTypeDefinition } from './systemType.ts';

interface Allocation {
    readonly name: string;
    readonly max: number;
    readonly used: number;
}

type OrgLimit = LibraryValue<Allocation>;

function all(runtime: ApexRuntime): readonly OrgLimit[] {
    return [...runtime.host.orgLimits()].map(
        ([name, { max, remaining }]) => new LibraryValue('System.OrgLimit', { name, max, used: max - remaining })
    );
}

export const orgLimits: readonly SystemTypeDefinition[] = [
    defineType({
        name: 'System.OrgLimits',
        statics: {
            'List<System.OrgLimit> getAll()': (runtime) => systemList('System.OrgLimit', all(runtime)),
            'Map<String,System.OrgLimit> getMap()': (runtime) => {
                const map = new ApexMap(stringType, systemTypeOf('System.OrgLimit'));
                for (const limit of all(runtime)) map.put(limit.content.name, limit);
                return map;
            }
        }
    }),
    defineType({
        name: 'System.OrgLimit',
        methods: {
            'String getName()': (_, { content }: OrgLimit) => content.name,
            'Integer getLimit()': (_, { content }: OrgLimit) => content.max,
            'Integer getValue()': (_, { content }: OrgLimit) => content.used
        }
    })
];
