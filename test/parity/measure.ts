// Runs a network of test/parity/networks on the current backend and says how far it is from PyTorch. The same
// code in Node (WASM) and in a browser (WebGPU).

import '@tensorflow/tfjs-core/dist/register_all_gradients';
import * as tf from '@tensorflow/tfjs-core';
import { loadClassEmbedding } from '../../src/nn/layers/class-embedding';
import { timeWaves, waveCount } from '../../src/nn/layers/time-embedding';
import { withParameters } from '../../src/nn/parameters';
import { loadUNet2D } from '../../src/nn/unet2d';
import { loadClassifier } from '../../src/pack/guides/classifier';
import { parseJsonObject } from '../../src/pack/json';
import { parseJudgeConfig } from '../../src/pack/judge-config';
import { parseClassifierConfig, parseUNetConfig } from '../../src/pack/network-config';
import { openSafetensors } from '../../src/pack/safetensors';
import { loadSampleJudge } from '../../src/pack/pipelines/sample-judge';
import { loadDenoiser } from '../../src/pack/pipelines/unet-denoiser';
import { maxDistance, openReference } from './reference';
import { classTarget } from '../../src/terms/target';

/** Agreement demanded, max |a - b|. */
export const TOLERANCE = 1e-3;

/** Max |a - b| of each quantity, and by how much the number of tensors grew (0). */
export interface Measurement {
  readonly name: string;
  readonly distances: Readonly<Record<string, number>>;
  readonly leaked: number;
}

/** @param read gives a file of a folder by name: "unet-00.config.json" */
export async function measure(
  name: string,
  read: (file: string) => Promise<Uint8Array>,
): Promise<Measurement> {
  const config = await read(`${name}.config.json`);
  const weights = await read(`${name}.weights.safetensors`);
  const reference = await read(`${name}.reference.safetensors`);
  const before = tf.memory().numTensors;
  const kind = name.split('-')[0];
  const distances =
    kind === 'unet'
      ? await measureUNet(config, weights, reference)
      : kind === 'classifier'
        ? await measureClassifier(config, weights, reference)
        : await measureJudge(config, weights, reference);
  return { name, distances, leaked: tf.memory().numTensors - before };
}

type Distances = Record<string, number>;

export async function measureUNet(
  configBytes: Uint8Array,
  weights: Uint8Array,
  referenceBytes: Uint8Array,
): Promise<Distances> {
  const config = parseUNetConfig(parseJsonObject(configBytes, 'config.json'), 'config.json');
  const reference = openReference(referenceBytes, 'reference');
  const source = openSafetensors(new Map([['weights', weights]]), 'unet');
  const x = reference.samples('x');
  const t = reference.flat('t');

  const y = reference.has('y') ? Int32Array.from(reference.flat('y')) : null;

  const denoiser = loadDenoiser(config, source);
  const output = maxDistance(await denoiser.predict(x, t, null, y), reference.samples('output'));
  denoiser.dispose();

  const { network: loaded, parameters } = withParameters(source, (p) => ({
    network: loadUNet2D(p, config),
    classRows: loadClassEmbedding(p, config),
  }));
  const { network, classRows } = loaded;
  const shape = [t.length, ...config.sampleSize, config.inChannels] as [number, number, number, number];
  const gradient = tf.tidy(() => {
    const w = tf.tensor4d(reference.samples('w'), [shape[0], shape[1], shape[2], config.outChannels]);
    const waves = tf.tensor2d(timeWaves(t, config), [t.length, waveCount(config)]);
    const classes = classRows && y && tf.tensor2d(classRows(y), [t.length, config.timeEmbeddingDim]);
    const weighted = (xt: tf.Tensor) =>
      tf.sum(tf.mul(network(xt as tf.Tensor4D, waves, classes ?? undefined), w));
    return tf.grad(weighted)(tf.tensor4d(x, shape));
  });
  const distance = maxDistance(await gradient.data(), reference.samples('gradient'));
  gradient.dispose();
  parameters.dispose();
  return { output, gradient: distance };
}

export async function measureClassifier(
  configBytes: Uint8Array,
  weights: Uint8Array,
  referenceBytes: Uint8Array,
): Promise<Distances> {
  const config = parseClassifierConfig(parseJsonObject(configBytes, 'config.json'), 'config.json');
  const reference = openReference(referenceBytes, 'reference');
  const guide = loadClassifier(config, openSafetensors(new Map([['weights', weights]]), 'classifier'));
  const targets = Int32Array.from(reference.flat('y'));
  const classes = config.labels.length;
  const logProbs = reference.flat('log_probs');
  const { value, beliefs, gradient } = await guide.evaluate(
    reference.samples('x'),
    reference.flat('t'),
    Array.from(targets, classTarget),
    null,
  );
  guide.dispose();
  return {
    beliefs: maxDistance(beliefs ?? [], logProbs.map(Math.exp)),
    value: maxDistance(
      value,
      Array.from(targets, (y, b) => logProbs[b * classes + y] ?? NaN),
    ),
    gradient: maxDistance(gradient, reference.samples('gradient')),
  };
}
async function measureJudge(
  configBytes: Uint8Array,
  weights: Uint8Array,
  referenceBytes: Uint8Array,
): Promise<Distances> {
  const config = parseJudgeConfig(parseJsonObject(configBytes, 'config.json'), 'config.json');
  const reference = openReference(referenceBytes, 'reference');
  const judge = loadSampleJudge(config, openSafetensors(new Map([['weights', weights]]), 'judge'));
  const { probs, features } = await judge.judge(reference.samples('x'));
  judge.dispose();
  return {
    probs: maxDistance(probs, reference.flat('probs')),
    features: maxDistance(features, reference.flat('features')),
  };
}
