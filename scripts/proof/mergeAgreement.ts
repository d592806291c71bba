/**
 * Model and Apex agree: random histories are played by the reference model and, by trigger and endpoint of a local org, by the package.
 * `node scripts/proof/mergeAgreement.ts FIRST COUNT` plays COUNT histories from number FIRST on, in chunks of 150; all 100,000 are 0 100000.
 */
import { progress } from '../localOrgs/progress.ts';
import { historiesPerChunk } from './agreementTest.ts';
import { playChunk, startAgreementOrg } from './agreementRun.ts';

async function main(first: number, count: number): Promise<void> {
    const org = await startAgreementOrg();
    const end = Math.ceil((first + count) / historiesPerChunk);
    try {
        for (let chunk = Math.floor(first / historiesPerChunk); chunk < end; chunk++) {
            const disagreement = playChunk(org, chunk);
            if (disagreement !== undefined) {
                throw new Error(disagreement);
            }
            if (chunk % 20 === 19) {
                progress(`histories up to ${(chunk + 1) * historiesPerChunk} agree`);
            }
        }
        progress(`${count} histories agree`);
    } finally {
        await org.stop();
    }
}

const [first = 0, count = 1_000] = process.argv.slice(2).map(Number);
await main(first, count);
