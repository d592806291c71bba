/**
 * Deploys a package, or nothing: everything is applied to copies and under an undo mark, the whole code is compiled against
 * the result, tests run, and only then is it put to use.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy.htm
 */
import { UnsupportedApexError, type CompileProblem } from '../errors.ts';
import type { ComponentProblem, ParsedComponent } from '../metadata/component.ts';
import { parseComponents, type ParsedPackage } from '../metadata/parseComponents.ts';
import type { ComponentOutcome, DeployOptions, DeployOutcome, MetadataFile, TestRunResult } from '../orgServices.ts';
import type { AuraMethod, BundleChecker } from '../lightningServices.ts';
import { isNamedRecord, namedRecordId } from '../platform/access/namedRecords.ts';
import { entityId } from '../platform/access/userRights.ts';
import type { DataPlatform } from '../platform/dataPlatform.ts';
import { MetadataProblem } from '../platform/schema/metadataProblem.ts';
import { applyComponent, applyOrder, removeComponent, type ApplyTarget } from './applyComponent.ts';
import type { CodeBase, PreparedCode } from './codeBase.ts';
import { bundleFailures } from './bundleChecks.ts';
import { compileFailures } from './compileFailures.ts';
import { emptyOutcome, outcomeOf } from './componentOutcome.ts';
import { ComponentStore, type DeployedComponent } from './componentStore.ts';

export interface DeployableOrg {
    readonly data: DataPlatform;
    readonly code: CodeBase;
    components: ComponentStore;
    readonly bundleChecker: BundleChecker | undefined;
    uiRevision: number;
    readonly auraMethod: (className: string, methodName: string) => AuraMethod | undefined;
    runTests(classNames: readonly string[]): TestRunResult;
}

export function deployPackage(
    org: DeployableOrg,
    userId: string,
    files: readonly MetadataFile[],
    options: DeployOptions
): DeployOutcome {
    const parsed = parseComponents(files);
    if (parsed.problems.length > 0) return failed(parsed.problems.map(problemOutcome));
    const undo = startUndo(org);
    try {
        const applied = applyPackage(org, userId, parsed);
        const prepared = applied.problems.length > 0 ? [] : compiledCode(org, parsed);
        if (isProblems(prepared)) {
            const failures = compileFailures(prepared, parsed.components, org.components.all());
            undo();
            return failed([...applied.problems, ...failures]);
        }
        if (prepared) org.code.use(prepared);
        const refused = org.bundleChecker ? bundleFailures(org, org.bundleChecker) : [];
        const testRun = refused.length > 0 ? undefined : runDeployTests(org, parsed, options);
        const isSuccess = refused.length === 0 && (testRun?.methods ?? []).every(({ outcome }) => outcome === 'Pass');
        if (isSuccess && !options.checkOnly) {
            org.data.store.forget();
            org.uiRevision++;
        } else {
            undo();
            if (prepared) useCodeAgain(org);
        }
        return refused.length > 0 ? failed(refused) : { isSuccess, components: applied.outcomes, testRun };
    } catch (error) {
        undo();
        throw error;
    }
}

/** Records and rights, which code is not compiled against. */
const uncompiledKinds: ReadonlySet<string> = new Set([
    ...['CustomMetadata', 'PermissionSet', 'Profile', 'Certificate', 'Group', 'CustomNotificationType', 'Translations'],
    ...['LightningComponentBundle', 'FlexiPage', 'CustomTab', 'CustomApplication']
]);

/** Undefined: the code in use stays. */
function compiledCode(org: DeployableOrg, parsed: ParsedPackage): PreparedCode | readonly CompileProblem[] | undefined {
    return leavesCode(parsed) ? undefined : org.code.prepare(org.components.all());
}

/** After an undo: puts to use what the org's components say now. */
function useCodeAgain(org: DeployableOrg): void {
    const before = org.code.prepare(org.components.all());
    if (!isProblems(before)) org.code.use(before);
}

/** Whether the code compiled before is that of the org afterwards too. */
function leavesCode({ components, deletions }: ParsedPackage): boolean {
    return (
        components.every(({ definition }) => uncompiledKinds.has(definition.kind)) &&
        deletions.every(({ componentType }) => uncompiledKinds.has(componentType))
    );
}

