import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

import { BUILT_PORT, DEVELOPMENT_PORT } from '/work/wt-int/test/e2e/ports';

const plain = ['--no-sandbox', '--disable-background-networking', '--disable-sync'];
/** WebGPU without a GPU: SwiftShader, for compute and for canvases. */
const swiftshader = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

const onSwiftShader = /(bad-luck|kernels|recording|webgpu)\.spec\.ts$/;

const server = { cwd: '/work/wt-int', reuseExistingServer: false, timeout: 60000 };

export default defineConfig({
  testDir: '/work/wt-int/test/e2e',
  outputDir: '/tmp/tr-int',
  workers: Math.min(4, availableParallelism()),
  fullyParallel: true,
  timeout: 900000,
  expect: { timeout: 60000 },
  reporter: [['list'], ['/work/wt-int/test/e2e/near-limits-of-playwright.ts']],
  use: {
    actionTimeout: 60000, // also of every waitFor
    navigationTimeout: 60000,
    baseURL: `http://localhost:${BUILT_PORT}/`,
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block', // it would answer before a test's route does; offline.spec.ts lets it
    launchOptions: {
      executablePath: process.env.NUDGE_BROWSER,
      timeout: 60000,
      args: [...plain, ...swiftshader],
    },
    // its snapshots would read blobs, which the page's policy forbids
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
  },
  projects: [
    { name: 'webgpu', testMatch: onSwiftShader }, // they take longest, and so begin
    { name: 'wasm', testIgnore: onSwiftShader },
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
