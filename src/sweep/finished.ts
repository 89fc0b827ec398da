// What is kept of a batch that has ended: its samples, and what the judge says of them.

import type { Client } from '../client/client';
import { roundingOf, wordsOf } from '../diffusion/words/sentence';
import { pointVerdict } from '../measures/points';
import type { Judged } from '../terms/networks';
import type { Mixture } from '../terms/plane';
import { sampleSize, type Samples } from '../terms/sample';
import { classOf } from '../terms/target';
import type { SweepOf } from './asked';
import { sentenceVerdict, verdictOf } from './judging';
import { rowKey, type Cell, type Row, type Sampled } from './sampled';
import type { Sweep } from './sweep';

/** Pictures of more seeds than are shown are not kept. */
export const SHOWN_SEEDS = 32;

/** What is computed at once. */
export interface Batch {
  readonly of: SweepOf;
  readonly cells: readonly Cell[];
}

async function judgedBy(client: Client, x0: Samples, count: number): Promise<Judged | null> {
  const query = { xt: x0, t: new Float32Array(count), targets: null, judge: true };
  return (await client.observe(query)).judged ?? null;
}

/** What is known of each sample of a batch, in the order of its cells. */
export async function readBatch(
  client: Client,
  { of, cells }: Batch,
  x0: Samples,
  natsPerWord: readonly number[] | null,
): Promise<readonly Sampled[]> {
  const { pack, mixture } = of;
  const size = sampleSize(pack.sampleShape);
  const own = (i: number): Samples => x0.slice(i * size, (i + 1) * size);
  if (pack.text !== undefined) {
    return cells.map((_, i) => sentenceOf(of, own(i), natsPerWord?.[i] ?? Number.NaN));
  }
  if (mixture !== null) return cells.map((_, i) => pointOf(of, mixture, own(i)));
  const judged = pack.hasJudge ? await judgedBy(client, x0, cells.length) : null;
  return cells.map((_, i) => ({
    x0: own(i),
    verdict: judged === null ? null : verdictOf(of, part(judged.probs, i, cells.length)),
    features: judged === null ? null : part(judged.features, i, cells.length),
  }));
}

function sentenceOf(of: SweepOf, x0: Samples, nats: number): Sampled {
  const tokens = roundingOf(of.pack)?.readOff(x0) ?? new Int32Array();
  const words = wordsOf(tokens, of.pack.text?.words ?? []);
  return { x0, words, verdict: sentenceVerdict(of, words, nats), features: null };
}

/** Read by the exact classifier. */
function pointOf({ target }: SweepOf, mixture: Mixture, x0: Samples): Sampled {
  const index = classOf(target);
  if (index === null || mixture.classes.length < 2) return { x0, verdict: null, features: null };
  return { x0, verdict: pointVerdict(mixture, index)([x0[0]!, x0[1]!]), features: null };
}

export function withBatch(
  before: Sweep['rows'],
  { of, cells }: Batch,
  read: readonly Sampled[],
): Sweep['rows'] {
  const rows = new Map<string, Row>(before);
  const fresh = new Map<string, Map<number, Sampled>>();
  cells.forEach((cell, i) => {
    const { seed } = cell;
    const key = rowKey(of.made, cell);
    const row = fresh.get(key) ?? new Map(before.get(key));
    fresh.set(key, row);
    rows.set(key, row);
    const sample = read[i]!;
    const isKept = seed < of.settings.seed + SHOWN_SEEDS || of.mixture !== null;
    row.set(seed, isKept ? sample : { ...sample, x0: null });
  });
  return rows;
}

function part(values: Float32Array, index: number, count: number): Float32Array {
  const size = values.length / count;
  return values.slice(index * size, (index + 1) * size);
}
