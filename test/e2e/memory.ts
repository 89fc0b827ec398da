// The tiny pack on WebGPU, in a page that Vite's development server serves: tensors alive after each step.

import { findWebGPU, startWebGPU } from '../../src/kernels/webgpu-backend';
import { filesAtUrl } from '../../src/pack/files-at-url';
import { tensorCounts } from '../chain/tensor-counts';

export interface MemoryReport {
  readonly counts: readonly number[];
  readonly left: number;
  /** What the GPU refused, and what was thrown. */
  readonly errors: readonly string[];
}

declare global {
  interface Window {
    memory?: MemoryReport;
  }
}

const errors: string[] = [];
try {
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  await startWebGPU(found, (error) => errors.push(error.message));
  const tiny = filesAtUrl('tiny', new URL('../pack/tiny/', location.href).href);
  window.memory = { ...(await tensorCounts(tiny, 50)), errors };
} catch (error) {
  window.memory = { counts: [], left: NaN, errors: [...errors, String(error)] };
}
