// The digits' networks as contenders: ours, stock tfjs, and peers, each fed the same numbers and answering in
// NHWC.

import * as tf from '@tensorflow/tfjs-core';
import { normalBatch } from '../src/diffusion/noise/gaussian';
import { timeWaves, waveCount } from '../src/nn/layers/time-embedding';
import { loadClassifier } from '../src/pack/guides/classifier';
import { loadDenoiser } from '../src/pack/pipelines/unet-denoiser';
import type { EncoderConfig } from '../src/nn/unet-config';
import type { Contender } from './contest';
import { toNCHW, toNHWC, type Shape } from './layouts';
import type { Networks } from './open-network';
import { openJaxClassifier } from './peers/jax-classifier.mjs';
import { openOnnx, type OnnxNetwork } from './peers/onnxruntime.mjs';
import { stockClassifier, stockUNet } from './stock/networks';
import { classTarget } from '../src/terms/target';

export interface Input {
  readonly xt: Float32Array<ArrayBuffer>; // NHWC
  readonly t: Float32Array<ArrayBuffer>;
  readonly targets: Int32Array<ArrayBuffer>;
}

/** The n-th input of `lanes` samples. */
export function inputOf(config: EncoderConfig, lanes: number, n: number): Input {
  const t = (997 * (n + 1)) % 1000;
  const size = config.sampleSize[0] * config.sampleSize[1] * config.inChannels;
  return {
    xt: normalBatch(Array(lanes).fill(n), size, 'training', t),
    t: new Float32Array(lanes).fill(t),
    targets: Int32Array.from({ length: lanes }, (_, lane) => (n + lane) % 10),
  };
}

export function shapeOf(config: EncoderConfig, { t }: Input): Shape {
  return [t.length, ...config.sampleSize, config.inChannels];
}

export function nchwOf([batch, height, width, channels]: Shape): [number, number, number, number] {
  return [batch, channels, height, width];
}

export function ourUNet({ unet }: Networks): Contender<Input> & { dispose(): void } {
  const denoiser = loadDenoiser(unet.config, unet.weights);
  return {
    name: 'ours',
    run: ({ xt, t }) => denoiser.predict(xt, t, null),
    dispose: () => denoiser.dispose(),
  };
}

export function ourGradient({ classifier }: Networks): Contender<Input> & { dispose(): void } {
  const guide = loadClassifier(classifier!.config, classifier!.weights);
  return {
    name: 'ours',
    run: async ({ xt, t, targets }) =>
      (await guide.evaluate(xt, t, Array.from(targets, classTarget), null)).gradient,
    dispose: () => guide.dispose(),
  };
}

export function stockUNetContender({ unet: { config, weights } }: Networks): Contender<Input> {
  const network = stockUNet(weights, config);
  return {
    name: 'stock tfjs',
    run: (input) =>
      read(() => network(tf.tensor4d(input.xt, [...shapeOf(config, input)]), wavesOf(config, input))),
  };
}

export function stockGradientContender({ classifier }: Networks): Contender<Input> {
  const { config, weights } = classifier!;
  const network = stockClassifier(weights, config);
  return {
    name: 'stock tfjs',
    run: (input) =>
      read(() => {
        const waves = wavesOf(config, input);
        const chosen = tf.oneHot(tf.tensor1d(input.targets, 'int32'), config.labels.length);
        const logP = (x: tf.Tensor) => tf.sum(tf.mul(network(x as tf.Tensor4D, waves), chosen));
        return tf.grad(logP)(tf.tensor4d(input.xt, [...shapeOf(config, input)]));
      }),
  };
}

export async function onnxContender(
  { unet: { config } }: Networks,
  url: string,
  options: Parameters<typeof openOnnx>[1],
): Promise<Contender<Input> & Pick<OnnxNetwork, 'device'>> {
  const network = await openOnnx(url, options);
  return {
    name: 'onnxruntime-web',
    device: () => network.device(),
    run: async (input) => {
      const shape = shapeOf(config, input);
      return toNHWC(await network.run(toNCHW(input.xt, shape), nchwOf(shape), input.t), shape);
    },
  };
}

/** The classifier's log p alone: onnxruntime-web has no gradients. */
export async function onnxClassifier(
  { unet: { config } }: Networks,
  url: string,
  options: Parameters<typeof openOnnx>[1],
): Promise<Contender<Input>> {
  const network = await openOnnx(url, options);
  return {
    name: 'onnxruntime-web, without a gradient',
    run: async (input) => {
      const shape = shapeOf(config, input);
      return await network.run(toNCHW(input.xt, shape), nchwOf(shape), input.t);
    },
  };
}

export async function jaxContender(
  { classifier }: Networks,
  device: 'wasm' | 'webgpu',
): Promise<Contender<Input>> {
  const { config, weights } = classifier!;
  const network = await openJaxClassifier(weights, config, device);
  const classes = config.labels.length;
  return {
    name: 'jax-js',
    run: async (input) => {
      const shape = shapeOf(config, input);
      const chosen = new Float32Array(shape[0] * classes);
      input.targets.forEach((target, b) => (chosen[b * classes + target] = 1));
      const waves = timeWaves(input.t, config);
      return toNHWC(await network.run(toNCHW(input.xt, shape), nchwOf(shape), waves, chosen), shape);
    },
  };
}

function wavesOf(config: EncoderConfig, { t }: Input): tf.Tensor2D {
  return tf.tensor2d(timeWaves(t, config), [t.length, waveCount(config)]);
}

/** The numbers of what `compute` gives; nothing is left behind. */
async function read(compute: () => tf.Tensor): Promise<Float32Array> {
  const result = tf.tidy(compute);
  const values = Float32Array.from(await result.data());
  result.dispose();
  return values;
}
