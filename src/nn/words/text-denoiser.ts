// The words' denoiser, asked with numbers: what it predicts, and the way to known words through it.

import * as tf from '@tensorflow/tfjs-core';
// tfjs-core alone knows no gradients. They read its flags, so they come after it.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { withInputGradients } from '../../kernels/input-gradient';
import { RecordedFunction } from '../../kernels/recording/recorded-function';
import type { Samples, SampleShape } from '../../terms/sample';
import { withParameters } from '../parameters';
import { textTimeWaves } from '../text/transformer';
import type { WeightSource } from '../weight-source';
import {
  denoiserInput,
  gradientToXt,
  inputWidth,
  loadDenoiserNetwork,
  type TextDenoiserConfig,
} from './denoiser-network';
import { Rounding } from '../../diffusion/words/rounding';

/** How far known words are, and the way to them. */
export interface KnownWordsGuidance {
  /** log p = -|x̂_0 - E(w)|²/2 over the known positions, but for a constant. */
  readonly value: Float32Array<ArrayBuffer>; // [B]
  readonly gradient: Samples; // [B, 1, n, d]
}

/** Diffusion-LM’s denoiser (Li et al. 2022), whose weights are on the backend until `dispose`. */
export interface TextDenoiser {
  readonly sampleShape: SampleShape; // [1, n, d]
  readonly parameterCount: number;
  readonly selfConditioned: boolean;
  readonly rounding: Rounding;
  /**
   * @param xt [B, 1, n, d]; not kept, not changed
   * @param t [B]
   * @param before x̂_0 of the step before, as it was predicted; null at first. Looked at by a self-conditioned one only
   * @returns x̂_0 [B, 1, n, d], a fresh array, not yet clamped
   */
  predict(xt: Samples, t: Float32Array, before: Samples | null): Promise<Samples>;
  /**
   * Steers toward known words: a length, an infilling. The gradient goes back through the network; `before` is a
   * constant.
   *
   * @param tokens [B·n], -1 where any word will do
   */
  towardWords(
    xt: Samples,
    t: Float32Array,
    tokens: Int32Array,
    before: Samples | null,
  ): Promise<KnownWordsGuidance>;
  dispose(): void;
}

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function openTextDenoiser(config: TextDenoiserConfig, weights: WeightSource): TextDenoiser {
  const { length, embeddingDim: d, vocabSize, width } = config;
  const { network: loaded, parameters } = withParameters(weights, (p) => ({
    network: loadDenoiserNetwork(p, config),
    rounding: new Rounding(
      p.numbers('embedding.weight', [vocabSize, d]),
      p.numbers('head_bias', [vocabSize]),
    ),
  }));
  const { network, rounding } = loaded;
  const predict = new RecordedFunction(([given, waves]) => [
    network(given as tf.Tensor4D, waves as tf.Tensor2D),
  ]);
  const steer = new RecordedFunction(([given, waves, wanted, known]) => {
    const { value, grad } = tf.valueAndGrad((x) =>
      logDensity(
        network(x as tf.Tensor4D, waves as tf.Tensor2D),
        wanted as tf.Tensor4D,
        known as tf.Tensor4D,
      ),
    )(given!);
    return [value, grad];
  });
  const inputs = (xt: Samples, t: Float32Array, before: Samples | null) => [
    { values: denoiserInput(xt, before, config), shape: [t.length, 1, length, inputWidth(config)] },
    { values: textTimeWaves(t, config), shape: [t.length, width] },
  ];
  return {
    sampleShape: [1, length, d],
    parameterCount: parameters.count,
    selfConditioned: config.selfCondition,
    rounding,
    predict: async (xt, t, before) => {
      const [x0] = await predict.run(inputs(xt, t, before));
      return x0!;
    },
    towardWords: async (xt, t, tokens, before) => {
      const batch = t.length;
      const [logDensities, slopes] = await steer.run([
        ...inputs(xt, t, before),
        { values: rounding.embed(tokens), shape: [batch, 1, length, d] },
        { values: Float32Array.from(tokens, (word) => (word < 0 ? 0 : 1)), shape: [batch, 1, length, 1] },
      ]);
      const value = new Float32Array(batch);
      logDensities!.forEach((density, i) => (value[Math.floor(i / (length * d))]! += density));
      return { value, gradient: gradientToXt(slopes!, config) };
    },
    dispose: () => {
      predict.dispose();
      steer.dispose();
      parameters.dispose();
    },
  };
}

/** -(known·(x_0 - wanted))²/2 of every number; what is not known is 0. Differentiable in x_0. */
function logDensity(x0: tf.Tensor4D, wanted: tf.Tensor4D, known: tf.Tensor4D): tf.Tensor4D {
  return withInputGradients(
    [x0],
    () => {
      const away = tf.mul<tf.Tensor4D>(tf.sub(wanted, x0), known);
      return { value: tf.mul<tf.Tensor4D>(tf.square(away), -0.5), saved: [away] };
    },
    (dy, [away]) => [tf.mul(dy, away!)],
  );
}
