// Whether the fused kernels may be used now: only on the WebGPU backend that startWebGPU made, and there only
// those that did not fail. Everything else takes the plain path, which gives the same numbers.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';

export type KernelName = 'attention' | 'class-log-probs' | 'convolution' | 'dense' | 'group-norm-silu';

export const kernelNames: readonly KernelName[] = [
  'attention',
  'class-log-probs',
  'convolution',
  'dense',
  'group-norm-silu',
];

interface Fused {
  readonly backend: WebGPUBackend;
  readonly refused: Set<KernelName>;
}

let current: Fused | null = null;

/** From now on `backend` runs fused kernels; an earlier one does no more. */
export function startFusedKernels(backend: WebGPUBackend): void {
  current = { backend, refused: new Set() };
}

export function forgetFusedKernels(): void {
  current = null;
}

/** The kernel takes the plain path until another backend starts. */
export function refuseKernel(name: KernelName): void {
  current?.refused.add(name);
}

/** Undoes `refuseKernel`: for a comparison with the plain path. */
export function allowKernel(name: KernelName): void {
  current?.refused.delete(name);
}

export function refusedKernels(): readonly KernelName[] {
  return [...(current?.refused ?? [])];
}

/** @returns the backend that runs this kernel, or null for the plain path */
export function fusedBackend(name: KernelName): WebGPUBackend | null {
  if (current === null || current.refused.has(name) || tf.getBackend() !== 'webgpu') return null;
  return current.backend;
}
