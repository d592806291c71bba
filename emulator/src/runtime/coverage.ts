/** Coverage by line: of the lines with a statement, which ran. */
import type { BoundProgram } from '../language/boundTree.ts';
import type { LoadedProgram } from './loadedProgram.ts';

export interface FileCoverage {
    /** Top-level class or trigger. */
    readonly name: string;
    readonly kind: 'ApexClass' | 'ApexTrigger';
    readonly coveredLines: readonly number[];
    readonly uncoveredLines: readonly number[];
}

export function collectCoverage(loaded: LoadedProgram, { types, triggers }: BoundProgram): readonly FileCoverage[] {
    const classes = types.filter((type) => type.name === type.outermost && type.kind === 'class' && !type.isTest);
    return [
        ...classes.map((type) => fileCoverage(loaded, type.name, 'ApexClass', type.position.file)),
        ...triggers.map((trigger) => fileCoverage(loaded, trigger.name, 'ApexTrigger', trigger.position.file))
    ];
}

function fileCoverage(loaded: LoadedProgram, name: string, kind: FileCoverage['kind'], file: string): FileCoverage {
    const lines = loaded.lines.get(file);
    const executable = [...(lines?.executable ?? [])].sort((left, right) => left - right);
    return {
        name,
        kind,
        coveredLines: executable.filter((line) => lines?.hits[line] === 1),
        uncoveredLines: executable.filter((line) => lines?.hits[line] !== 1)
    };
}
