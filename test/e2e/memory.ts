// The tiny pack on WebGPU, in a page that Vite's development server serves: tensors alive after each step.

import { findWebGPU, startWebGPU } from '../../src/kernels/webgpu-backend';
import { tensorCounts } from '../chain/tensor-counts';
import { tinyPack } from '../pack/tiny-pack';

declare global {
  interface Window {
    memory?: {
      readonly counts: readonly number[];
      readonly left: number;
      readonly errors: readonly string[];
    };
  }
}

const errors: string[] = [];
try {
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  await startWebGPU(found, (error) => errors.push(error.message));
  const files = await tinyPack(async (file) => {
    const response = await fetch(`../parity/networks/${file}`);
    return new Uint8Array(await response.arrayBuffer());
  });
  window.memory = { ...(await tensorCounts(files, 50)), errors };
} catch (error) {
  window.memory = { counts: [], left: NaN, errors: [...errors, String(error)] };
}
