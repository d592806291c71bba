/**
 * Dynamic SOQL. Binds come from a map, or by name from what the call site sees.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dynamic_soql.htm
 */
import { ApexCompileError } from '../errors.ts';
import { withCollectionBinds } from '../soql/collectionBinds.ts';
import { parseQuery } from '../soql/parseQuery.ts';
import type { SoqlQuery } from '../soql/query.ts';
import { ApexList, ApexSet } from '../values/apexCollections.ts';
import type { ApexMap } from '../values/apexCollections.ts';
import type { ApexRuntime } from '../runtime/apexRuntime.ts';
import type { QueryOutcome } from '../runtime/host.ts';
import type { AccessLevelValue } from './accessLevel.ts';
import { recordList } from './listValues.ts';
import { refuse } from './refusal.ts';
import type { StaticBody } from './systemType.ts';

function parse(runtime: ApexRuntime, text: string): SoqlQuery {
    try {
        return parseQuery(text);
    } catch (error) {
        if (!(error instanceof ApexCompileError)) throw error;
        return runtime.fail('System.QueryException', error.problems[0]?.message ?? 'unexpected token');
    }
}

/** The value of a bind by its name, which does not depend on case; undefined if there is none. */
type BindLookup = (name: string) => unknown;

/** What the call site can see, as emitted code hands it over behind the arguments. */
function visibleBinds(runtime: ApexRuntime, visible: BindLookup): BindLookup {
    return (name) => {
        const value = visible(name.toLowerCase());
        return value === undefined ? runtime.fail('System.QueryException', `Variable does not exist: ${name}`) : value;
    };
}

function mappedBinds(runtime: ApexRuntime, binds: ApexMap): BindLookup {
    return (name) => {
        for (const [key, value] of binds.entries()) {
            if ((key as string).toLowerCase() === name.toLowerCase()) return value;
        }
        return runtime.fail('System.QueryException', `Key '${name}' does not exist in the bindMap`);
    };
}

function run(
    runtime: ApexRuntime,
    text: string,
    bind: BindLookup,
    level?: AccessLevelValue
): QueryOutcome & { from: string } {
    const parsed = parse(runtime, text);
    const values = parsed.bindNames.map(bind);
    const query = withCollectionBinds(
        parsed,
        (index) => values[index] instanceof ApexList || values[index] instanceof ApexSet
    );
    const access = runtime.accessContext(query.accessMode ?? level?.content);
    return { ...runtime.host.query(query, values, access), from: query.from };
}

function rows(runtime: ApexRuntime, text: string, bind: BindLookup, level?: AccessLevelValue): ApexList {
    const { count, rows: found, from } = run(runtime, text, bind, level);
    if (count !== undefined) return refuse(runtime, 'Database.query of SELECT COUNT(); Database.countQuery takes it');
    return recordList(found, found[0]?.objectName ?? from);
}

function count(runtime: ApexRuntime, text: string, bind: BindLookup, level?: AccessLevelValue): number {
    const outcome = run(runtime, text, bind, level);
    return outcome.count ?? runtime.fail('System.QueryException', 'countQuery takes a query with SELECT COUNT() only');
}

export const queryMethods: Readonly<Record<string, StaticBody>> = {
    'Integer countQuery(String query)': (runtime, text: string, visible: BindLookup) =>
        count(runtime, text, visibleBinds(runtime, visible)),
    'Integer countQuery(String query, AccessLevel level)': (
        runtime,
        text: string,
        level: AccessLevelValue,
        visible: BindLookup
    ) => count(runtime, text, visibleBinds(runtime, visible), level),
    'Integer countQueryWithBinds(String query, Map<String, Object> binds, AccessLevel level)': (
        runtime,
        text: string,
        binds: ApexMap,
        level: AccessLevelValue
    ) => count(runtime, text, mappedBinds(runtime, binds), level),
    'List<SObject> query(String query)': (runtime, text: string, visible: BindLookup) =>
        rows(runtime, text, visibleBinds(runtime, visible)),
    'List<SObject> query(String query, AccessLevel level)': (
        runtime,
        text: string,
        level: AccessLevelValue,
        visible: BindLookup
    ) => rows(runtime, text, visibleBinds(runtime, visible), level),
    'List<SObject> queryWithBinds(String query, Map<String, Object> binds, AccessLevel level)': (
        runtime,
        text: string,
        binds: ApexMap,
        level: AccessLevelValue
    ) => rows(runtime, text, mappedBinds(runtime, binds), level)
};
