// CLIP's text encoder (training/faces/clip.py): whole words to a vector of length 1. Pre-norm transformer blocks without
// a mask of the future, the mean over the words, one linear layer. It is asked once a prompt, for one text at a time, so
// it is computed on rows of numbers: there is no padding to mask, and nothing to record.

import { dotAt } from '../../diffusion/dot';
import type { Parameters } from '../parameters';
import { linearRows, logistic, logSumExpAt, normalizedRows, type RowLayer } from '../text/rows';
import type { TextEncoderConfig } from './clip-config';

/** Tokens, at least one and none of them padding → the embedding [D], of length 1. */
export type TextEncoder = (tokens: readonly number[]) => Float32Array<ArrayBuffer>;

interface Block {
  readonly norm1: RowLayer;
  readonly query: RowLayer;
  readonly key: RowLayer;
  readonly value: RowLayer;
  readonly out: RowLayer;
  readonly norm2: RowLayer;
  readonly up: RowLayer;
  readonly down: RowLayer;
}

export function loadTextEncoder(parameters: Parameters, config: TextEncoderConfig): TextEncoder {
  const { vocabulary, length, width, layers, heads, dimensions } = config;
  const linear = (name: string, inputs: number, outputs: number): RowLayer => ({
    weight: parameters.numbers(`${name}.weight`, [outputs, inputs]),
    bias: parameters.numbers(`${name}.bias`, [outputs]),
  });
  const norm = (name: string): RowLayer => ({
    weight: parameters.numbers(`${name}.weight`, [width]),
    bias: parameters.numbers(`${name}.bias`, [width]),
  });
  const words = parameters.numbers('words.weight', [vocabulary.length, width]);
  const places = parameters.numbers('places', [length, width]);
  const blocks = Array.from({ length: layers }, (_, i): Block => {
    const name = `blocks.${i}`;
    return {
      norm1: norm(`${name}.norm_1`),
      query: linear(`${name}.to_q`, width, width),
      key: linear(`${name}.to_k`, width, width),
      value: linear(`${name}.to_v`, width, width),
      out: linear(`${name}.to_out`, width, width),
      norm2: norm(`${name}.norm_2`),
      up: linear(`${name}.up`, width, 4 * width),
      down: linear(`${name}.down`, 4 * width, width),
    };
  });
  const normOut = norm('norm');
  const project = linear('project', width, dimensions);

  return (tokens) => {
    let h = new Float32Array(tokens.length * width);
    tokens.forEach((token, place) => {
      for (let c = 0; c < width; c++) {
        h[place * width + c] = words[token * width + c]! + places[place * width + c]!;
      }
    });
    for (const block of blocks) h = passed(h, block, heads);
    const mean = new Float32Array(width);
    normalizedRows(h, normOut).forEach((value, i) => (mean[i % width]! += value / tokens.length));
    const vector = linearRows(mean, project);
    const size = Math.sqrt(dotAt(vector, 0, vector, 0, dimensions));
    return vector.map((value) => value / size);
  };
}

/** @param h [L, width] @returns the same through the block */
function passed(h: Float32Array<ArrayBuffer>, block: Block, heads: number): Float32Array<ArrayBuffer> {
  const x = normalizedRows(h, block.norm1);
  const [q, k, v] = [block.query, block.key, block.value].map((layer) => linearRows(x, layer));
  const attended = sum(h, linearRows(mixed(q!, k!, v!, block.norm1.bias.length, heads), block.out));
  const inner = linearRows(normalizedRows(attended, block.norm2), block.up).map((z) => z * logistic(z));
  return sum(attended, linearRows(inner, block.down));
}

/** softmax(q·kᵀ/√d)·v for each head. @param q, k, v [L, width] */
function mixed(
  q: Float32Array,
  k: Float32Array,
  v: Float32Array,
  width: number,
  heads: number,
): Float32Array<ArrayBuffer> {
  const d = width / heads;
  const count = q.length / width;
  const out = new Float32Array(q.length);
  const scores = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    for (let head = 0; head < heads; head++) {
      const own = i * width + head * d;
      for (let j = 0; j < count; j++) scores[j] = dotAt(q, own, k, j * width + head * d, d) / Math.sqrt(d);
      const total = logSumExpAt(scores, 0, count);
      for (let j = 0; j < count; j++) {
        const share = Math.exp(scores[j]! - total);
        for (let c = 0; c < d; c++) out[own + c]! += share * v[j * width + head * d + c]!;
      }
    }
  }
  return out;
}

function sum(a: Float32Array, b: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(a, (value, i) => value + b[i]!);
}
