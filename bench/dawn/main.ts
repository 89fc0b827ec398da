// The kernels and the networks on WebGPU without a browser: every kernel beside its twin, then what the WebGPU part
// measures. dawn.mjs bundles this and runs it in a Node that has Dawn's WebGPU in its globals.

import * as tf from '@tensorflow/tfjs-core';
import { filesInFolder } from '../../src/cli/files-in-folder';
import { refusedKernels } from '../../src/kernels/fused';
import { findWebGPU, startWebGPU } from '../../src/kernels/webgpu-backend';
import { kernelCases, measureCase, TOLERANCE } from '../../test/kernels/cases';
import { measureWebGPU, type Subject, type WebGPUReport } from '../measure-webgpu';

export interface DawnReport {
  readonly webgpu: WebGPUReport;
  readonly kernels: {
    readonly isSoftware: boolean;
    readonly cases: number;
    /** Largest distance from the twins, relative. */
    readonly largest: number;
    readonly tolerance: number;
    readonly refused: readonly string[];
  };
}

/** Throws when a kernel is wrong or refused. */
async function checkKernels(): Promise<DawnReport['kernels']> {
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  const errors: string[] = [];
  const { gpu } = await startWebGPU(found, (error) => errors.push(error.message));
  let largest = 0;
  for (const each of kernelCases) {
    for (const [quantity, distance] of Object.entries(await measureCase(each))) {
      if (!(distance <= TOLERANCE)) throw new Error(`${each.name}, ${quantity}: ${distance} from its twin`);
      largest = Math.max(largest, distance);
    }
  }
  const refused = refusedKernels();
  gpu.destroy();
  tf.removeBackend('webgpu');
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return {
    isSoftware: found.isSoftware,
    cases: kernelCases.length,
    largest,
    tolerance: TOLERANCE,
    refused,
  };
}

/**
 * @param folders of packs: the digits, and the large network where it was made, which a software adapter would only
 * count, as the WebGPU part has done
 */
export async function measure(folders: readonly string[], runs: number): Promise<DawnReport> {
  const kernels = await checkKernels();
  const subjects = folders.slice(0, kernels.isSoftware ? 1 : 2).map((folder, i): Subject => {
    const name = i === 0 ? 'digits' : 'large';
    return { name, files: filesInFolder(folder), onnx: null, isLarge: i > 0 };
  });
  return { kernels, webgpu: await measureWebGPU(subjects, { timed: false, counted: true, runs }) };
}