/** From here on the org works on copies; the returned function goes back to what was. */
function startUndo(org: DeployableOrg): () => void {
    const { components } = org;
    const { schema, store } = org.data;
    const mark = store.mark();
    org.components = new ComponentStore(components);
    org.data.adoptSchema(schema.copy());
    return () => {
        store.undoTo(mark);
        org.data.adoptSchema(schema);
        org.components = components;
    };
}

function applyPackage(
    org: DeployableOrg,
    userId: string,
    parsed: ParsedPackage
): { readonly outcomes: readonly ComponentOutcome[]; readonly problems: readonly ComponentOutcome[] } {
    const target: ApplyTarget = { data: org.data, components: org.components, userId };
    const outcomes: ComponentOutcome[] = [];
    const problems: ComponentOutcome[] = [];
    const attempt = (outcome: ComponentOutcome, body: () => ComponentOutcome): void => {
        try {
            outcomes.push(body());
        } catch (error) {
            if (!(error instanceof MetadataProblem) && !(error instanceof UnsupportedApexError)) throw error;
            problems.push({ ...outcome, problem: error.message });
        }
    };
    const remove = (isPre: boolean): void => {
        for (const deletion of parsed.deletions.filter((candidate) => candidate.isPre === isPre)) {
            const outcome = { ...emptyOutcome, ...deletion };
            attempt(outcome, () => {
                const component = target.components.find(deletion.componentType, deletion.fullName);
                if (!component)
                    throw new MetadataProblem(`No ${deletion.componentType} named: ${deletion.fullName} found`);
                removeComponent(target, component);
                return { ...outcome, id: component.id, isChanged: true, isDeleted: true };
            });
        }
    };
    remove(true);
    for (const kind of applyOrder) {
        for (const component of parsed.components.filter(({ definition }) => definition.kind === kind)) {
            attempt(outcomeOf(component), () => applyOne(target, component));
        }
    }
    remove(false);
    return { outcomes, problems };
}

function applyOne(target: ApplyTarget, component: ParsedComponent): ComponentOutcome {
    const { data, components } = target;
    const existing = components.find(component.componentType, component.fullName);
    applyComponent(target, component.definition);
    const certificate =
        component.definition.kind === 'Certificate'
            ? components.certificates.get(component.definition.name)
            : undefined;
    const files = certificate
        ? component.files.map((file) =>
              file.path.endsWith('.crt') ? { ...file, content: Buffer.from(certificate.certificatePem) } : file
          )
        : component.files;
    const isChanged = !existing || !sameFiles(existing.files, files);
    const now = data.clock.now();
    const deployed: DeployedComponent = {
        componentType: component.componentType,
        fullName: component.fullName,
        id: existing?.id ?? recordId(data, component) ?? data.ids.next('0M0'),
        files,
        createdAt: existing?.createdAt ?? now,
        lastModifiedAt: isChanged ? now : existing.lastModifiedAt,
        definition: component.definition
    };
    components.put(deployed);
    return { ...outcomeOf(component), id: deployed.id, isCreated: !existing, isChanged };
}

/** Components that are records too share their id. */
function recordId({ store }: DataPlatform, { definition }: ParsedComponent): string | undefined {
    if (definition.kind === 'PermissionSet') return entityId(store, 'PermissionSet', 'Name', definition.name);
    return isNamedRecord(definition) ? namedRecordId(store, definition) : undefined;
}

function sameFiles(left: readonly MetadataFile[], right: readonly MetadataFile[]): boolean {
    return (
        left.length === right.length &&
        left.every(({ path, content }, index) => right[index]?.path === path && content.equals(right[index].content))
    );
}

function runDeployTests(org: DeployableOrg, parsed: ParsedPackage, options: DeployOptions): TestRunResult | undefined {
    switch (options.testLevel) {
        case 'RunSpecifiedTests':
            return org.runTests(options.runTests);
        case 'RunLocalTests':
        case 'RunAllTestsInOrg':
            return org.runTests([]);
        case 'NoTestRun':
        case undefined:
            return undefined;
    }
}

function isProblems(
    prepared: PreparedCode | readonly CompileProblem[] | undefined
): prepared is readonly CompileProblem[] {
    return Array.isArray(prepared);
}

function problemOutcome(problem: ComponentProblem): ComponentOutcome {
    return { ...emptyOutcome, ...problem };
}

function failed(components: readonly ComponentOutcome[]): DeployOutcome {
    return { isSuccess: false, components, testRun: undefined };
}
