// A noisy classifier with several heads, asked with numbers: log p of all that is asked for, its gradient and the
// belief in every value from one graph, in one read. The networks are attribute-classifier.ts and
// words/text-classifier.ts.

import * as tf from '@tensorflow/tfjs-core';
// tfjs-core alone knows no gradients. They read its flags, so they come after it.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { RecordedFunction } from '../kernels/recording/recorded-function';
import type { Slot } from '../terms/pack-info';
import type { Samples, SampleShape } from '../terms/sample';
import type { Parameters } from './parameters';
import { valueCount } from './slots';

export interface SlotGuidance {
  /** Σ of log p of each lane's values, in nats. */
  readonly value: Float32Array<ArrayBuffer>; // [B]
  readonly gradient: Samples; // [B, H, W, C]
  /** The belief in every value: a distribution for each slot, side by side. */
  readonly probs: Float32Array<ArrayBuffer>; // [B, K]
}

/** A classifier of several slots at once, whose weights are on the backend until `dispose`. */
export interface SlotClassifier {
  readonly slots: readonly Slot[];
  readonly parameterCount: number;
  /**
   * @param xt [B, H, W, C]; not kept, not changed
   * @param t [B]
   * @param chosen [B, K], 1 at each value that is asked for: `chosenValues`
   */
  evaluate(xt: Samples, t: Float32Array, chosen: Float32Array<ArrayBuffer>): Promise<SlotGuidance>;
  dispose(): void;
}

/** What a classifier is before it is asked. */
export interface SlotNetwork {
  readonly slots: readonly Slot[];
  readonly sampleShape: SampleShape;
  /** Embedding of t for the network: [B, waveCount]. */
  readonly waves: (t: Float32Array) => Float32Array<ArrayBuffer>;
  readonly waveCount: number;
  /** x_t [B, H, W, C] and the waves → log p of every value, [B, K]. */
  readonly logProbs: (xt: tf.Tensor4D, waves: tf.Tensor2D) => tf.Tensor2D;
}

/** @param parameters the network's; disposed with the classifier */
export function slotClassifier(network: SlotNetwork, parameters: Parameters): SlotClassifier {
  const { slots, sampleShape, waves, waveCount, logProbs } = network;
  const count = valueCount(slots);
  const evaluate = new RecordedFunction(([xt, told, chosen]) => {
    // Lanes do not touch each other: the gradient of the sum over them is each lane's own.
    const { value, grad } = tf.valueAndGrad((x) => logProbs(x as tf.Tensor4D, told as tf.Tensor2D))(
      xt!,
      chosen as tf.Tensor2D,
    );
    return [value, grad];
  });
  return {
    slots,
    parameterCount: parameters.count,
    evaluate: async (xt, t, chosen) => {
      const batch = t.length;
      const [found, gradient] = await evaluate.run([
        { values: xt, shape: [batch, ...sampleShape] },
        { values: waves(t), shape: [batch, waveCount] },
        { values: chosen, shape: [batch, count] },
      ]);
      const value = new Float32Array(batch);
      found!.forEach((logProb, i) => {
        if (chosen[i] !== 0) value[Math.floor(i / count)]! += chosen[i]! * logProb;
      });
      return { value, gradient: gradient!, probs: found!.map(Math.exp) };
    },
    dispose: () => {
      evaluate.dispose();
      parameters.dispose();
    },
  };
}
