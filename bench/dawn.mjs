// The kernels on a GPU without a browser: npm's `webgpu` is Dawn, which Chromium has inside. It needs a Vulkan, Metal
// or Direct3D 12 driver and no display, so that it can be taken to any machine with a GPU.

import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../test/e2e/find-browser.mjs';
import { bundleForNode } from './node-bundle.mjs';
import { rowsOf } from './webgpu.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const NO_ADAPTER = 3;
const TIMEOUT = 900_000;
/** Without one, the Vulkan loader complains. */
const quiet = { XDG_RUNTIME_DIR: tmpdir() };

export async function run() {
  const bundle = await bundleForNode('dawn/main.ts', 'dawn');
  const large = here('onnx/large');
  const folders = [here('../models/digits'), ...(existsSync(large) ? [large] : [])];
  const measure = (env) =>
    spawnSync(process.execPath, [here('dawn/run.mjs'), bundle, '5', ...folders], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      timeout: TIMEOUT,
      env: { ...quiet, ...process.env, ...env },
    });
  let result = measure({});
  const software = softwareDriver();
  if (result.status === NO_ADAPTER && software !== null) result = measure({ VK_ICD_FILENAMES: software });
  const { status, stdout, stderr, error } = result;
  if (error) throw error; // it took too long, or there is no Node to start
  if (status === NO_ADAPTER) {
    const remark =
      'Dawn found no adapter here: it needs a Vulkan, Metal or Direct3D 12 driver (VK_ICD_FILENAMES may name one).';
    return { rows: {}, remarks: [remark] };
  }
  if (status !== 0) throw new Error(stderr.trim() || `Node ended with ${status}`);
  const { kernels, webgpu } = JSON.parse(stdout.trim().split('\n').at(-1));
  if (webgpu.errors.length > 0) throw new Error(webgpu.errors.join('\n'));
  const rows = {
    'kernels that agree with their twins': kernels.cases,
    'largest distance from a twin, relative': kernels.largest,
    ...rowsOf(webgpu),
  };
  return { rows, remarks: [`on ${webgpu.device}`, ...webgpu.remarks], report: { kernels, webgpu } };
}

/** SwiftShader, which lies beside Chromium; null where it does not. */
function softwareDriver() {
  const folders = [dirname(realpathSync(findBrowser())), '/usr/lib/chromium'];
  return folders.map((folder) => join(folder, 'vk_swiftshader_icd.json')).find(existsSync) ?? null;
}
