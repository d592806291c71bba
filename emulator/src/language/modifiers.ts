/**
 * Modifiers and annotations of a declaration.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_annotation.htm
 */
import type { SourcePosition } from '../errors.ts';
import { childAt, childOf, hasChild, partOf, partsOf, positionOf, textOf } from '../grammar/grammar.ts';
import type { SyntaxNode } from '../grammar/grammar.ts';
import { readStringLiteral } from '../grammar/stringLiteral.ts';
import type { BoundAnnotation, BoundMethod, SharingMode } from './boundTree.ts';
import { fail, refuse } from './problems.ts';

export type Visibility = BoundMethod['visibility'];

export interface Modifiers {
    readonly visibility: Visibility | undefined;
    readonly sharing: SharingMode | undefined;
    readonly annotations: readonly BoundAnnotation[];
    has(keyword: Keyword): boolean;
}

export type Keyword = 'static' | 'abstract' | 'virtual' | 'override' | 'final' | 'transient';

const visibilities: readonly string[] = ['private', 'protected', 'public', 'global'];

/** What may carry modifiers, named as the platform's messages name it. */
export type Declared =
    | 'classes'
    | 'interfaces'
    | 'enums'
    | 'methods'
    | 'constructors'
    | 'properties'
    | 'accessors'
    | 'fields'
    | 'variables';

const allowed: Readonly<Record<Declared, string>> = {
    classes: 'private public global protected abstract virtual sharing @',
    interfaces: 'private public global protected virtual @',
    enums: 'private public global protected @',
    methods: 'private protected public global static abstract virtual override final testmethod @',
    constructors: 'private protected public global @',
    properties: 'private protected public global static final transient @',
    accessors: 'private protected public global',
    fields: 'private protected public global static final transient @',
    variables: 'final @'
};

function checkAllowed(keyword: string, spelling: string, declared: Declared, position: SourcePosition): void {
    if (keyword === 'webservice') refuse('webservice methods', position);
    const isPolymorphic = ['virtual', 'abstract', 'override'].includes(keyword);
    if (declared === 'properties' && isPolymorphic) refuse(`${keyword} properties`, position);
    if (!allowed[declared].split(' ').includes(keyword)) fail(`${spelling} is not allowed on ${declared}`, position);
}

/** Reads the `modifier` children of `node`. */
export function readModifiers(node: SyntaxNode, declared: Declared, file: string): Modifiers {
    const keywords = new Set<string>();
    const annotations: BoundAnnotation[] = [];
    let visibility: Visibility | undefined;
    let sharing: SharingMode | undefined;
    for (const modifier of partsOf(node, 'modifier')) {
        const position = positionOf(modifier, file);
        const annotation = childOf(modifier, 'annotation');
        const words = annotation ? ['@'] : modifier.children.map((word) => word.text.toLowerCase());
        const keyword = words.at(-1) ?? '';
        checkAllowed(keyword, annotation ? textOf(annotation) : keyword, declared, position);
        if (annotation) {
            annotations.push(readAnnotation(annotation, file));
        } else {
            if (keywords.has(keyword)) fail(`Duplicate modifier: ${keyword}`, position);
            keywords.add(keyword);
        }
        if (keyword === 'sharing') sharing = words[0] === 'with' || words[0] === 'without' ? words[0] : 'inherited';
        if (keyword === 'testmethod') annotations.push({ name: 'istest', parameters: new Map(), position });
        if (!visibilities.includes(keyword)) continue;
        if (visibility) fail('Declarations can only have one scope', position);
        visibility = keyword as Visibility;
    }
    return { visibility, sharing, annotations, has: (keyword) => keywords.has(keyword) };
}

export function isTestVisible(modifiers: Modifiers): boolean {
    return modifiers.annotations.some((annotation) => annotation.name === 'testvisible');
}

/** Annotations with the names of their parameters; `value` is the lone one without a name. */
const knownAnnotations: Readonly<Record<string, string>> = {
    auraenabled: 'cacheable continuation scope',
    deprecated: '',
    future: 'callout limits',
    httpdelete: '',
    httpget: '',
    httppatch: '',
    httppost: '',
    httpput: '',
    invocablemethod: 'label description callout category capabilitytype configurationeditor iconname',
    invocablevariable: 'label description required defaultvalue placeholdertext',
    istest: 'seealldata oninstall isparallel testfor critical',
    namespaceaccessible: '',
    remoteaction: '',
    restresource: 'urlmapping',
    suppresswarnings: 'value',
    testsetup: '',
    testvisible: ''
};
/** Their effect is not modelled, so code that counts on it must not run. */
const refusedAnnotations: readonly string[] = ['jsonaccess', 'readonly'];

function readAnnotation(node: SyntaxNode, file: string): BoundAnnotation {
    const position = positionOf(node, file);
    const spelling = textOf(partOf(node, 'id'));
    const name = spelling.toLowerCase();
    if (refusedAnnotations.includes(name)) refuse(`@${spelling}`, position);
    const known = knownAnnotations[name]?.split(' ') ?? fail(`Annotation does not exist: ${spelling}`, position);
    const parameters = new Map<string, string | boolean | number>();
    const lone = childOf(node, 'elementValue');
    if (lone) parameters.set('value', readValue(lone, file));
    const pairs = childOf(node, 'elementValuePairs') ?? node;
    if (hasChild(pairs, 'COMMA')) fail("Unexpected token ','.", position);
    for (const pair of partsOf(pairs, 'elementValuePair')) {
        parameters.set(textOf(partOf(pair, 'id')).toLowerCase(), readValue(partOf(pair, 'elementValue'), file));
    }
    for (const parameter of parameters.keys()) {
        if (!known.includes(parameter))
            fail(`No such property, ${parameter}, defined on this annotation: ${spelling}`, position);
    }
    return { name, parameters, position };
}

function readValue(node: SyntaxNode, file: string): string | boolean | number {
    const token = childAt(partOf(node, 'literal'), 0);
    if (token.name === 'StringLiteral') return readStringLiteral(token.text);
    if (token.name === 'BooleanLiteral') return token.text.toLowerCase() === 'true';
    if (token.name === 'IntegerLiteral') return Number(token.text);
    return refuse(`annotation value ${token.text}`, positionOf(node, file));
}
