/**
 * Local orgs that run in this process. To be loaded outside of Jest, so that a test file sees what the one before it left open when
 * it failed: usernames are unique over all orgs of a process.
 */
import type { LocalOrg } from '../../../emulator/src/index.ts';

const openOrgs = new Set<LocalOrg>();

export function noteOpen(org: LocalOrg): void {
    openOrgs.add(org);
}

export async function stopAll(): Promise<void> {
    const orgs = [...openOrgs];
    openOrgs.clear();
    await Promise.all(orgs.map((org) => org.stop()));
}
