/**
 * `Limits`: what the transaction has used and may use.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_limits.htm
 */
import type { LimitName } from '../runtime/host.ts';
import { defineType } from './systemType.ts';
import type { StaticBody } from './systemType.ts';

const counted: Readonly<Record<string, LimitName>> = {
    AggregateQueries: 'aggregateQueries',
    Callouts: 'callouts',
    DmlRows: 'dmlRows',
    DmlStatements: 'dmlStatements',
    EmailInvocations: 'emailInvocations',
    FutureCalls: 'futureCalls',
    PublishImmediateDML: 'publishImmediateDml',
    Queries: 'queries',
    QueryRows: 'queryRows',
    QueueableJobs: 'queueableJobs'
};

const countedMethods = Object.entries(counted).flatMap(([method, name]): [string, StaticBody][] => [
    [`Integer get${method}()`, (runtime) => runtime.host.limits.used(name)],
    [`Integer getLimit${method}()`, (runtime) => runtime.host.limits.allowed(name)]
]);

export const limits = defineType({
    name: 'System.Limits',
    statics: {
        ...Object.fromEntries(countedMethods),
        'Integer getCpuTime()': (runtime) => runtime.host.limits.cpuUsedMs(),
        'Integer getLimitCpuTime()': (runtime) => runtime.host.limits.cpuAllowedMs,
        'Integer getHeapSize()': (runtime) => runtime.heapUsedBytes(),
        'Integer getLimitHeapSize()': (runtime) => runtime.host.limits.heapAllowedBytes
    }
});
