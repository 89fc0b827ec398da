// A page of the bench, served by Vite's development server and opened in Chromium: what it leaves in
// `window.report` comes back.

import { chromium } from '@playwright/test';
import { createServer } from 'vite';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../test/e2e/find-browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const gpu = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--ignore-gpu-blocklist'];
const swiftshader = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

/** Chromium's arguments for it: a GPU with NUDGE_BENCH_GPU=1, or SwiftShader. */
export const adapterArguments = (webgpu) => (webgpu ? (process.env.NUDGE_BENCH_GPU ? gpu : swiftshader) : []);

const notIsolated = {
  'Cross-Origin-Opener-Policy': 'unsafe-none',
  'Cross-Origin-Embedder-Policy': 'unsafe-none',
};

/**
 * @param path of the page and its query: "wasm.html?lanes=2"
 * @param options webgpu: on SwiftShader, whose counts hold anywhere and whose times say little, or on a GPU with
 * NUDGE_BENCH_GPU=1; isolated: with threads
 * @throws Error of what the page reports in `errors`
 */
export async function benchPage(path, { webgpu = false, isolated = true, timeout = 900_000 } = {}) {
  const server = await createServer({
    root,
    logLevel: 'error',
    server: { port: 0, hmr: false, ...(!isolated && { headers: notIsolated }) },
  });
  await server.listen();
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', ...adapterArguments(webgpu)],
  });
  try {
    const page = await browser.newPage();
    page.on(
      'console',
      (message) => process.env.NUDGE_BENCH_DEBUG && process.stderr.write(`${message.text()}\n`),
    );
    const broken = new Promise((_, reject) => {
      page.on('pageerror', reject);
      page.on('response', (response) => {
        if (response.status() >= 400 && response.request().resourceType() === 'script') {
          reject(new Error(`${response.url()}: HTTP status ${response.status()}`));
        }
      });
    });
    broken.catch(() => {}); // also heard when nothing waits for it any more
    await page.goto(new URL(`bench/${path}`, server.resolvedUrls.local[0]).href, {
      waitUntil: 'commit',
      timeout: 120_000, // a busy machine transforms slowly
    });
    const complete = page.waitForFunction('window.report !== undefined', undefined, { timeout });
    await Promise.race([complete, broken]);
    const report = await page.evaluate('window.report');
    if (report.errors.length > 0) throw new Error(`${path}: ${report.errors.join('\n')}`);
    return report;
  } finally {
    await browser.close();
    await server.close();
  }
}
