/// <reference types="vitest/config" />
import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { extname, relative, resolve, sep } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { HANG_MS } from './test/hang.ts';

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

/** Widths at which the layout breaks grow with the browser's own font, as they do when the page is zoomed. */
function mediaInEms(): Plugin {
  const ems = (query: string): string =>
    query.replaceAll(/([\d.]+)px/g, (_, pixels: string) => `${Number(pixels) / 16}em`);
  return {
    name: 'nudge-media-in-ems',
    enforce: 'pre',
    transform: (code, id) => (/\.css(\?|$)/.test(id) ? code.replaceAll(/@media[^{]+/g, ems) : null),
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, resolve(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .toSorted();
}

function hashOf(folder: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(resolve(folder, file)));
  return hash.digest('hex').slice(0, 12);
}

/** What a pack has for its readers on the web: not needed to run it. */
const aboutPacks = /\.md$|^training\/|^evaluation\.json$|^(samples|scales)\.png$/;

/** Tells the built service worker what there is to keep: the page's files, and every pack's. */
function serviceWorker(): Plugin {
  return {
    name: 'nudge-service-worker',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined || !existsSync(resolve(dir, 'service-worker.js'))) return;
      const files = filesIn(dir).filter(
        (file) => !file.startsWith('models/') && file !== 'service-worker.js',
      );
      const ids = existsSync(models)
        ? readdirSync(models).filter((id) => statSync(resolve(models, id)).isDirectory())
        : [];
      const packFiles = ids.map((id) => {
        const own = filesIn(resolve(models, id)).filter((file) => !aboutPacks.test(file));
        return {
          id,
          hash: hashOf(resolve(models, id), own),
          files: own.map((file) => `models/${id}/${file}`),
        };
      });
      const known: Readonly<Record<string, string>> = {
        BUILD: hashOf(dir, files),
        FILES: JSON.stringify(files.map((file) => (file === 'index.html' ? '' : file))),
        PACKS: JSON.stringify(packFiles),
      };
      const path = resolve(dir, 'service-worker.js');
      const text = readFileSync(path, 'utf8').replaceAll(
        /(["'`])__NUDGE_([A-Z]+)__\1/g,
        (_, __, name: string) => JSON.stringify(known[name]),
      );
      writeFileSync(path, text);
    },
  };
}

/**
 * What the page imports before anything is asked for is one file: a few dozen small ones, as they are shared with what
 * comes later, are larger over the wire and take longer to come.
 */
function partOfPage(id: string, context: Modules): string | null {
  if (id === main) first.clear();
  return firstModules(context).has(id) ? 'page' : null;
}

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const main = resolve(import.meta.dirname, 'src/main.tsx');
const first = new Set<string>();

function firstModules(context: Modules): ReadonlySet<string> {
  const todo = first.size === 0 ? [main] : [];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (first.has(id)) continue;
    first.add(id);
    todo.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return first;
}

/** Isolates the page, which gives WASM its threads. Static hosts without these headers work on one thread. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  base: './', // dist/ works in any sub-folder of any static host
  plugins: [react(), mediaInEms(), packs(), serviceWorker()],
  server: { headers },
  preview: { headers },
  worker: { format: 'es', plugins: () => [threadsOfWasm()] },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: { index: 'index.html', 'service-worker': 'src/service-worker.ts' },
      output: {
        // at the page's own level, under one name: that is its scope, and how a newer build is found
        entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        codeSplitting: { groups: [{ name: partOfPage, debugName: 'page' }] },
      },
    },
  },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    alias: [{ find: /^(@tensorflow\/[\w-]+)$/, replacement: '$1/dist/index.js' }], // one engine, as when bundled
    server: { deps: { inline: [/@tensorflow\//] } }, // their ESM lies in packages without "type": "module"
    testTimeout: HANG_MS,
    hookTimeout: HANG_MS,
    reporters: ['default', './test/near-limits-of-vitest.ts'],
  },
});
