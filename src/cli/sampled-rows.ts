// What `npm run sample` has written at several scales, put together: a row a scale, of each the same seeds.

import { fromBase64 } from '../formats/base64';
import { NudgeError } from '../terms/errors';
import { sampleSize, type Samples, type SampleShape } from '../terms/sample';

/** Of samples.json, of pictures or of sentences. */
export interface SamplesFile {
  readonly sampler: { readonly kind: string };
  readonly steps: number;
  readonly guide: string | null;
  readonly scale: number;
  readonly targets?: readonly (number | string)[];
  readonly seeds?: readonly number[];
  readonly samples?: string;
  readonly sentences?: readonly SampledSentence[];
}

export interface SampledSentence {
  readonly target: string;
  readonly seed: number;
  readonly words: readonly string[];
  /** A word; null without a judge. */
  readonly nats: number | null;
}

/** Every sample of a row has the same: pictures, or sentences. */
export interface SampledRow {
  readonly scale: number;
  readonly pictures: readonly Samples[];
  readonly sentences: readonly SampledSentence[];
}

export interface SampledRows {
  readonly guide: string | null;
  /** As text. */
  readonly target: string;
  readonly sampler: string;
  readonly steps: number;
  /** The first one, and how many from it on every row has. */
  readonly seed: number;
  readonly seeds: number;
  /** Ascending. */
  readonly rows: readonly SampledRow[];
}

/** @throws NudgeError where they are of several targets, guides or chains */
export function sampledRows(read: readonly SamplesFile[], shape: SampleShape): SampledRows {
  const pictures = bySeed(read, (file) => picturesOf(file, sampleSize(shape)));
  const sentences = bySeed(read, ({ sentences: own = [] }) => own.map((each) => [each.seed, each]));
  const scales = [...new Set(read.map(({ scale }) => scale))].toSorted((a, b) => a - b);
  const found = scales.map((scale) => [...(pictures.get(scale) ?? []), ...(sentences.get(scale) ?? [])]);
  const known = found.map((row) => new Set(row.map(([seed]) => seed)));
  const seed = Math.min(...known.flatMap((row) => [...row]));
  let seeds = 0;
  while (known.length > 0 && known.every((row) => row.has(seed + seeds))) seeds++;
  const ofRow = <T>(row: ReadonlyMap<number, T> = new Map()): readonly T[] =>
    Array.from({ length: seeds }, (_, i) => row.get(seed + i)).filter((each) => each !== undefined);
  return {
    guide: common(
      'guide',
      read.map(({ guide }) => guide),
    ),
    target: common('target', read.flatMap(targetsOf)),
    sampler: common(
      'sampler',
      read.map(({ sampler }) => sampler.kind),
    ),
    steps: common(
      'steps',
      read.map(({ steps }) => steps),
    ),
    seed,
    seeds,
    rows: scales.map((scale) => ({
      scale,
      pictures: ofRow(pictures.get(scale)),
      sentences: ofRow(sentences.get(scale)),
    })),
  };
}

const targetsOf = ({ targets = [], sentences = [] }: SamplesFile): readonly string[] => [
  ...targets.map(String),
  ...sentences.map(({ target }) => target),
];

function picturesOf({ seeds = [], samples }: SamplesFile, size: number): (readonly [number, Samples])[] {
  if (samples === undefined) return [];
  const values = fromBase64(samples);
  return seeds.map((seed, i) => [seed, values.slice(i * size, (i + 1) * size)]);
}

/** By scale, then by seed. */
function bySeed<T>(
  read: readonly SamplesFile[],
  of: (file: SamplesFile) => readonly (readonly [number, T])[],
): ReadonlyMap<number, ReadonlyMap<number, T>> {
  const rows = new Map<number, Map<number, T>>();
  for (const file of read) {
    const row = rows.get(file.scale) ?? new Map<number, T>();
    for (const [seed, each] of of(file)) row.set(seed, each);
    rows.set(file.scale, row);
  }
  return rows;
}

/** The same of every file. */
function common<T>(name: string, values: readonly T[]): T {
  const [first] = values;
  if (first === undefined || values.some((value) => value !== first)) {
    const got = [...new Set(values)].join(', ') || 'none';
    throw new NudgeError('bad-request', `${name}: expected one, got ${got}.`);
  }
  return first;
}
