// A part of the bench that runs in Node: tfjs' ESM cannot be imported there, so that it is bundled first.

import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param entry relative to bench/
 * @returns the path of a CommonJS bundle
 */
export async function bundleForNode(entry, name, define = {}) {
  const outDir = `${root}build/bench`;
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    define,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      copyPublicDir: false,
      rollupOptions: {
        input: `${root}bench/${entry}`,
        output: { format: 'cjs', entryFileNames: `${name}.cjs` },
      },
    },
    ssr: { noExternal: [/@tensorflow\//] },
  });
  return `${outDir}/${name}.cjs`;
}
