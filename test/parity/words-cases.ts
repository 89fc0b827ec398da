// The words' networks against training/words/fixtures.py.

import * as tf from '@tensorflow/tfjs-core';
import { withParameters } from '../../src/nn/parameters';
import { chosenValues } from '../../src/nn/slots';
import { textTimeWaves } from '../../src/nn/text/transformer';
import {
  denoiserInput,
  gradientToXt,
  inputWidth,
  loadDenoiserNetwork,
} from '../../src/nn/words/denoiser-network';
import { openTextClassifier } from '../../src/nn/words/text-classifier';
import { openTextDenoiser } from '../../src/nn/words/text-denoiser';
import { parseTextClassifierConfig } from '../../src/pack/configs/text-classifier-config';
import { parseTextDenoiserConfig } from '../../src/pack/configs/text-denoiser-config';
import { parseJsonObject } from '../../src/pack/json';
import { openSafetensors } from '../../src/pack/safetensors';
import { lanesOf, otherNumbers, type GuideCase, type Read } from './guide-cases';
import { openReference, type Reference } from './reference';

export interface TextFiles {
  /** Of the network: config.json and model.safetensors lie in it. */
  readonly folder: string;
  /** The reference's name before ".denoiser.reference.safetensors". */
  readonly reference: string;
  /** Lanes of the reference that are asked for; all by default. */
  readonly lanes?: readonly number[];
}

export async function textFiles(read: Read, { folder, reference }: TextFiles, part: string) {
  const config = parseJsonObject(await read(`${folder}/config.json`), `${folder}/config.json`);
  const weights = await read(`${folder}/model.safetensors`);
  const numbers = await read(`test/parity/words/${reference}.${part}.reference.safetensors`);
  return {
    json: config,
    source: openSafetensors(new Map([['model.safetensors', weights]]), part),
    reference: openReference(numbers, reference),
  };
}

/** The reference's arrays, of some lanes. */
function laneReader(reference: Reference, lanes?: readonly number[]) {
  const count = reference.flat('t').length;
  const chosen = lanes ?? Array.from({ length: count }, (_, lane) => lane);
  return {
    batch: chosen.length,
    lane: (name: string) => lanesOf(reference.flat(name), count, chosen),
    laneIfAny: (name: string) => (reference.has(name) ? lanesOf(reference.flat(name), count, chosen) : null),
  };
}

/** x_0, its words, and the gradient of Σ x_0·w by x_t. */
export function textDenoiserCase(files: TextFiles): GuideCase {
  return {
    name: `${files.reference} denoiser`,
    open: async (read) => {
      const { json, source, reference } = await textFiles(read, files, 'denoiser');
      const config = parseTextDenoiserConfig(json, 'config.json');
      const { batch, lane, laneIfAny } = laneReader(reference, files.lanes);
      const denoiser = openTextDenoiser(config, source);
      const other = otherNumbers();
      const ask = (
        xt: Float32Array<ArrayBuffer>,
        t: Float32Array,
        before: Float32Array<ArrayBuffer> | null,
      ) => denoiser.predict(xt, t, before);
      return {
        compare: async () => {
          const before = laneIfAny('before');
          const x0 = await ask(lane('x'), lane('t'), before);
          const { rounding } = denoiser;
          const first = lanesOf(
            x0,
            batch * config.length,
            [...Array(batch).keys()].map((b) => b * config.length),
          );
          return {
            x0: [x0, lane('x0')],
            nearest: [rounding.nearest(x0), lane('nearest')],
            clamped: [rounding.clamp(x0), lane('clamped')],
            logits: [rounding.logits(first), lane('logits_of_first')],
            'read off': [rounding.readOff(first), argmax(lane('logits_of_first'), config.vocabSize)],
            gradient: [
              await weightedGradient(config, source, { xt: lane('x'), t: lane('t'), before, w: lane('w') }),
              lane('gradient'),
            ],
          };
        },
        vary: () => {
          const size = lane('x').length;
          return ask(
            other(size),
            lane('t').map((t) => Math.floor(t / 2)),
            other(size),
          );
        },
        dispose: () => denoiser.dispose(),
      };
    },
  };
}

