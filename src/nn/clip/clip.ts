// A CLIP as a guide, asked with numbers (GLIDE, Nichol et al. 2021, §3.3): scale·cos(f(x_t, t), c) and its gradient. Both
// the temperature and the encoders are what was learned. A clean CLIP is asked at t = 0, or on x̂_0: clip-on-x0.ts.

import * as tf from '@tensorflow/tfjs-core';
// tfjs-core alone knows no gradients. They read its flags, so they come after it.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { RecordedFunction } from '../../kernels/recording/recorded-function';
import { NudgeError } from '../../terms/errors';
import type { Samples, SampleShape } from '../../terms/sample';
import { timeWaves, waveCount } from '../layers/time-embedding';
import { withParameters } from '../parameters';
import type { WeightSource } from '../weight-source';
import type { ClipConfig } from './clip-config';
import { loadImageEncoder, type ImageEncoder } from './image-encoder';
import { loadTextEncoder } from './text-encoder';
import { promptTokens } from './tokens';

/** What steers: value and gradient of f, the image's embedding, along the direction c of each lane. */
export interface ClipGuidance {
  /** scale·f·c of each lane: the scaled cosine where c is one prompt's embedding. */
  readonly value: Float32Array<ArrayBuffer>; // [B]
  readonly gradient: Samples; // [B, H, W, C]
  /** f: what it sees, of length 1. Its product with a prompt's embedding is their cosine. */
  readonly seen: Float32Array<ArrayBuffer>; // [B, D]
}

/** A CLIP whose weights are on the backend, until `dispose`. */
export interface Clip {
  readonly config: ClipConfig;
  readonly sampleShape: SampleShape;
  readonly parameterCount: number;
  /** For guides that look at something else than x_t. */
  readonly encodeImage: ImageEncoder;
  /**
   * A prompt's embedding, of length 1, [D]. Computed once a prompt; not the caller's to change.
   *
   * @throws NudgeError `bad-request` where there is no word to read
   */
  encodeText(text: string): Float32Array;
  /**
   * @param xt [B, H, W, C]; not kept, not changed
   * @param t [B]; zeros for a clean CLIP
   * @param directions c of each lane, [B, D]: a prompt's embedding, or `mixedPrompts` of several
   */
  evaluate(xt: Samples, t: Float32Array, directions: Float32Array<ArrayBuffer>): Promise<ClipGuidance>;
  dispose(): void;
}

/** As many prompts are remembered. */
const MOST_PROMPTS = 200;

/** Uploads the weights. @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function openClip(config: ClipConfig, image: WeightSource, text: WeightSource): Clip {
  const { network: encode, parameters: textParameters } = withParameters(text, (p) =>
    loadTextEncoder(p, config.text),
  );
  const { network: encodeImage, parameters } = withParameters(image, (p) =>
    loadImageEncoder(p, config.image),
  );
  const { sampleSize, inChannels, dimensions } = config.image;
  const sampleShape: SampleShape = [...sampleSize, inChannels];
  const evaluate = new RecordedFunction(([xt, waves, slope]) => {
    // Lanes do not touch each other: the gradient of the sum over them is each lane's own.
    const { value, grad } = tf.valueAndGrad((x) => encodeImage(x as tf.Tensor4D, waves as tf.Tensor2D))(
      xt!,
      slope as tf.Tensor2D,
    );
    return [value, grad];
  });
  const prompts = new Map<string, Float32Array>();
  return {
    config,
    sampleShape,
    parameterCount: parameters.count + textParameters.count,
    encodeImage,
    encodeText: (prompt) => {
      const kept = prompts.get(prompt);
      if (kept) return kept;
      const { tokens } = promptTokens(prompt, config.text.vocabulary, config.text.length);
      if (tokens.length === 0) {
        throw new NudgeError(
          'bad-request',
          `prompt: expected words, got ${JSON.stringify(prompt)}.`,
          'Write what the picture is to show.',
        );
      }
      const embedding = encode(tokens);
      const [oldest] = prompts.keys();
      if (prompts.size >= MOST_PROMPTS && oldest !== undefined) prompts.delete(oldest);
      prompts.set(prompt, embedding);
      return embedding;
    },
    evaluate: async (xt, t, directions) => {
      const batch = t.length;
      const slope = directions.map((value) => value * config.scale);
      const [seen, gradient] = await evaluate.run([
        { values: xt, shape: [batch, ...sampleShape] },
        { values: timeWaves(t, config.image), shape: [batch, waveCount(config.image)] },
        { values: slope, shape: [batch, dimensions] },
      ]);
      return { value: alongEach(seen!, slope, batch), gradient: gradient!, seen: seen! };
    },
    dispose: () => {
      evaluate.dispose();
      parameters.dispose();
      textParameters.dispose();
    },
  };
}

/** Several prompts at once: their embeddings times their weights, summed up, [D]. */
export function mixedPrompts(
  clip: Pick<Clip, 'encodeText' | 'config'>,
  parts: readonly { readonly text: string; readonly weight: number }[],
): Float32Array<ArrayBuffer> {
  const direction = new Float32Array(clip.config.image.dimensions);
  for (const { text, weight } of parts) {
    clip.encodeText(text).forEach((value, d) => (direction[d]! += weight * value));
  }
  return direction;
}

/** The product of each lane’s vectors, `a` and `b` [B, D]. @returns [B] */
export function alongEach(a: Float32Array, b: Float32Array, batch: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(batch);
  const size = a.length / batch;
  a.forEach((value, i) => (out[Math.floor(i / size)]! += value * b[i]!));
  return out;
}
