// Bundles the command line for Node (build/cli/sample.cjs): tfjs' ESM cannot be imported by Node directly, and
// its WASM loader wants CommonJS' __dirname.

import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: 'src/cli/sample.ts',
    outDir: 'build/cli',
    target: 'node20',
    copyPublicDir: false,
    rollupOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
  },
  ssr: { noExternal: [/@tensorflow\//] },
});
