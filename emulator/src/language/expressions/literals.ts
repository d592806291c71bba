/** Literals, with the sign in front of one; the digits must fit their type without it, as the platform has it. */
import { childAt, textOf } from '../../grammar/grammar.ts';
import type { SyntaxNode } from '../../grammar/grammar.ts';
import { readStringLiteral } from '../../grammar/stringLiteral.ts';
import { nullType, primitive } from '../../values/apexType.ts';
import type { Body } from '../body.ts';
import type { BoundExpression } from '../boundTree.ts';
import { refuse } from '../problems.ts';

/** Binds a `literal` node, or a token that stands for one; `isNegative` if a minus stands in front. */
export function bindLiteral(node: SyntaxNode, body: Body, isNegative = false): BoundExpression {
    const token = node.name === 'literal' ? childAt(node, 0) : node;
    const position = body.position(node);
    const sign = isNegative ? '-' : '';
    switch (token.name) {
        case 'IntegerLiteral':
            return {
                kind: 'integer',
                value: readInteger(sign + token.text, token, body),
                type: primitive('Integer'),
                position
            };
        case 'LongLiteral':
            return {
                kind: 'long',
                value: readLong(sign + token.text.slice(0, -1), token, body),
                type: primitive('Long'),
                position
            };
        case 'NumberLiteral':
            return readNumber(sign + token.text, token, body);
        case 'StringLiteral':
            return { kind: 'string', value: readText(token, body), type: primitive('String'), position };
        case 'BooleanLiteral':
            return {
                kind: 'boolean',
                value: token.text.toLowerCase() === 'true',
                type: primitive('Boolean'),
                position
            };
        case 'NULL':
            return { kind: 'null', type: nullType, position };
        default:
            return refuse(`literal ${textOf(node)}`, position);
    }
}

function readInteger(text: string, token: SyntaxNode, body: Body): number {
    const value = Number(text);
    return Math.abs(value) <= 2_147_483_647 ? value : body.fail('Illegal integer', token);
}

function readLong(text: string, token: SyntaxNode, body: Body): bigint {
    const value = BigInt(text);
    return BigInt.asIntN(64, value) === value && value !== -(2n ** 63n) ? value : body.fail('Illegal long', token);
}

/** Digits with a point are a Decimal, with a `d` behind them a Double. */
function readNumber(text: string, token: SyntaxNode, body: Body): BoundExpression {
    const position = body.position(token);
    if (/d$/i.test(text))
        return { kind: 'double', value: Number(text.slice(0, -1)), type: primitive('Double'), position };
    return { kind: 'decimal', text: text.replace(/^(-?)\./, '$10.'), type: primitive('Decimal'), position };
}

function readText(token: SyntaxNode, body: Body): string {
    if (/[\r\n]/.test(token.text)) body.fail('Line breaks are not allowed in string literals', token);
    return readStringLiteral(token.text);
}
