/** Which tests a client asks for: the body of the runTests resources. */
import { OrgRequestError, type OrgServices } from '../../orgServices.ts';
import { normalizeId } from '../../values/apexId.ts';
import { isRecord } from '../endpoint.ts';
import { apexIds } from './testRunJson.ts';

/** Empty for both: all local tests. */
export interface TestSelection {
    readonly classNames: readonly string[];
    /** `Class.method` */
    readonly methodNames: readonly string[];
}

/** @throws OrgRequestError 400 INVALID_INPUT */
export function selectionOf(org: OrgServices, body: Readonly<Record<string, unknown>>): TestSelection {
    const names = apexIds(org.components());
    const nameOf = (idOrName: string): string => {
        const wanted = idOrName.trim();
        const wantedId = normalizeId(wanted);
        const name = [...names].find(
            ([className, id]) => id === wantedId || className.toLowerCase() === wanted.toLowerCase()
        )?.[0];
        if (name !== undefined) return name;
        const message = `This class name's value is invalid: ${idOrName}. Provide the name of an Apex class that has test methods.`;
        throw new OrgRequestError(400, 'INVALID_INPUT', message);
    };
    const listed = [body['classNames'], body['classids']].flatMap((list) =>
        typeof list === 'string' ? list.split(',') : []
    );
    const classNames = listed.map(nameOf);
    const methodNames: string[] = [];
    for (const test of Array.isArray(body['tests']) ? body['tests'].filter(isRecord) : []) {
        const className = nameOf(String(test['className'] ?? test['classId']));
        const methods = Array.isArray(test['testMethods']) ? test['testMethods'].map(String) : [];
        if (methods.length === 0) classNames.push(className);
        methodNames.push(...methods.map((method) => `${className}.${method}`));
    }
    const isAll = body['testLevel'] === 'RunLocalTests' || body['testLevel'] === 'RunAllTestsInOrg';
    if (classNames.length + methodNames.length === 0 && !isAll) {
        throw new OrgRequestError(
            400,
            'INVALID_INPUT',
            'The local org runs tests by class, by method or all local tests.'
        );
    }
    return { classNames, methodNames };
}
