import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { FLOW_MS, HANG_MS } from '../hang';
import { BUILT_PORT, DEVELOPMENT_PORT } from './ports';

const plain = ['--no-sandbox', '--disable-background-networking', '--disable-sync'];
/** WebGPU without a GPU: SwiftShader. */
const adapter = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
/** Canvases and the whole page by SwiftShader too: each frame takes three times as long as without. */
const canvases = ['--use-angle=swiftshader', '--enable-features=Vulkan', '--use-vulkan=swiftshader'];

const launchedWith = (...args: string[]) => ({
  executablePath: process.env.NUDGE_BROWSER,
  timeout: HANG_MS,
  args: [...plain, ...args],
});

const onSwiftShader = /(bad-luck|kernels|recording|webgpu)\.spec\.ts$/;

const server = { cwd: '../..', reuseExistingServer: false, timeout: HANG_MS };

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: Math.min(4, availableParallelism()),
  fullyParallel: true,
  timeout: FLOW_MS,
  expect: { timeout: HANG_MS },
  reporter: [['list'], ['./near-limits-of-playwright.ts']],
  use: {
    actionTimeout: HANG_MS, // also of every waitFor
    navigationTimeout: HANG_MS,
    baseURL: `http://localhost:${BUILT_PORT}/`,
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block', // it would answer before a test's route does; offline.spec.ts lets it
    // its snapshots would read blobs, which the page's policy forbids
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
  },
  projects: [
    // they take longest, and so begin
    {
      name: 'webgpu',
      testMatch: onSwiftShader,
      use: { launchOptions: launchedWith(...adapter, ...canvases) },
    },
    { name: 'wasm', testIgnore: onSwiftShader, use: { launchOptions: launchedWith(...adapter) } },
  ],
  webServer: [
    {
      ...server,
      command: `npx --no-install vite preview --port ${BUILT_PORT} --strictPort`,
      port: BUILT_PORT,
    },
    {
      ...server,
      command: `npx --no-install vite --port ${DEVELOPMENT_PORT} --strictPort`,
      port: DEVELOPMENT_PORT,
    },
  ],
});
