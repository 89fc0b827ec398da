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
import { basename, dirname, extname, resolve, sep } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { about } from './scripts/site/about.ts';
import { filesIn, MANIFEST, packManifest, sharedWith } from './scripts/site/pack-manifest.ts';
import { policy } from './scripts/site/policy.ts';
import { teach } from './scripts/site/teach.ts';
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
        if (path.startsWith(models + sep) && basename(path) === MANIFEST && existsSync(dirname(path))) {
          response.setHeader('Content-Type', 'application/json');
          response.end(packManifest(dirname(path)));
          return;
        }
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
        for (const id of packIds()) {
          writeFileSync(resolve(options.dir, 'models', id, MANIFEST), packManifest(resolve(models, id)));
        }
      }
    },
  };
}

/**
 * tfjs hands its threads the text of a function that mentions a variable outside of it, behind a `typeof`. A
 * minifier knows that the variable is there and drops the `typeof`; in a thread it is not there. And it waits until
 * eight threads have begun, on any machine: as many as there are cores are enough.
 */
function threadsOfWasm(): Plugin {
  return {
    name: 'nudge-wasm-threads',
    transform(code, id) {
      if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return null;
      const pool = 'var pthreadPoolSize=8;';
      if (!code.includes(pool)) throw new Error(`${id}: expected ${pool}`);
      return code
        .replace(pool, 'var pthreadPoolSize=Math.min(8,navigator.hardwareConcurrency||8);')
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

const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

const packIds = (): string[] =>
  existsSync(models) ? readdirSync(models).filter((id) => statSync(resolve(models, id)).isDirectory()) : [];

/** Files that only a host reads. */
const ofHosts = new Set(['service-worker.js', '_headers']);

/** Tells the built service worker what there is to keep, and its hashes: the page's files, and every pack's. */
function serviceWorker(): Plugin {
  return {
    name: 'nudge-service-worker',
    apply: 'build',
    writeBundle({ dir }) {
      if (dir === undefined || !existsSync(resolve(dir, 'service-worker.js'))) return;
      const files = filesIn(dir)
        .filter((file) => !file.startsWith('models/') && !ofHosts.has(file))
        .map((file) => [file === 'index.html' ? '' : file, hashOf(readFileSync(resolve(dir, file)))]);
      const packFiles = packIds().map((id) => {
        const manifest = packManifest(resolve(models, id));
        const listed = Object.entries(JSON.parse(manifest) as Record<string, [number, string]>);
        return {
          id,
          hash: hashOf(manifest).slice(0, 12),
          files: [
            ...listed.map(([file, [, hash]]) => [`models/${id}/${file}`, hash]),
            [`models/${id}/${MANIFEST}`, hashOf(manifest)],
          ],
          uses: [`${id}/`, ...sharedWith(resolve(models, id))].map((start) => `models/${start}`),
        };
      });
      const known: Readonly<Record<string, string>> = {
        BUILD: hashOf(JSON.stringify(files)).slice(0, 12),
        FILES: JSON.stringify(files),
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

/** The speaker's window while developing; public/speaker.html names the built script. */
function speaker(): Plugin {
  return {
    name: 'nudge-speaker',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (request.url === '/speaker.js') request.url = '/src/speaker.ts';
        next();
      });
    },
  };
}

/** Isolates the page, which gives WASM its threads. Static hosts without these headers work on one thread. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const licences = about();

export default defineConfig({
  base: './', // dist/ works in any sub-folder of any static host
  plugins: [
    react(),
    mediaInEms(),
    packs(),
    speaker(),
    policy(headers),
    licences.page(),
    teach(),
    serviceWorker(),
  ],
  server: { headers },
  preview: { headers },
  worker: { format: 'es', plugins: () => [threadsOfWasm(), licences.worker()] },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      input: { index: 'index.html', speaker: 'src/speaker.ts', 'service-worker': 'src/service-worker.ts' },
      output: {
        // at the page's own level, under one name: the service worker's is its scope, and how a newer build is found
        entryFileNames: ({ name }) => (name === 'index' ? 'assets/[name]-[hash].js' : '[name].js'),
        codeSplitting: {
          groups: [
            { name: partOfPage, debugName: 'page', priority: 2 },
            // what three later parts share, as one file too: each file's name stands in the page, and costs a request
            { name: 'shared', minShareCount: 3, priority: 1 },
          ],
        },
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
