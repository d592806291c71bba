/** Unpacks the browser that comes with the installed packages into the folder that TMPDIR names; a program of its own for that. */
import { join } from 'node:path';
import Chromium, { inflate } from '@sparticuz/chromium';

await Chromium.executablePath();
await inflate(join('node_modules', '@sparticuz', 'chromium', 'bin', 'al2023.tar.br'));
