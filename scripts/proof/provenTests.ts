/** Promises that whole orgs or the relay's process prove: by tests that carry the number in their title. */

export interface ProvenTest {
    readonly id: string;
    readonly promise: string;
    /** How often `npm run proof` repeats the tests, or, where they draw their own trials, how many they draw. */
    readonly trials: number;
    /** The tests draw as many trials as the variable `USER_SYNC_PROOF_TRIALS` says. */
    readonly drawsTrials?: boolean;
}

export const provenTests: readonly ProvenTest[] = [
    { id: 'P10', promise: 'bulk is complete', trials: 10 },
    { id: 'P24', promise: 'an exhausted API limit pauses one org', trials: 20 },
    { id: 'P25', promise: 'an expired, revoked or rotated token', trials: 20 },
    { id: 'P31', promise: 'an exhausted event allocation', trials: 5 },
    { id: 'P34', promise: 'privileged and unmapped are denied', trials: 5 },
    { id: 'P35', promise: 'a malicious payload is refused', trials: 10_000, drawsTrials: true },
    { id: 'P36', promise: 'a stolen relay cannot forge or re-target', trials: 10 },
    { id: 'P37', promise: 'a cloned org cannot write', trials: 5 },
    { id: 'P38', promise: 'kill switch', trials: 10 }
];
