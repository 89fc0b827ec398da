// The Content-Security-Policy: in the page as a meta tag, which binds the page alone, and as headers, in `vite preview`
// and in dist/_headers for hosts that read such a file. Workers take theirs from the headers of their own scripts.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const always = [
  "default-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
];

/** tfjs compiles WASM in the worker; with threads, it starts them from blobs. */
const workers = [...always, "script-src 'self' 'wasm-unsafe-eval' blob:", "worker-src 'self' blob:"].join(
  '; ',
);

const hashesOf = (html: string, tag: string): string =>
  [...html.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))]
    .map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    .join(' ');

/** @param html whose inline scripts and styles are allowed, by their hashes */
const policyOf = (html: string): string =>
  [
    ...always,
    `script-src 'self' ${hashesOf(html, 'script')}`,
    `style-src 'self' ${hashesOf(html, 'style')}`,
    "img-src 'self' data: blob:",
    "worker-src 'self'",
  ].join('; ');

/**
 * Leaves out what is for the reader of index.html, and lets the page's first words be seen before its styles come: those
 * are the printer's until src/main.tsx takes them. They stay in the head, before the styles of parts that come later.
 */
function arranged(html: string): string {
  return html
    .replace('<link rel="stylesheet"', '<link rel="stylesheet" media="print"')
    .replaceAll(/^ *(<!--[^]*?-->|\/\/ .*)\n/gm, '')
    .replaceAll(/^ +/gm, '');
}

/** @param isolation headers that go with every file */
export function policy(isolation: Readonly<Record<string, string>>): Plugin {
  let out = '';
  return {
    name: 'nudge-policy',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { server }) {
        if (server !== undefined) return html; // Vite's own scripts are inline while developing
        const page = arranged(html);
        const meta = `<meta http-equiv="Content-Security-Policy" content="${policyOf(page)}" />`;
        return page.replace(/(<meta charset="[^"]*" ?\/?>)/, `$1\n${meta}`);
      },
    },
    writeBundle({ dir }, bundle) {
      const html = bundle['index.html'];
      if (dir === undefined || html?.type !== 'asset') return;
      const page = policyOf(String(html.source));
      const everywhere = Object.entries(isolation).map(([name, value]) => `  ${name}: ${value}`);
      const rule = (path: string, text: string): string => `${path}\n  Content-Security-Policy: ${text}`;
      const lines = [
        '# For hosts that read this file (Netlify, Cloudflare Pages): a strict policy, and the isolation that gives',
        '# WASM its threads. In a sub-folder, put its name before each path.',
        '/*',
        ...everywhere,
        ...['/', '/index.html'].map((path) => rule(path, page)),
        ...['/assets/*', '/service-worker.js'].map((path) => rule(path, workers)),
        '',
      ];
      writeFileSync(resolve(dir, '_headers'), lines.join('\n'));
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const isPage = /\/(index\.html)?(\?|$)/.test(request.url ?? '');
        const text = isPage ? policyOf(readFileSync(resolve(out, 'index.html'), 'utf8')) : workers;
        response.setHeader('Content-Security-Policy', text);
        next();
      });
    },
  };
}
