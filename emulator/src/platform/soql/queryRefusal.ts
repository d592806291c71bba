import { ApexException } from '../../values/apexObject.ts';

export type QueryErrorCode = 'INVALID_FIELD' | 'INVALID_TYPE' | 'INVALID_QUERY_FILTER_OPERATOR' | 'MALFORMED_QUERY';

/** A query that the platform refuses: QueryException to Apex, an error with this code to the APIs. */
export class QueryRefusal extends ApexException {
    readonly errorCode: QueryErrorCode;

    constructor(errorCode: QueryErrorCode, message: string) {
        super('System.QueryException', message);
        this.errorCode = errorCode;
    }
}

export function refuse(errorCode: QueryErrorCode, message: string): never {
    const refusal: ApexException = new QueryRefusal(errorCode, message);
    throw refusal;
}

const advice = 'Please reference your WSDL or the describe call for the appropriate names.';

export function refuseObject(name: string): never {
    const hint = "If you are attempting to use a custom object, be sure to append the '__c' after the entity name.";
    return refuse('INVALID_TYPE', `sObject type '${name}' is not supported. ${hint} ${advice}`);
}

export function refuseField(name: string, objectName: string): never {
    const hint =
        "If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.";
    return refuse('INVALID_FIELD', `No such column '${name}' on entity '${objectName}'. ${hint} ${advice}`);
}

export function refuseRelationship(name: string, objectName: string): never {
    const hint = "If it is a custom relationship, be sure to append the '__r' after the custom relationship name.";
    const message = `Didn't understand relationship '${name}' in field path of '${objectName}'. ${hint} ${advice}`;
    return refuse('INVALID_FIELD', message);
}
