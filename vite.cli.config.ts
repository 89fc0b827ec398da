// Bundles the command line for Node (build/cli/*.cjs): tfjs' ESM cannot be imported by Node directly, and
// its WASM loader wants CommonJS' __dirname.

import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    ssr: true,
    outDir: 'build/cli',
    target: 'node20',
    copyPublicDir: false,
    rollupOptions: {
      input: ['src/cli/sample.ts', 'src/cli/record.ts', 'src/cli/sweep.ts', 'src/cli/train-plane.ts'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: [/@tensorflow\//] },
});
