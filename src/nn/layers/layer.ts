// What layers are: functions on NHWC tensors that close over their parameters. They never dispose what they
// are given; callers tidy.

import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

export type Layer = (x: Tensor4D) => Tensor4D; // [B, H, W, C] → [B, H', W', C']

/** A layer that also sees the activated time embedding, [B, E]. */
export type TimedLayer = (x: Tensor4D, embedding: Tensor2D) => Tensor4D;
