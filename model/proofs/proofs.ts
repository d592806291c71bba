/** Every promise that histories of the model are searched for, in the order of their numbers. */
import { deliveryProofs } from './deliveryProofs.ts';
import { guardProofs } from './guardProofs.ts';
import { identityProofs } from './identityProofs.ts';
import { mergeProofs } from './mergeProofs.ts';
import type { Proof } from './proof.ts';

export const proofs: readonly Proof[] = [...mergeProofs, ...identityProofs, ...deliveryProofs, ...guardProofs].sort(
    (a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1))
);
