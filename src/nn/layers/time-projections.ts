// Every block's linear layer on the time embedding, computed at once for all blocks.

import * as tf from '@tensorflow/tfjs-core';
import { dense } from '../../kernels/dense/operation';
import type { Parameters } from '../parameters';

export class TimeProjections {
  readonly #layers: { readonly name: string; readonly outputs: number }[] = [];
  #width = 0;

  /** Called while blocks are loaded. @returns the first of the block's columns */
  add(name: string, outputs: number): number {
    const offset = this.#width;
    this.#layers.push({ name, outputs });
    this.#width += outputs;
    return offset;
  }

  /** Called once every block is loaded. @returns the activated embedding [B, E] → all columns [B, W] */
  load(parameters: Parameters, inputs: number): (embedding: tf.Tensor2D) => tf.Tensor2D {
    const weights = parameters.linears(this.#layers, inputs);
    return (embedding) => tf.tidy(() => dense(embedding, weights, false));
  }
}