/** The network alone, differentiated with w as the slope of its output. */
async function weightedGradient(
  config: ReturnType<typeof parseTextDenoiserConfig>,
  source: ReturnType<typeof openSafetensors>,
  given: {
    readonly xt: Float32Array<ArrayBuffer>;
    readonly t: Float32Array;
    readonly before: Float32Array<ArrayBuffer> | null;
    readonly w: Float32Array;
  },
): Promise<Float32Array> {
  const { network, parameters } = withParameters(source, (p) => {
    p.numbers('embedding.weight', [config.vocabSize, config.embeddingDim]);
    p.numbers('head_bias', [config.vocabSize]);
    return loadDenoiserNetwork(p, config);
  });
  const batch = given.t.length;
  const gradient = tf.tidy(() => {
    const waves = tf.tensor2d(textTimeWaves(given.t, config), [batch, config.width]);
    const input = denoiserInput(given.xt, given.before, config);
    return tf.grad((x) => network(x as tf.Tensor4D, waves))(
      tf.tensor4d(input, [batch, 1, config.length, inputWidth(config)]),
      tf.tensor4d(given.w, [batch, 1, config.length, config.embeddingDim]),
    );
  });
  const values = Float32Array.from(await gradient.data());
  gradient.dispose();
  parameters.dispose();
  return gradientToXt(values, config);
}

function argmax(rows: Float32Array, width: number): number[] {
  return Array.from({ length: rows.length / width }, (_, i) => {
    const row = rows.subarray(i * width, (i + 1) * width);
    return row.indexOf(Math.max(...row));
  });
}

/** The way to words of which some are known, through the denoiser. */
export function knownWordsCase(files: TextFiles): GuideCase {
  return {
    name: `${files.reference} known words`,
    open: async (read) => {
      const { json, source, reference } = await textFiles(read, files, 'known');
      const denoiser = openTextDenoiser(parseTextDenoiserConfig(json, 'config.json'), source);
      const { lane } = laneReader(reference, files.lanes);
      const other = otherNumbers();
      return {
        compare: async () => {
          const tokens = Int32Array.from(lane('tokens'));
          const { value, gradient } = await denoiser.towardWords(
            lane('x'),
            lane('t'),
            tokens,
            lane('before'),
          );
          return { value: [value, lane('value')], gradient: [gradient, lane('gradient')] };
        },
        vary: () => {
          const size = lane('x').length;
          const tokens = Int32Array.from(lane('tokens'), (token) => (token < 0 ? 5 : -1));
          return denoiser.towardWords(
            other(size),
            lane('t').map((t) => t / 2),
            tokens,
            other(size),
          );
        },
        dispose: () => denoiser.dispose(),
      };
    },
  };
}

/** The belief in every value, and the gradient of log p of one. */
export function textClassifierCase(files: TextFiles): GuideCase {
  return {
    name: `${files.reference} classifier`,
    open: async (read) => {
      const { json, source, reference } = await textFiles(read, files, 'classifier');
      const classifier = openTextClassifier(parseTextClassifierConfig(json, 'config.json'), source);
      const { batch, lane } = laneReader(reference, files.lanes);
      const [slot = 0, label = 0] = reference.flat('slot_and_label');
      const chosen = (value: number) =>
        chosenValues(
          classifier.slots,
          Array.from({ length: batch }, () => classifier.slots.map((_, i) => (i === slot ? value : -1))),
        );
      const other = otherNumbers();
      return {
        compare: async () => {
          const { value, gradient, probs } = await classifier.evaluate(lane('x'), lane('t'), chosen(label));
          const logProbs = lane('log_probs');
          const asked = chosen(label).map((one, i) => one * logProbs[i]!);
          const perLane = asked.length / batch;
          return {
            probs: [probs, logProbs.map(Math.exp)],
            value: [
              value,
              Array.from({ length: batch }, (_, b) =>
                asked.subarray(b * perLane, (b + 1) * perLane).reduce((sum, one) => sum + one, 0),
              ),
            ],
            gradient: [gradient, lane('gradient')],
          };
        },
        vary: () =>
          classifier.evaluate(
            other(lane('x').length),
            lane('t').map((t) => t / 2),
            chosen(0),
          ),
        dispose: () => classifier.dispose(),
      };
    },
  };
}
