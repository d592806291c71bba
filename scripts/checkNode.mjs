// Plain JavaScript that very old Node versions parse: it exists to speak when TypeScript files cannot.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
const projectRoot = new URL('..', import.meta.url);
const isInstalled = existsSync(new URL('node_modules', projectRoot));

if (!isInstalled) {
    console.error('The dependencies are not installed. Run: npm ci');
    process.exit(1);
}
if (major < 22 || (major === 22 && minor < 19)) {
    console.error(`User Sync needs Node 22.19 or later; this is Node ${process.versions.node}.`);
    console.error(
        process.platform === 'linux' && process.arch === 'x64'
            ? 'It brings its own as an optional dependency. Run: npm ci --include=optional'
            : 'Install Node 24 (https://nodejs.org, or "nvm install" in this folder) and run the command again.'
    );
    process.exit(1);
}
