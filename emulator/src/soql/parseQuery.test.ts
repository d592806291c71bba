import { ApexCompileError, UnsupportedApexError } from '../errors.ts';
import { childOf, parseSource, textOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import { parseQuery, readQueryLiteral } from './parseQuery.ts';

function where(condition: string): unknown {
    return JSON.parse(
        JSON.stringify(parseQuery(`SELECT Id FROM User WHERE ${condition}`).where, (key, value) =>
            key === 'position' ? undefined : value
        )
    );
}

describe('parseQuery', () => {
    test('reads fields, relationships, subqueries, order and limits', () => {
        const query = parseQuery(
            `SELECT Id, u.Profile.Name, (SELECT LastName FROM Contacts ORDER BY LastName LIMIT 3) FROM User u
             WHERE u.IsActive = TRUE WITH USER_MODE ORDER BY Name DESC NULLS LAST, Alias LIMIT 10 OFFSET 5 FOR UPDATE`
        );
        expect(query.from).toBe('User');
        expect(query.fromAlias).toBe('u');
        expect(query.select.map((item) => (item.kind === 'field' ? item.path.segments.join('.') : item.kind))).toEqual([
            'Id',
            'Profile.Name',
            'subquery'
        ]);
        expect(query.orderBy).toMatchObject([
            { by: { segments: ['Name'] }, descending: true, nulls: 'last' },
            { by: { segments: ['Alias'] }, descending: false, nulls: 'first' }
        ]);
        expect(query).toMatchObject({
            accessMode: 'user',
            forUpdate: true,
            allRows: false,
            limit: { kind: 'number', text: '10' },
            offset: { kind: 'number', text: '5' },
            where: { left: { segments: ['IsActive'] }, right: [{ kind: 'boolean', value: true }] }
        });
    });

    test('reads aggregates with aliases, grouping and having', () => {
        const query = parseQuery(
            'SELECT ProfileId p, COUNT(Id) total, MAX(CreatedDate) FROM User GROUP BY ProfileId, CALENDAR_YEAR(CreatedDate) HAVING COUNT(Id) > 1 ALL ROWS'
        );
        expect(query.select).toMatchObject([
            { kind: 'field', alias: 'p' },
            { kind: 'function', call: { name: 'count', argument: { segments: ['Id'] } }, alias: 'total' },
            { kind: 'function', call: { name: 'max' }, alias: undefined }
        ]);
        expect(query.groupBy).toMatchObject([{ segments: ['ProfileId'] }, { name: 'calendar_year' }]);
        expect(query.having).toMatchObject({
            operator: '>',
            left: { name: 'count' },
            right: [{ kind: 'number', text: '1' }]
        });
        expect(query.allRows).toBe(true);
    });

    test('reads count() and FIELDS()', () => {
        expect(parseQuery('SELECT COUNT() FROM User')).toMatchObject({ isCount: true, select: [] });
        expect(parseQuery('SELECT FIELDS(ALL) FROM User LIMIT 200').select).toMatchObject([
            { kind: 'fields', scope: 'ALL' }
        ]);
    });

    test.each([
        [`Name = 'O\\'Neil'`, [{ kind: 'string', value: "O'Neil" }]],
        ['Size__c >= -1.50', [{ kind: 'number', text: '-1.50' }]],
        ['CreatedDate = LAST_N_DAYS:7', [{ kind: 'dateLiteral', name: 'LAST_N_DAYS', count: 7 }]],
        ['CreatedDate > 2026-01-31T10:00:00Z', [{ kind: 'datetime', text: '2026-01-31T10:00:00Z' }]],
        ['Birthdate = 2026-01-31', [{ kind: 'date', text: '2026-01-31' }]],
        ['Birthdate = TODAY', [{ kind: 'dateLiteral', name: 'TODAY' }]],
        ['ManagerId != null', [{ kind: 'null' }]],
        [
            `Skills__c INCLUDES ('A;B', 'C')`,
            [
                { kind: 'string', value: 'A;B' },
                { kind: 'string', value: 'C' }
            ]
        ]
    ])('reads the value of %s', (condition, right) => {
        expect(where(condition)).toMatchObject({ kind: 'comparison', right });
    });

    test('reads and, or, not and semi-joins', () => {
        expect(where(`(NOT Name LIKE 'a%') AND (A__c = 1 OR B__c NOT IN (1, 2)) AND C__c <> 3`)).toMatchObject({
            kind: 'and',
            operands: [
                { kind: 'not', operand: { operator: 'like' } },
                { kind: 'or', operands: [{ operator: '=' }, { operator: 'not in' }] },
                { operator: '!=' }
            ]
        });
        expect(where('ManagerId NOT IN (SELECT Id FROM User WHERE IsActive = false)')).toMatchObject({
            kind: 'semiJoin',
            operator: 'not in',
            left: { segments: ['ManagerId'] },
            query: { from: 'User' }
        });
    });

    test('keeps names of dynamic binds in order', () => {
        const query = parseQuery(
            'SELECT Id FROM User WHERE Id IN :ids AND ManagerId IN (SELECT Id FROM User WHERE Alias = :a.b) LIMIT :max'
        );
        expect(query.bindNames).toEqual(['ids', 'a.b', 'max']);
        expect(query.limit).toEqual({ kind: 'bind', index: 2 });
        expect(() => parseQuery('SELECT Id FROM User WHERE Id IN :get(1)')).toThrow(ApexCompileError);
    });

    test.each([
        ['SELECT Id FROM User WHERE NOT (A__c = 1) AND (B__c = 2)', "Unexpected token 'AND'."],
        ['SELECT Id FROM User WHERE Name = ', 'Unexpected <EOF>'],
        ['SELECT Id FROM User; DELETE', "Unexpected token ';'."],
        ['SELECT COUNT(), Id FROM User', 'COUNT() must be the only element'],
        [`SELECT Id FROM User WHERE Name IN 'x'`, "Unexpected token ''x''."],
        [`SELECT Id FROM User WHERE Name = ('x')`, `Unexpected token '('x')'.`]
    ])('rejects %s', (text, message) => {
        expect(() => parseQuery(text)).toThrow(ApexCompileError);
        expect(() => parseQuery(text)).toThrow(message);
    });

    test.each([
        'SELECT TYPEOF Owner WHEN User THEN Name END FROM Case',
        'SELECT Id FROM User WITH SECURITY_ENFORCED',
        'SELECT Id FROM User USING SCOPE mine',
        'SELECT COUNT(Id) FROM User GROUP BY ROLLUP(ProfileId)',
        'SELECT Id FROM User FOR VIEW',
        'SELECT Id FROM User u, u.Contacts c',
        'SELECT convertCurrency(Amount) FROM Opportunity',
        'SELECT Id FROM User UPDATE TRACKING'
    ])('refuses %s', (text) => {
        expect(() => parseQuery(text)).toThrow(UnsupportedApexError);
    });

    test('hands binds of a literal back as expressions', () => {
        const tree = parseSource(
            'class',
            `class A { Object o = [SELECT Id FROM User WHERE Name = :x.get('a') LIMIT :n]; }`,
            'A.cls'
        );
        const literal = readQueryLiteral(find(tree), 'A.cls');
        expect(literal.binds.map(textOf)).toEqual([`x.get('a')`, 'n']);
        expect(literal.query.where).toMatchObject({ right: [{ kind: 'bind', index: 0 }] });
    });
});

function find(node: SyntaxNode): SyntaxNode {
    const query = childOf(node, 'query');
    if (query) return query;
    for (const child of node.children) {
        const found = child.children.length > 0 ? find(child) : child;
        if (found.name === 'query') return found;
    }
    return node;
}
