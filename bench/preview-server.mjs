// The built page, served as `npm start` serves it, for a script that opens it in a browser of its own.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * @param outDir where the build lies; absent: where `npm run build` puts it
 * @returns its address, and `stop`, which ends it
 */
export async function startPreview(port, outDir) {
  const server = spawn(
    process.execPath,
    [
      'node_modules/vite/bin/vite.js',
      'preview',
      '--port',
      `${port}`,
      '--strictPort',
      ...(outDir === undefined ? [] : ['--outDir', outDir]),
    ],
    { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve);
    server.once('exit', (code) => reject(new Error(`the preview server ended with ${code}`)));
  });
  return { url: `http://localhost:${port}/`, stop: () => server.kill() };
}
