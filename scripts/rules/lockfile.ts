/**
 * What the lock file must hold: hashes for everything, no registry host (it installs from any registry), no package from
 * git or a URL, and no package whose install script is not denied in package.json (allowScripts).
 */
import type { Finding } from './finding.ts';

interface LockedPackage {
    readonly resolved?: string;
    readonly integrity?: string;
    readonly link?: boolean;
    readonly inBundle?: boolean;
    readonly hasInstallScript?: boolean;
}

const path = 'package-lock.json';

export function checkLockfile(lockText: string, manifestText: string): Finding[] {
    const { packages } = JSON.parse(lockText) as { packages: Record<string, LockedPackage> };
    const { allowScripts = {} } = JSON.parse(manifestText) as { allowScripts?: Record<string, boolean> };
    return Object.entries(packages).flatMap(([location, locked]) => {
        const name = location.split('node_modules/').at(-1) ?? '';
        const isInstalled = location.includes('node_modules/') && locked.link !== true;
        const findings: string[] = [];
        if (isInstalled && locked.resolved !== undefined) {
            findings.push(
                `${location}: names its source (${locked.resolved}); reinstall with the .npmrc of this folder.`
            );
        }
        if (isInstalled && locked.inBundle !== true && locked.integrity?.startsWith('sha512-') !== true) {
            findings.push(`${location}: has no sha512 integrity.`);
        }
        if (locked.hasInstallScript === true && allowScripts[name] !== false) {
            findings.push(`${name}: has an install script that package.json (allowScripts) does not deny.`);
        }
        return findings.map((message) => ({ path, message }));
    });
}
