import { anonymousProblems, inMethod, problemsOf } from '../../test/fakes/languageRig.ts';
import { grammarRuleNames, parseSource } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';

/**
 * What becomes of every rule of the grammar: `compiled` Apex that resolves, `refused` Apex that does not, `structural` for
 * parts that stand in compiled Apex of other rules, `unreachable` for rules that no Apex leads to.
 */
type Verdict = { readonly compiled: string } | { readonly refused: string } | 'structural' | 'unreachable';

const compiled = (text: string): Verdict => ({ compiled: text });
const refused = (text: string): Verdict => ({ refused: text });
const query = (text: string): Verdict => compiled(`Object o = [${text}];`);
const refusedQuery = (text: string): Verdict => refused(`Object o = [${text}];`);
const sosl = refusedQuery(`FIND 'x' IN ALL FIELDS RETURNING Account(Id, Name), User LIMIT 5`);

const verdicts: Readonly<Record<string, Verdict>> = {
    triggerUnit: compiled(
        'trigger T on Account (before insert, after update) { Integer x = 1; for (Account a : Trigger.new) { x++; } }'
    ),
    triggerCase: 'structural',
    triggerBlock: 'structural',
    triggerBlockMember: 'structural',
    triggerMemberDeclaration: refused('trigger T on Account (before insert) { void f() {} }'),
    anonymousUnit: compiled('anonymous: Integer x = 1; System.debug(x);'),
    anonymousBlock: 'structural',
    anonymousBlockMember: 'structural',
    anonymousMemberDeclaration: refused('anonymous: class A {}'),
    compilationUnit: 'structural',
    typeDeclaration: 'structural',
    classDeclaration: compiled(
        'public class AException extends Exception implements Comparable { public Integer compareTo(Object o) { return 0; } }'
    ),
    enumDeclaration: compiled('public enum A { X, Y }'),
    enumConstants: 'structural',
    interfaceDeclaration: compiled('public interface A extends Comparable { void f(Integer x); }'),
    typeList: 'structural',
    classBody: 'structural',
    interfaceBody: 'structural',
    classBodyDeclaration: compiled('public class A { static { Integer x = 1; } { Integer y = 2; } ; }'),
    modifier: compiled(
        'public with sharing virtual class A { protected static final transient Integer x = 1; public virtual void f() {} }'
    ),
    memberDeclaration: 'structural',
    methodDeclaration: compiled('public class A { public Integer f(final Integer x, String y) { return x; } }'),
    constructorDeclaration: compiled('public class A { public A() { this(1); } public A(Integer x) {} }'),
    fieldDeclaration: compiled('public class A { Integer x, y = 2; List<Map<Id, String[]>> z; }'),
    propertyDeclaration: compiled(
        'public class A { public Integer x { get; private set; } Integer y { get { return 1; } set { x = value; } } }'
    ),
    interfaceMethodDeclaration: 'structural',
    variableDeclarators: 'structural',
    variableDeclarator: 'structural',
    arrayInitializer: compiled('Integer[] x = new Integer[]{ 1, 2 };'),
    typeRef: 'structural',
    arraySubscripts: 'structural',
    typeName: 'structural',
    typeArguments: 'structural',
    formalParameters: 'structural',
    formalParameterList: 'structural',
    formalParameter: 'structural',
    qualifiedName: 'structural',
    literal: compiled(`Object a = 1; a = 2L; a = 1.5; a = 1.5d; a = 'x\\n'; a = true; a = null;`),
    annotation: compiled(
        `@IsTest private class A { @TestVisible @SuppressWarnings('PMD') static Integer x; @IsTest static void f() {} }`
    ),
    elementValuePairs: compiled('@IsTest(isParallel=true) private class A {}'),
    elementValuePair: 'structural',
    elementValue: 'structural',
    block: compiled('{ { Integer x; } }'),
    localVariableDeclarationStatement: compiled('final Integer x = 1, y = 2;'),
    localVariableDeclaration: 'structural',
    statement: 'structural',
    ifStatement: compiled('if (true) { return; } else if (false) return;'),
    switchStatement: compiled(`switch on 'x' { when 'a', 'b' { } when null { } when else { } }`),
    whenControl: 'structural',
    whenValue: compiled('SObject s; switch on s { when Account a { a.Name = null; } when null { } }'),
    whenLiteral: compiled('switch on 5 { when -1, (2) { } when else { } }'),
    forStatement: compiled('for (Integer i = 0, j = 1; i < j; i++) { continue; } for (;;) { break; }'),
    whileStatement: compiled('while (true) { break; } while (false);'),
    doWhileStatement: compiled('do { break; } while (true);'),
    tryStatement: compiled(
        `try { throw new DmlException('x'); } catch (DmlException e) { } catch (System.Exception e) { } finally { }`
    ),
    returnStatement: 'structural',
    throwStatement: 'structural',
    breakStatement: 'structural',
    continueStatement: 'structural',
    accessLevel: compiled('insert as user new Account(); update as system new List<Account>();'),
    insertStatement: compiled('insert new Account();'),
    updateStatement: compiled('update new Account();'),
    deleteStatement: compiled('delete [SELECT Id FROM Account];'),
    undeleteStatement: compiled('undelete new Account();'),
    upsertStatement: compiled('upsert new Account() Account.Id;'),
    mergeStatement: compiled('merge new Account() new List<Account>();'),
    runAsStatement: compiled('System.runAs(new User()) { return; }'),
    expressionStatement: 'structural',
    propertyBlock: 'structural',
    getter: 'structural',
    setter: 'structural',
    catchClause: 'structural',
    finallyBlock: 'structural',
    forControl: 'structural',
    forInit: 'structural',
    enhancedForControl: compiled(
        'for (Account a : [SELECT Id FROM Account]) { } for (List<Account> l : [SELECT Id FROM Account]) { } for (Integer i : new Set<Integer>()) { }'
    ),
    forUpdate: 'structural',
    parExpression: 'structural',
    expressionList: 'structural',
    expression: 'structural',
    primary: 'structural',
    primaryExpression: 'structural',
    dotExpression: compiled(`Object o = 'x'.length(); Account a; o = a?.Name; o = a.Owner.Name;`),
    arrayExpression: compiled('List<List<Integer>> x; x[0][1] = x[1][0];'),
    methodCallExpression: compiled('run();'),
    newExpression: 'structural',
    castExpression: compiled('Object o; Integer i = (Integer) o;'),
    subExpression: compiled('Integer i = (1 + 2) * 3;'),
    postOpExpression: compiled('Integer i = 0; i++; i--;'),
    preOpExpression: compiled('Integer i = 0; ++i; --i; i = -i; i = +i;'),
    negExpression: compiled('Boolean b = !true; Integer i = ~5;'),
    arth1Expression: compiled('Integer i = 6 * 2 / 3;'),
    arth2Expression: compiled('Integer i = 6 + 2 - 3;'),
    bitExpression: compiled('Integer i = 1 << 2; i = i >> 1; i = i >>> 1;'),
    cmpExpression: compiled('Boolean b = 1 < 2; b = 1 <= 2; b = 1 > 2; b = 1 >= 2;'),
    instanceOfExpression: compiled('Object o; Boolean b = o instanceof String;'),
    equalityExpression: compiled('Object o; Boolean b = 1 == 2; b = 1 != 2; b = 1 <> 2; b = o === o; b = o !== o;'),
    bitAndExpression: compiled('Integer i = 1 & 2;'),
    bitNotExpression: compiled('Integer i = 1 ^ 2;'),
    bitOrExpression: compiled('Integer i = 1 | 2;'),
    logAndExpression: compiled('Boolean b = true && false;'),
    logOrExpression: compiled('Boolean b = true || false;'),
    coalExpression: compiled(`String s = null ?? 'x';`),
    condExpression: compiled('Integer i = true ? 1 : 2;'),
    assignExpression: compiled(
        'Integer i; i = 1; i += 1; i -= 1; i *= 2; i /= 2; i &= 1; i |= 1; i ^= 1; i <<= 1; i >>= 1; i >>>= 1;'
    ),
    thisPrimary: compiled('Object o = this;'),
    superPrimary: compiled(
        'public class AException extends Exception { public override String getMessage() { return super.getMessage(); } }'
    ),
    literalPrimary: 'structural',
    typeRefPrimary: compiled('Type t = Map<Id, Account>.class;'),
    voidPrimary: refused('Type t = void.class;'),
    idPrimary: 'structural',
    soqlPrimary: 'structural',
    soslPrimary: sosl,
    methodCall: 'structural',
    dotMethodCall: 'structural',
    creator: 'structural',
    createdName: 'structural',
    idCreatedNamePair: 'structural',
    noRest: compiled('Object o = new List<Integer>{}; o = new Map<Id, String>{};'),
    classCreatorRest: compiled(`Object o = new Account(Name = 'x'); o = new Set<Id>();`),
    arrayCreatorRest: compiled('Object o = new Integer[5]; o = new String[]{};'),
    mapCreatorRest: compiled(`Object o = new Map<Integer, String>{ 1 => 'a', 2 => 'b' };`),
    mapCreatorRestPair: 'structural',
    setCreatorRest: compiled('Object o = new Set<Integer>{ 1, 2 };'),
    arguments: 'structural',
    soqlLiteral: 'structural',
    query: query('SELECT Id, Owner.Name, (SELECT Id FROM Contacts) FROM Account'),
    subQuery: 'structural',
    selectList: 'structural',
    selectEntry: 'structural',
    fieldName: 'structural',
    fromNameList: 'structural',
    subFieldList: 'structural',
    subFieldEntry: 'structural',
    soqlFieldsParameter: query('SELECT FIELDS(ALL) FROM Account LIMIT 1'),
    soqlFunction: query('SELECT COUNT(Id) n, MAX(Size__c) FROM Account GROUP BY CALENDAR_YEAR(CreatedDate)'),
    dateFieldName: 'structural',
    locationValue: refusedQuery(`SELECT Id FROM Account WHERE DISTANCE(Name, GEOLOCATION(1, 2), 'km') < 5`),
    coordinateValue: refusedQuery(`SELECT Id FROM Account WHERE DISTANCE(Name, GEOLOCATION(1, 2), 'km') < 5`),
    typeOf: refusedQuery('SELECT TYPEOF Owner WHEN User THEN Id ELSE Name END FROM Account'),
    whenClause: refusedQuery('SELECT TYPEOF Owner WHEN User THEN Id ELSE Name END FROM Account'),
    elseClause: refusedQuery('SELECT TYPEOF Owner WHEN User THEN Id ELSE Name END FROM Account'),
    fieldNameList: refusedQuery('SELECT TYPEOF Owner WHEN User THEN Id ELSE Name END FROM Account'),
    usingScope: refusedQuery('SELECT Id FROM Account USING SCOPE mine'),
    whereClause: query(`SELECT Id FROM Account WHERE (NOT Name LIKE 'a%') AND (Name = 'b' OR Name IN ('c', 'd'))`),
    whereLogicalExpression: 'structural',
    whereConditionalExpression: 'structural',
    whereFieldExpression: refusedQuery(`SELECT Id FROM Account WHERE FORMULA('x') = true`),
    logicalExpression: query('SELECT OwnerId FROM Account GROUP BY OwnerId HAVING COUNT(Id) > 1 AND MAX(Size__c) < 5'),
    conditionalExpression: 'structural',
    fieldExpression: 'structural',
    comparisonOperator: 'structural',
    value: query(
        `SELECT Id FROM Account WHERE Name != null AND CreatedDate > 2026-01-01T00:00:00Z AND Size__c >= -1.5`
    ),
    valueList: 'structural',
    signedNumber: 'structural',
    withClause: query('SELECT Id FROM Account WITH USER_MODE'),
    filteringExpression: refusedQuery('SELECT Id FROM Account WITH DATA CATEGORY Geo AT Europe'),
    dataCategorySelection: refusedQuery('SELECT Id FROM Account WITH DATA CATEGORY Geo AT Europe'),
    dataCategoryName: refusedQuery('SELECT Id FROM Account WITH DATA CATEGORY Geo AT Europe'),
    filteringSelector: refusedQuery('SELECT Id FROM Account WITH DATA CATEGORY Geo AT Europe'),
    groupByClause: 'structural',
    fieldGroupByList: 'structural',
    fieldGroupBy: 'structural',
    orderByClause: query('SELECT Id FROM Account ORDER BY Name DESC NULLS LAST, CreatedDate'),
    fieldOrderList: 'structural',
    fieldOrder: 'structural',
    limitClause: query('SELECT Id FROM Account LIMIT 5'),
    offsetClause: query('SELECT Id FROM Account OFFSET 5'),
    allRowsClause: query('SELECT Id FROM Account ALL ROWS'),
    forClauses: query('SELECT Id FROM Account FOR UPDATE'),
    boundExpression: compiled('Integer i = 5; Object o = [SELECT Id FROM Account LIMIT :i];'),
    dateFormula: query('SELECT Id FROM Account WHERE CreatedDate = LAST_N_DAYS:3 OR CreatedDate = TODAY'),
    signedInteger: 'structural',
    soqlId: 'structural',
    soslLiteral: sosl,
    soslLiteralAlt: 'unreachable',
    soslClauses: sosl,
    soslWithClause: refusedQuery(`FIND 'x' RETURNING Account WITH USER_MODE`),
    searchGroup: sosl,
    fieldSpecList: sosl,
    fieldSpec: sosl,
    fieldList: sosl,
    updateList: refusedQuery('SELECT Id FROM Account UPDATE TRACKING'),
    updateType: refusedQuery('SELECT Id FROM Account UPDATE TRACKING'),
    networkList: refusedQuery(`FIND 'x' RETURNING Account WITH NETWORK IN ('a')`),
    soslId: sosl,
    id: 'structural',
    anyId: 'structural'
};

