/**
 * Compile problems of an org's whole code as a deployment reports them: on components of the package. Code that was deployed
 * earlier and does not compile any more is reported on the class or trigger of the package that it depends on.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm
 */
import type { CompileProblem } from '../errors.ts';
import type { ParsedComponent } from '../metadata/component.ts';
import type { ComponentOutcome } from '../orgServices.ts';
import { emptyOutcome, outcomeOf } from './componentOutcome.ts';
import type { DeployedComponent } from './componentStore.ts';

/** `deployed` is all of the org, with the package in it. Empty only if `problems` is. */
export function compileFailures(
    problems: readonly CompileProblem[],
    packaged: readonly ParsedComponent[],
    deployed: readonly DeployedComponent[]
): readonly ComponentOutcome[] {
    const code = packaged.filter(isCode);
    const own = problems.filter(({ position }) => code.some(({ fileName }) => fileName === position.file));
    if (own.length === 0) return problems.map((problem) => dependentFailure(problem, code, deployed));
    const causes = own.filter((problem) => !isConsequence(problem, own));
    return (causes.length > 0 ? causes : own).map((problem) => {
        const component = code.find(({ fileName }) => fileName === problem.position.file);
        return failure(problem, component ? outcomeOf(component) : emptyOutcome);
    });
}

function isCode({ definition: { kind } }: Pick<ParsedComponent, 'definition'>): boolean {
    return kind === 'ApexClass' || kind === 'ApexTrigger';
}

function failure({ message, position: { line, column } }: CompileProblem, outcome: ComponentOutcome): ComponentOutcome {
    return { ...outcome, problem: message, line, column };
}

/** What is missing is another class, or a member of one, that has problems itself. */
function isConsequence({ message, position }: CompileProblem, problems: readonly CompileProblem[]): boolean {
    const missing = /(?:^Invalid type: |^Variable does not exist: | from the type )(\w+)/.exec(message)?.[1];
    const isMissing = (file: string): boolean => file.toLowerCase() === `classes/${missing ?? ''}.cls`.toLowerCase();
    return problems.some(({ position: { file } }) => file !== position.file && isMissing(file));
}

/** Line and column are those of the dependent, as on the platform. Nothing of the package is named if no code of it is used. */
function dependentFailure(
    problem: CompileProblem,
    code: readonly ParsedComponent[],
    deployed: readonly DeployedComponent[]
): ComponentOutcome {
    const { file } = problem.position;
    const {
        componentType = 'ApexClass',
        fullName = file,
        definition
    } = deployed.find(({ files }) => files[0]?.path === file) ?? {};
    const source = definition && 'source' in definition ? definition.source : '';
    const kind = componentType === 'ApexTrigger' ? 'Trigger' : 'Class';
    const message = `Dependent class is invalid and needs recompilation:\n ${kind} ${fullName} : ${problem.message}`;
    const cause = [problem.message, source].flatMap(
        (text) => code.find((candidate) => isNamedIn(text, candidate)) ?? []
    )[0];
    return failure({ ...problem, message }, outcomeOf(cause ?? { componentType, fullName, fileName: file }));
}

function isNamedIn(text: string, { fullName }: ParsedComponent): boolean {
    return new RegExp(`\\b${fullName}\\b`, 'i').test(text);
}
