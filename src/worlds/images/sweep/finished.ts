// What is kept of a batch that has ended: its samples, and what the judge says of them.

import type { Client } from '../../../client/client';
import type { Judged } from '../../../terms/networks';
import { sampleSize, type Samples } from '../../../terms/sample';
import type { SweepOf } from './asked';
import { verdictOf } from './judging';
import { rowKey, type Cell, type Row, type Sampled } from './sampled';
import type { Sweep } from './sweep';

/** Pictures of more seeds than are shown are not kept. */
export const SHOWN_SEEDS = 32;

/** What is computed at once. */
export interface Batch {
  readonly of: SweepOf;
  readonly cells: readonly Cell[];
}

export async function judgedBy(client: Client, x0: Samples, count: number): Promise<Judged | null> {
  const query = { xt: x0, t: new Float32Array(count), targets: null, judge: true };
  return (await client.observe(query)).judged ?? null;
}

/** @param judged null without a judge */
export function withBatch(
  before: Sweep['rows'],
  { of, cells }: Batch,
  x0: Samples,
  judged: Judged | null,
): Sweep['rows'] {
  const rows = new Map<string, Row>(before);
  const fresh = new Map<string, Map<number, Sampled>>();
  const size = sampleSize(of.pack.sampleShape);
  cells.forEach((cell, i) => {
    const { seed } = cell;
    const key = rowKey(of.made, cell);
    const row = fresh.get(key) ?? new Map(before.get(key));
    fresh.set(key, row);
    rows.set(key, row);
    const isShown = seed < of.settings.seed + SHOWN_SEEDS;
    row.set(seed, {
      x0: isShown ? x0.slice(i * size, (i + 1) * size) : null,
      verdict: judged === null ? null : verdictOf(of, part(judged.probs, i, cells.length)),
      features: judged === null ? null : part(judged.features, i, cells.length),
    });
  });
  return rows;
}

function part(values: Float32Array, index: number, count: number): Float32Array {
  const size = values.length / count;
  return values.slice(index * size, (index + 1) * size);
}
