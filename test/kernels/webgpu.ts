// Every kernel against its twin on WebGPU, in a page that Vite's development server serves. Anything that the GPU
// refuses is a failure.

import { refusedKernels } from '../../src/kernels/fused';
import { findWebGPU, startWebGPU } from '../../src/kernels/webgpu-backend';
import { done } from '../progress';
import { kernelCases, measureCase, TOLERANCE } from './cases';

export interface KernelReport {
  readonly tolerance: number;
  /** The names of all cases. */
  readonly cases: readonly string[];
  readonly measurements: readonly {
    readonly name: string;
    readonly distances: Readonly<Record<string, number>>;
  }[];
  /** Kernels that take the plain path; none in a test. */
  readonly refused: readonly string[];
  readonly errors: readonly string[];
}

async function report(): Promise<KernelReport> {
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  const errors: string[] = [];
  const { gpu } = await startWebGPU(found, (error) => errors.push(error.message));
  const measurements = [];
  const only = new URLSearchParams(location.search).get('only') ?? '';
  for (const each of kernelCases.filter(({ name }) => name.startsWith(only))) {
    gpu.pushErrorScope('validation');
    const distances = await measureCase(each);
    const refused = await gpu.popErrorScope();
    if (refused) errors.push(`${each.name}: ${refused.message}`);
    measurements.push({ name: each.name, distances });
    done(each.name);
  }
  const cases = kernelCases.map(({ name }) => name);
  return { tolerance: TOLERANCE, cases, measurements, refused: refusedKernels(), errors };
}

try {
  window.report = await report();
} catch (error) {
  const errors = [String(error)];
  window.report = {
    tolerance: TOLERANCE,
    cases: [],
    measurements: [],
    refused: [],
    errors,
  } satisfies KernelReport;
}
