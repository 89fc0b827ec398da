// Self-attention in one dispatch, its input gradient in two. How many queries a workgroup takes follows from what
// its memory holds.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type * as tf from '@tensorflow/tfjs-core';
import { dispatch, type Kernel } from '../dispatch';
import gradientWgsl from './key-value-gradient.wgsl?raw';
import wgsl from './kernel.wgsl?raw';

const THREADS = 64;
const kernel: Kernel = { name: 'attention', wgsl, workgroupSize: THREADS };
const gradientKernel: Kernel = { name: 'attention gradient', wgsl: gradientWgsl, workgroupSize: THREADS };

export interface Heads {
  readonly heads: number;
  readonly headDim: number;
}

/** More keys than this are not worth a walk by every query. */
export const MOST_TOKENS = 1024;
const WORKGROUP_BYTES = 16_384; // what every adapter has

/** Queries (or keys) of a workgroup, by its memory; 0 when not even one fits. Counts the backward pass. */
export function rowsAtOnce(tokens: number, headDim: number): number {
  const bytes = (rows: number) => 4 * (rows * (2 * headDim + 2 * padded(tokens)) + THREADS);
  return tokens > MOST_TOKENS ? 0 : ([4, 2, 1].find((rows) => bytes(rows) <= WORKGROUP_BYTES) ?? 0);
}

/** Few lengths, few pipelines. */
function padded(tokens: number): number {
  return Math.ceil(tokens / 64) * 64;
}

/** @param qkv [B, H, W, 3·heads·headDim] @returns [B, H, W, heads·headDim] */
export function runAttention(backend: WebGPUBackend, qkv: tf.Tensor4D, heads: Heads): tf.Tensor4D {
  const inner = heads.heads * heads.headDim;
  return runQueries(backend, qkv, heads, null, inner);
}

/** @param dy [B, H, W, heads·headDim] @returns ∂/∂qkv */
export function runAttentionGradient(
  backend: WebGPUBackend,
  qkv: tf.Tensor4D,
  { heads, headDim }: Heads,
  dy: tf.Tensor4D,
): tf.Tensor4D {
  const rows = runQueries(backend, qkv, { heads, headDim }, dy, heads * (headDim + 2));
  const [batch, height, width] = qkv.shape;
  const tokens = height * width;
  const keys = rowsAtOnce(tokens, headDim);
  return dispatch(backend, gradientKernel, {
    constants: { keys, headDim, queries: padded(tokens) },
    inputs: { qkv, dy, rows },
    integers: { tokens, heads },
    floats: { scale: headDim ** -0.5 },
    workgroups: [Math.ceil(tokens / keys), batch * heads],
    outputShape: qkv.shape,
  }) as tf.Tensor4D;
}

function runQueries(
  backend: WebGPUBackend,
  qkv: tf.Tensor4D,
  { heads, headDim }: Heads,
  dy: tf.Tensor4D | null,
  channels: number,
): tf.Tensor4D {
  const [batch, height, width] = qkv.shape;
  const tokens = height * width;
  const queries = rowsAtOnce(tokens, headDim);
  return dispatch(backend, kernel, {
    constants: { queries, headDim, keys: padded(tokens), backward: dy !== null },
    inputs: { qkv, dy: dy ?? qkv },
    integers: { tokens, heads },
    floats: { scale: headDim ** -0.5 },
    workgroups: [Math.ceil(tokens / queries), batch * heads],
    outputShape: [batch, height, width, channels],
  }) as tf.Tensor4D;
}
