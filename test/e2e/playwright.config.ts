import { defineConfig } from '@playwright/test';
import { BUILT_PORT, DEVELOPMENT_PORT } from './ports';

const plain = ['--no-sandbox', '--disable-background-networking', '--disable-sync'];
/** WebGPU without a GPU: SwiftShader, for compute and for canvases. */
const swiftshader = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

const server = { cwd: '../..', reuseExistingServer: false };

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 1, // a test owns the machine: WASM computes on every core it can get
  timeout: 240_000,
  expect: { timeout: 120_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${BUILT_PORT}/`,
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block', // it would answer before a test's route does; offline.spec.ts lets it
    launchOptions: {
      executablePath: process.env.NUDGE_BROWSER,
      args: [...plain, ...swiftshader],
    },
    trace: 'retain-on-failure',
  },
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
