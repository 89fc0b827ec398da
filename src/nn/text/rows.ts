// Layers on rows of numbers, for networks that are too small and asked too seldom for a backend: they would wait longer
// for pipelines than they compute, and so their numbers are the same on every backend. Weights as PyTorch stores them.

import { dotAt } from '../../diffusion/dot';

/** PyTorch's default, and that of diffusers' transformer blocks. */
export const LAYER_NORM_EPS = 1e-5;

/** Weight [O, I] and bias [O]. */
export interface RowLayer {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** @param x [N, I] @returns x·Wᵀ + b, a fresh array [N, O] */
export function linearRows(x: Float32Array, { weight, bias }: RowLayer): Float32Array<ArrayBuffer> {
  const outputs = bias.length;
  const inputs = weight.length / outputs;
  const out = new Float32Array((x.length / inputs) * outputs);
  for (let at = 0; at < out.length; at++) {
    const o = at % outputs;
    out[at] = bias[o]! + dotAt(x, ((at - o) / outputs) * inputs, weight, o * inputs, inputs);
  }
  return out;
}

/** Layer norm of each row. @param x [N, C] @param weight, bias [C] @returns a fresh array [N, C] */
export function normalizedRows(x: Float32Array, { weight, bias }: RowLayer): Float32Array<ArrayBuffer> {
  const channels = bias.length;
  const out = new Float32Array(x.length);
  for (let first = 0; first < x.length; first += channels) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += x[first + c]!;
    const mean = sum / channels;
    let squares = 0;
    for (let c = 0; c < channels; c++) squares += (x[first + c]! - mean) ** 2;
    const rate = 1 / Math.sqrt(squares / channels + LAYER_NORM_EPS);
    for (let c = 0; c < channels; c++) out[first + c] = (x[first + c]! - mean) * rate * weight[c]! + bias[c]!;
  }
  return out;
}

/** log Σ exp of the numbers from a place on. */
export function logSumExpAt(x: Float32Array, from: number, count: number): number {
  let top = -Infinity;
  for (let i = 0; i < count; i++) top = Math.max(top, x[from + i]!);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp(x[from + i]! - top);
  return top + Math.log(sum);
}

export const logistic = (z: number): number => 1 / (1 + Math.exp(-z));
