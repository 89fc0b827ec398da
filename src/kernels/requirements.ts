// What the fused kernels need of a device. All of it is within WebGPU's default limits; an adapter in compatibility
// mode may offer less.

/** The fused kernels, by the names of their folders. */
export const kernelNames = [
  'attention',
  'blended-x0',
  'class-log-probs',
  'convolution',
  'dense',
  'group-norm-silu',
  'layer-norm',
  'linear',
  'unit-embedding',
] as const;
export type KernelName = (typeof kernelNames)[number];

type Limit = Extract<
  keyof GPUSupportedLimits,
  | 'maxStorageBuffersPerShaderStage'
  | 'maxComputeInvocationsPerWorkgroup'
  | 'maxComputeWorkgroupSizeX'
  | 'maxComputeWorkgroupStorageSize'
>;

export type Limits = Pick<GPUSupportedLimits, Limit>;

interface Needs {
  /** Inputs and the output. */
  readonly buffers: number;
  readonly threads: number;
  /** Bytes of workgroup memory, at most. */
  readonly memory: number;
}

export const needs: Readonly<Record<KernelName, Needs>> = {
  attention: { buffers: 4, threads: 64, memory: 16_384 },
  'blended-x0': { buffers: 5, threads: 64, memory: 0 },
  'class-log-probs': { buffers: 7, threads: 128, memory: 16_384 },
  convolution: { buffers: 8, threads: 64, memory: 9_000 },
  dense: { buffers: 4, threads: 64, memory: 256 },
  'group-norm-silu': { buffers: 7, threads: 256, memory: 2_048 },
  'layer-norm': { buffers: 5, threads: 64, memory: 512 },
  linear: { buffers: 5, threads: 64, memory: 9_000 },
  'unit-embedding': { buffers: 5, threads: 64, memory: 16_384 },
};

/** @returns what the limits lack for this kernel, part of a sentence; null when they suffice */
export function lackFor(name: KernelName, limits: Limits): string | null {
  const { buffers, threads, memory } = needs[name];
  const offered = {
    buffers: limits.maxStorageBuffersPerShaderStage,
    threads: Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX),
    memory: limits.maxComputeWorkgroupStorageSize,
  };
  if (offered.buffers < buffers) return `${offered.buffers} storage buffers where ${buffers} are needed`;
  if (offered.threads < threads) return `workgroups of ${offered.threads} where ${threads} are needed`;
  if (offered.memory < memory)
    return `${offered.memory} bytes of workgroup memory where ${memory} are needed`;
  return null;
}
