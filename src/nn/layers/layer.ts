// What layers are: functions on NHWC tensors that close over their parameters. They never dispose what they
// are given; callers tidy.

import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

export type Layer = (x: Tensor4D) => Tensor4D; // [B, H, W, C] → [B, H', W', C']

/**
 * A layer that also sees the time embedding's projections for all blocks, [B, W]. It takes one input or two,
 * which lie one behind the other along the channels: so skips need no concatenation.
 */
export type TimedLayer = (inputs: readonly Tensor4D[], time: Tensor2D) => Tensor4D;
