// A clean CLIP on x̂_0, after Crowson's CLIP-guided diffusion (2021): it is shown √(1-ᾱ)·x̂_0 + (1-√(1-ᾱ))·x_t, and the
// gradient goes back through the denoiser. So an encoder that has never seen noise can guide.

import * as tf from '@tensorflow/tfjs-core';
// tfjs-core alone knows no gradients. They read its flags, so they come after it.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { predictionCoefficients } from '../../diffusion/prediction';
import { blendX0 } from '../../kernels/blended-x0/operation';
import { RecordedFunction } from '../../kernels/recording/recorded-function';
import { invariant } from '../../terms/errors';
import type { Samples } from '../../terms/sample';
import type { PredictionType } from '../../terms/scheduler';
import { timeWaves, waveCount } from '../layers/time-embedding';
import type { UNet2D } from '../unet2d';
import type { EncoderConfig } from '../unet-config';
import { alongEach, type Clip, type ClipGuidance } from './clip';

/** A denoiser that can be differentiated through, and how its output is read. */
export interface DifferentiableDenoiser {
  readonly network: UNet2D;
  readonly config: EncoderConfig;
  readonly predictionType: PredictionType;
  readonly alphasCumprod: Float64Array; // ᾱ [T]
  /** x̂_0 is clipped to ± this; null leaves it alone. */
  readonly clipRange: number | null;
}

export interface ClipOnX0 {
  /** As `Clip.evaluate`; beside it the denoiser's output at (x_t, t), which it has computed anyway. */
  evaluate(
    xt: Samples,
    t: Float32Array,
    directions: Float32Array<ArrayBuffer>,
  ): Promise<ClipGuidance & { readonly modelOutput: Samples }>;
  /** Neither the CLIP nor the denoiser: they must live until then. */
  dispose(): void;
}

/** It owns neither: both must outlive it. */
export function openClipOnX0(clip: Clip, denoiser: DifferentiableDenoiser): ClipOnX0 {
  const { network, config, clipRange } = denoiser;
  const { dimensions } = clip.config.image;
  const evaluate = new RecordedFunction(([xt, waves, coefficients, cleanWaves, slope]) => {
    const outputs: tf.Tensor4D[] = []; // it leaves the tape's scope by another way than the value does
    try {
      const { value, grad } = tf.valueAndGrad((given) => {
        const x = given as tf.Tensor4D;
        const output = tf.keep(network(x, waves as tf.Tensor2D));
        outputs.push(output);
        const shown = blendX0({ xt: x, output, coefficients: coefficients as tf.Tensor2D, clipRange });
        return clip.encodeImage(shown, cleanWaves as tf.Tensor2D);
      })(xt!, slope as tf.Tensor2D);
      return [value, grad, ...outputs.map((output) => tf.clone(output))];
    } finally {
      tf.dispose(outputs);
    }
  });
  return {
    evaluate: async (xt, t, directions) => {
      const batch = t.length;
      const slope = directions.map((value) => value * clip.config.scale);
      const clean = timeWaves(new Float32Array(batch), clip.config.image);
      const [seen, gradient, modelOutput] = await evaluate.run([
        { values: xt, shape: [batch, ...clip.sampleShape] },
        { values: timeWaves(t, config), shape: [batch, waveCount(config)] },
        { values: blendOf(t, denoiser), shape: [batch, 3] },
        { values: clean, shape: [batch, waveCount(clip.config.image)] },
        { values: slope, shape: [batch, dimensions] },
      ]);
      return {
        value: alongEach(seen!, slope, batch),
        gradient: gradient!,
        seen: seen!,
        modelOutput: modelOutput!,
      };
    },
    dispose: () => evaluate.dispose(),
  };
}

/** a, b and r of each lane: x̂_0 = a·x_t + b·output, shown with the share r = √(1-ᾱ). @returns [B, 3] */
function blendOf(t: Float32Array, denoiser: DifferentiableDenoiser): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(3 * t.length);
  t.forEach((time, lane) => {
    const alphaCumprod = denoiser.alphasCumprod[time];
    invariant(alphaCumprod !== undefined, `clip on x0: expected a listed timestep, got ${time}`);
    const { x0 } = predictionCoefficients(denoiser.predictionType, alphaCumprod);
    rows.set([x0.ofXt, x0.ofOutput, Math.sqrt(1 - alphaCumprod)], 3 * lane);
  });
  return rows;
}
