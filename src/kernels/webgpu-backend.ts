// tfjs' WebGPU backend on a device of our own: features and limits asked for, errors and loss listened for. tfjs'
// factory surfaces neither, and takes a null adapter for one.

import * as tf from '@tensorflow/tfjs-core';
import { NudgeError } from '../terms/errors';
import { forgetFusedKernels, startFusedKernels } from './fused';
import { RecordingBackend } from './recording/recording-backend';

export interface WebGPUAdapter {
  readonly adapter: GPUAdapter;
  /** What it is: "apple metal-3", "google swiftshader". */
  readonly device: string;
  /** Computes on the CPU: slower than WASM by far. */
  readonly isSoftware: boolean;
}

export interface StartedWebGPU {
  readonly name: 'webgpu';
  readonly device: string;
  readonly gpu: GPUDevice;
  readonly backend: RecordingBackend;
  /** Resolves when the device goes away for another reason than `stopWebGPU`; never rejects. */
  readonly lost: Promise<GPUDeviceLostInfo>;
}

const wantedFeatures = [
  'timestamp-query',
  'shader-f16',
  'subgroups',
] as const satisfies readonly GPUFeatureName[];

const wantedLimits = [
  'maxBufferSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/** @returns the adapter to use, or a sentence that says why there is none */
export async function findWebGPU(): Promise<WebGPUAdapter | string> {
  const gpu: GPU | undefined = globalThis.navigator?.gpu;
  if (gpu === undefined) {
    return isSecureContext
      ? 'This browser has no WebGPU.'
      : 'This address is plain http, and browsers offer WebGPU only at https addresses and at localhost.';
  }
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter === null) return 'WebGPU found no graphics adapter.';
    const { vendor, architecture, description } = adapter.info;
    const device = description || [vendor, architecture].filter(Boolean).join(' ') || 'graphics adapter';
    return { adapter, device, isSoftware: isSoftware(adapter) };
  } catch (error) {
    return `WebGPU failed: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

function isSoftware(adapter: GPUAdapter): boolean {
  if (adapter.info.isFallbackAdapter) return true;
  return /swiftshader|llvmpipe|lavapipe|basic render/i.test(
    `${adapter.info.architecture} ${adapter.info.description}`,
  );
}

/**
 * Makes WebGPU the current backend, on a new device. Tensors of an earlier device are dead afterwards. An
 * adapter gives one device only: after a loss, request a new one.
 *
 * @param onError hears validation and out-of-memory errors: always a bug, or a machine beyond its means
 * @param inTime gives up what the GPU has been asked for
 * @throws NudgeError `backend-failed`
 */
export async function startWebGPU(
  { adapter, device: description }: WebGPUAdapter,
  onError: (error: GPUError) => void,
  inTime: RecordingBackend['answered'] = (answer) => answer,
): Promise<StartedWebGPU> {
  try {
    const asked = adapter.requestDevice({
      requiredFeatures: wantedFeatures.filter((feature) => adapter.features.has(feature)),
      requiredLimits: Object.fromEntries(wantedLimits.map((limit) => [limit, adapter.limits[limit]])),
    });
    const gpu = await inTime(asked);
    gpu.addEventListener('uncapturederror', (event) => onError(event.error));
    const backend = new RecordingBackend(gpu, adapter.info);
    backend.answered = inTime;
    if (tf.findBackendFactory('webgpu') !== null) tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => backend, 3);
    if (!(await tf.setBackend('webgpu'))) throw new Error('the WebGPU backend did not start');
    startFusedKernels(backend, adapter.limits);
    return { name: 'webgpu', device: description, gpu, backend, lost: lossOf(gpu) };
  } catch (error) {
    throw new NudgeError(
      'backend-failed',
      `WebGPU could not be started: ${error instanceof Error ? error.message : String(error)}.`,
      'Nudge can compute with WebAssembly instead.',
    );
  }
}

async function lossOf(gpu: GPUDevice): Promise<GPUDeviceLostInfo> {
  const info = await gpu.lost;
  return info.reason === 'destroyed' && stopped.has(gpu) ? new Promise<never>(() => {}) : info;
}

const stopped = new WeakSet<GPUDevice>();

/** Gives the device back; its tensors are dead. Another backend must be set before tensors are made again. */
export function stopWebGPU({ gpu }: StartedWebGPU): void {
  stopped.add(gpu);
  forgetFusedKernels();
  tf.removeBackend('webgpu');
  gpu.destroy();
}
