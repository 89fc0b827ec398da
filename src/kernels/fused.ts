// Whether the fused kernels may be used now: only on the WebGPU backend that startWebGPU made, and there only
// those that did not fail. Everything else takes the plain path, which gives the same numbers.

import * as tf from '@tensorflow/tfjs-core';
import type { RecordingBackend } from './recording/recording-backend';
import { kernelNames, lackFor, type KernelName, type Limits } from './requirements';

interface Fused {
  readonly backend: RecordingBackend;
  readonly refused: Set<KernelName>;
  /** What the adapter lacks; null when kernels were refused for another reason, or none was. */
  readonly lack: string | null;
  records: boolean;
}

let current: Fused | null = null;

/**
 * From now on `backend` runs fused kernels; an earlier one does no more.
 *
 * @param limits the adapter's: what needs more is refused at once
 */
export function startFusedKernels(backend: RecordingBackend, limits: Limits): void {
  const lacking = kernelNames.filter((name) => lackFor(name, limits) !== null);
  const [first] = lacking;
  const lack = first === undefined ? null : lackFor(first, limits);
  current = { backend, refused: new Set(lacking), lack, records: true };
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

/** A sentence for the status line when kernels were refused; empty otherwise. */
export function fallbackSentence(): string {
  if (refusedKernels().length === 0) return '';
  if (current?.lack) {
    return `This GPU offers ${current.lack} by Nudge’s own kernels; the networks run in stock ones, more slowly.`;
  }
  return 'This GPU refuses Nudge’s own kernels; the networks run in stock ones, more slowly.';
}

/** @returns the backend that runs this kernel, or null for the plain path */
export function fusedBackend(name: KernelName): RecordingBackend | null {
  if (current === null || current.refused.has(name) || tf.getBackend() !== 'webgpu') return null;
  return current.backend;
}

/** @returns the backend that records networks, or null when they just run */
export function recordingBackend(): RecordingBackend | null {
  return current !== null && current.records && tf.getBackend() === 'webgpu' ? current.backend : null;
}

/** Whether networks are recorded and replayed from now on: for a comparison. */
export function setRecording(records: boolean): void {
  if (current !== null) current.records = records;
}