const isWhole = (text: string): boolean => /^\s*(public|private|@|trigger)\b|^@/.test(text);

function problems(text: string): readonly string[] {
    if (text.startsWith('anonymous:')) return anonymousProblems(text.slice(10));
    return problemsOf(isWhole(text) ? text : inMethod(text));
}

function namesIn(text: string): ReadonlySet<string> {
    const names = new Set<string>();
    const add = (node: SyntaxNode): void => {
        names.add(node.name);
        node.children.forEach(add);
    };
    if (text.startsWith('anonymous:')) add(parseSource('anonymous', text.slice(10), 'anonymous'));
    else if (text.startsWith('trigger')) add(parseSource('trigger', text, 'trigger'));
    else add(parseSource('class', isWhole(text) ? text : inMethod(text), 'class'));
    return names;
}

const entries = Object.entries(verdicts);
const grammar = grammarRuleNames();

describe('every rule of the grammar', () => {
    test('has a verdict, and every verdict a rule', () => {
        // Labelled alternatives take the place of `expression` and `primary`, which never appear themselves.
        const all = new Set([...grammar.rules, ...grammar.nodes]);
        expect(entries.map(([rule]) => rule).sort()).toEqual([...all].sort());
    });

    test.each(
        entries.flatMap(([rule, verdict]) =>
            typeof verdict === 'object' && 'compiled' in verdict ? [[rule, verdict.compiled]] : []
        )
    )('%s is compiled: %s', (rule, text) => {
        expect(problems(text)).toEqual([]);
        expect(namesIn(text)).toContain(rule);
    });

    test.each(
        entries.flatMap(([rule, verdict]) =>
            typeof verdict === 'object' && 'refused' in verdict ? [[rule, verdict.refused]] : []
        )
    )('%s is refused: %s', (rule, text) => {
        expect(problems(text)).toEqual([expect.stringContaining('Not supported by the local org')]);
        expect(namesIn(text)).toContain(rule);
    });

    test('structural rules stand in compiled Apex', () => {
        const seen = new Set(
            entries.flatMap(([, verdict]) =>
                typeof verdict === 'object' && 'compiled' in verdict ? [...namesIn(verdict.compiled)] : []
            )
        );
        const missing = entries
            .filter(([rule, verdict]) => verdict === 'structural' && !seen.has(rule))
            .map(([rule]) => rule);
        expect(missing).toEqual(['expression', 'primary']);
    });
});
