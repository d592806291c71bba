/** A call that the other side did not answer. Nothing else that is thrown in a simulation is part of its history. */
export class FailedCall extends Error {}

/** @returns false when the call failed; a defect of the model is thrown on */
export function isAnswered(call: () => void): boolean {
    try {
        call();
        return true;
    } catch (error) {
        if (error instanceof FailedCall) return false;
        throw error;
    }
}
