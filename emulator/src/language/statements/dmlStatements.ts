/**
 * DML statements and `System.runAs`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_dml_section.htm
 */
import { childOf, expressionsOf, hasChild, partOf, partsOf, textOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { typeName } from '../../values/apexType.ts';
import type { ApexType } from '../../values/apexType.ts';
import type { Body, Flow } from '../body.ts';
import type { BoundExpression, BoundStatement, DmlOperation } from '../boundTree.ts';
import { convert, isGenericRecord } from '../conversions.ts';

export function bindDml(node: SyntaxNode, operation: DmlOperation, body: Body): BoundStatement {
    const [targetNode = node] = expressionsOf(node);
    const target = body.expression(targetNode);
    const record = recordTypeOf(target, node, body);
    checkAllowed(record, operation, node, body);
    const key = childOf(node, 'qualifiedName');
    return {
        kind: 'dml',
        operation,
        target,
        duplicates: undefined,
        externalIdField: key && externalIdField(key, record, body),
        accessMode: accessModeOf(node),
        position: body.position(node)
    };
}

function accessModeOf(node: SyntaxNode): 'user' | 'system' | undefined {
    const level = childOf(node, 'accessLevel');
    return level && (hasChild(level, 'USER') ? 'user' : 'system');
}

type RecordType = Extract<ApexType, { kind: 'sobject' }>;

function recordTypeOf({ type }: BoundExpression, node: SyntaxNode, body: Body): RecordType {
    const record = type.kind === 'list' ? type.element : type;
    return record.kind === 'sobject'
        ? record
        : body.fail(`DML requires SObject or SObject list type: ${typeName(type)}`, node);
}

function checkAllowed(record: RecordType, operation: DmlOperation, node: SyntaxNode, body: Body): void {
    const category = body.program.library.sobject(record.name)?.category;
    const isForbidden = category === 'metadata' || (category === 'event' && operation !== 'insert');
    if (!isForbidden && record.name !== 'AggregateResult') return;
    const name = operation.charAt(0).toUpperCase() + operation.slice(1);
    body.fail(`DML operation ${name} not allowed on ${record.name}`, node);
}

/** `upsert records Key__c` or `upsert records Invoice__c.Key__c`. */
function externalIdField(node: SyntaxNode, record: RecordType, body: Body): string {
    if (isGenericRecord(record)) body.fail('Upsert with a field specification requires a concrete SObject type', node);
    const names = partsOf(node, 'id').map(textOf);
    const name = names.at(-1) ?? '';
    const isOfRecord =
        names.length === 1 || (names.length === 2 && names[0]?.toLowerCase() === record.name.toLowerCase());
    const field = isOfRecord ? body.program.library.sobject(record.name)?.field(name) : undefined;
    return (
        field?.name ??
        body.fail(
            `Invalid field for upsert, must be an External Id custom or standard indexed field: ${textOf(node)}`,
            node
        )
    );
}

export function bindMerge(node: SyntaxNode, body: Body): BoundStatement {
    const [targetNode = node, duplicatesNode = node] = expressionsOf(node);
    const [target, duplicates] = [body.expression(targetNode), body.expression(duplicatesNode)];
    const record = recordTypeOf(target, node, body);
    if (isGenericRecord(record) || target.type.kind === 'list') {
        body.fail(`Merge requires a concrete SObject type: ${typeName(target.type)}`, node);
    }
    if (recordTypeOf(duplicates, node, body).name !== record.name)
        body.fail('Invalid type for duplicate records', node);
    return {
        kind: 'dml',
        operation: 'merge',
        target,
        duplicates,
        externalIdField: undefined,
        accessMode: accessModeOf(node),
        position: body.position(node)
    };
}

export function bindRunAs(node: SyntaxNode, body: Body): Flow {
    const list = childOf(node, 'expressionList');
    const [user, ...others] = list ? body.expressions(expressionsOf(list)) : [];
    const userType: ApexType = { kind: 'sobject', name: 'User' };
    const isUser = user !== undefined && others.length === 0 && typeName(convert(user, userType).type) === 'User';
    if (!isUser) return body.fail("runAs requires a single argument of type 'User' or 'Version'", node);
    const { statement, completes } = body.block(partOf(node, 'block'));
    return {
        statement: { kind: 'runAs', user: convert(user, userType), body: statement, position: body.position(node) },
        completes
    };
}
