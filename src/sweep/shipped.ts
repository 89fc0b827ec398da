// A sweep that comes with a pack (`npm run refresh-pack`, its step "sweep"): its samples as if they were made here.

import * as v from 'valibot';
import { samplerKinds } from '../terms/scheduler';
import { sampleSize, type Samples, type SampleShape } from '../terms/sample';
import { featuresOf, featureText, sha256Text, units } from './feature-bytes';
import { rowKey, type MadeBy, type Row, type Sampled } from './sampled';

/** The sweep that came with a pack, as if it were made here. */
export interface Shipped {
  readonly made: MadeBy;
  /** As a sweep's rows are keyed. */
  readonly rows: ReadonlyMap<string, Row>;
  readonly scales: readonly number[];
  /** Samples of each scale, and the first one's seed. */
  readonly seeds: number;
  readonly seed: number;
  /** By which the weights are told that made them. */
  readonly weights: Readonly<Record<string, string>>;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const schema = v.object({
  format: v.literal(1),
  weights: v.record(v.string(), sha256Text),
  guide: v.nullable(v.string()),
  target: v.string(),
  sampler: v.picklist(samplerKinds),
  steps: count,
  seed: count,
  seeds: v.pipe(count, v.minValue(1)),
  units,
  /** A PNG: a row for each scale, and of each its first samples. */
  pictures: v.object({ path: v.string(), columns: count }),
  rows: v.array(
    v.object({ scale: v.number(), labels: v.array(count), nats: v.array(v.number()), features: featureText }),
  ),
});

/** A pack's `sweep.json`, checked. */
export type ShippedFile = v.InferOutput<typeof schema>;

/** @returns null where it is none, or its weights are not these */
export async function shippedFile(
  json: unknown,
  sha256: (path: string) => Promise<string | null>,
): Promise<ShippedFile | null> {
  const { success, output } = v.safeParse(schema, json);
  if (!success) return null;
  const found = await Promise.all(Object.keys(output.weights).map(sha256));
  return found.join() === Object.values(output.weights).join() ? output : null;
}

interface Pictures {
  readonly samples: Samples; // [rows × columns, H, W, C]
  readonly columns: number;
  readonly shape: SampleShape;
}

/** @param model as rows are keyed @param pictures null where they did not come */
export function shippedOf(file: ShippedFile, model: string, pictures: Pictures | null): Shipped {
  const { guide, target, sampler, steps, seed, seeds, weights } = file;
  const made: MadeBy = { model, guide, target, sampler, steps };
  const rows = file.rows.map(({ scale, labels, nats, features: text }, row) => {
    const features = featuresOf(text, file.units);
    const samples = features.map((own, i): [number, Sampled] => {
      const label = labels[i] ?? -1;
      const accepted = label === Number(target);
      const x0 = pictures === null ? null : pictureOf(pictures, row, i);
      return [seed + i, { x0, verdict: { accepted, nats: nats[i] ?? Number.NaN, label }, features: own }];
    });
    return [rowKey(made, { scale, interval: null }), new Map(samples)] as const;
  });
  return { made, rows: new Map(rows), scales: file.rows.map(({ scale }) => scale), seed, seeds, weights };
}

function pictureOf({ samples, columns, shape }: Pictures, row: number, i: number): Samples | null {
  if (i >= columns) return null;
  const size = sampleSize(shape);
  const at = row * columns + i;
  return samples.slice(at * size, (at + 1) * size);
}
