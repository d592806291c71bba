/** The outcome of one component of a deployment, before anything is known of it. */
import type { ComponentOutcome } from '../orgServices.ts';

export const emptyOutcome: ComponentOutcome = {
    componentType: '',
    fullName: '',
    fileName: '',
    id: null,
    isCreated: false,
    isChanged: false,
    isDeleted: false,
    problem: undefined,
    line: undefined,
    column: undefined
};

export function outcomeOf({
    componentType,
    fullName,
    fileName
}: Pick<ComponentOutcome, 'componentType' | 'fullName' | 'fileName'>): ComponentOutcome {
    return { ...emptyOutcome, componentType, fullName, fileName };
}
