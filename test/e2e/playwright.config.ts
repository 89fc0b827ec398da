import { defineConfig } from '@playwright/test';

const port = 4179;
const plain = ['--no-sandbox', '--disable-background-networking', '--disable-sync'];
/** WebGPU without a GPU: SwiftShader, for compute and for canvases. */
const swiftshader = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-angle=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 1, // a test owns the machine: WASM computes on every core it can get
  timeout: 240_000,
  expect: { timeout: 120_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.NUDGE_BROWSER,
      args: [...plain, ...swiftshader],
    },
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `npx --no-install vite preview --port ${port} --strictPort`,
    cwd: '../..',
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
});
