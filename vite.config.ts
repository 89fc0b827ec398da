/// <reference types="vitest/config" />
import { cpSync, createReadStream, existsSync, statSync } from 'node:fs';
import { extname, resolve, sep } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const models = resolve(import.meta.dirname, 'models');

const contentTypes: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.png': 'image/png',
  '.csv': 'text/csv',
  '.md': 'text/markdown; charset=utf-8',
};

/** Serves models/ at /models/ while developing and copies it into dist/ when building. */
function packs(): Plugin {
  return {
    name: 'nudge-packs',
    configureServer(server) {
      server.middlewares.use('/models', (request, response, next) => {
        const path = resolve(models, `.${decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/')}`);
        if (!path.startsWith(models + sep) || !existsSync(path) || !statSync(path).isFile()) {
          next();
          return;
        }
        response.setHeader('Content-Type', contentTypes[extname(path)] ?? 'application/octet-stream');
        response.setHeader('Content-Length', statSync(path).size);
        createReadStream(path).pipe(response);
      });
    },
    writeBundle(options) {
      if (options.dir !== undefined && existsSync(models)) {
        cpSync(models, resolve(options.dir, 'models'), { recursive: true });
      }
    },
  };
}

/**
 * tfjs hands its threads the text of a function that mentions a variable outside of it, behind a `typeof`. A
 * minifier knows that the variable is there and drops the `typeof`; in a thread it is not there.
 */
function threadsOfWasm(): Plugin {
  return {
    name: 'nudge-wasm-threads',
    transform(code, id) {
      if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return null;
      return code
        .replaceAll(/typeof _scriptDir !== "undefined" && _scriptDir/g, 'false')
        .replaceAll(/ ?\|\| ?_scriptDir,/g, ',');
    },
  };
}

/** Isolates the page, which gives WASM its threads. Static hosts without these headers work on one thread. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './', // dist/ works in any sub-folder of any static host
  plugins: [react(), packs()],
  server: { headers },
  preview: { headers },
  worker: { format: 'es', plugins: () => [threadsOfWasm()] },
  build: { target: 'es2022', chunkSizeWarningLimit: 1000 },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    alias: [{ find: /^(@tensorflow\/[\w-]+)$/, replacement: '$1/dist/index.js' }], // one engine, as when bundled
    server: { deps: { inline: [/@tensorflow\//] } }, // their ESM lies in packages without "type": "module"
    testTimeout: 30_000,
  },
});
