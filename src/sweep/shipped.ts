// A sweep that comes with a pack (`npm run refresh-pack`, its step "sweep"): its samples as if they were made here.

import * as v from 'valibot';
import { samplerKinds } from '../terms/scheduler';
import { sampleSize, type Samples, type SampleShape } from '../terms/sample';
import { classTarget, type Target } from '../terms/target';
import { readTarget, targetFields } from '../terms/target-text';
import { featuresOf, featureText, sha256Text, units } from './feature-bytes';
import { rowKey, type MadeBy, type Row, type Sampled } from './sampled';

/** The sweep that came with a pack, as if it were made here. */
export interface Shipped {
  readonly made: MadeBy;
  readonly target: Target;
  /** As a sweep's rows are keyed. */
  readonly rows: ReadonlyMap<string, Row>;
  readonly scales: readonly number[];
  /** Samples of each scale, and the first one's seed. */
  readonly seeds: number;
  readonly seed: number;
  /** By which the weights are told that made them. */
  readonly weights: Readonly<Record<string, string>>;
}

const IS_CLASS = /^\d+$/;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const schema = v.pipe(
  v.object({
    format: v.literal(1),
    weights: v.record(v.string(), sha256Text),
    guide: v.nullable(v.string()),
    target: v.string(),
    sampler: v.picklist(samplerKinds),
    steps: count,
    seed: count,
    seeds: v.pipe(count, v.minValue(1)),
    /** Of the judge's features; absent of sentences. */
    units: v.optional(units),
    /** A PNG: a row for each scale, and of each its first samples; absent of sentences. */
    pictures: v.optional(v.object({ path: v.string(), columns: count })),
    rows: v.array(
      v.object({
        scale: v.number(),
        /** Absent of sentences. */
        labels: v.optional(v.array(count)),
        /** Absent of a class: there the label says it. */
        accepted: v.optional(v.array(v.boolean())),
        nats: v.array(v.number()),
        features: v.optional(featureText),
        /** Their words, with a blank between. */
        sentences: v.optional(v.array(v.string())),
      }),
    ),
  }),
  v.check(({ target }) => targetOfText(target) !== null),
  v.check(({ rows, seeds, target, units: of = [] }) =>
    rows.every(({ labels, accepted, nats, features, sentences }) => {
      const read = features === undefined ? undefined : featuresOf(features, of);
      const saysIt = accepted !== undefined || (labels !== undefined && IS_CLASS.test(target));
      const parts = [labels, accepted, nats, read, sentences];
      return saysIt && parts.every((part) => part === undefined || part.length === seeds);
    }),
  ),
);

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
  const rows = file.rows.map(({ scale, labels, accepted, nats, features: text, sentences }, row) => {
    const features = text === undefined ? [] : featuresOf(text, file.units ?? []);
    const samples = nats.map((own, i): [number, Sampled] => {
      const label = labels?.[i] ?? -1;
      const words = sentences?.[i]?.split(' ').filter((word) => word !== '');
      return [
        seed + i,
        {
          x0: pictures === null ? null : pictureOf(pictures, row, i),
          ...(words === undefined ? {} : { words }),
          verdict: { accepted: accepted?.[i] ?? label === Number(target), nats: own, label },
          features: features[i] ?? null,
        },
      ];
    });
    return [rowKey(made, { scale, interval: null }), new Map(samples)] as const;
  });
  const scales = file.rows.map(({ scale }) => scale);
  return { made, target: targetOfText(target)!, rows: new Map(rows), scales, seed, seeds, weights };
}

/** "7", "slots=food=Italian;length=15": the other way of `targetText`. @returns null for nonsense */
export function targetOfText(text: string): Target | null {
  if (IS_CLASS.test(text)) return classTarget(Number(text));
  const pairs = text.split(BEFORE_FIELD).map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  return readTarget(Object.fromEntries(pairs));
}

/** Values may have a semicolon of their own. */
const BEFORE_FIELD = new RegExp(`;(?=(?:${targetFields.join('|')})=)`);

function pictureOf({ samples, columns, shape }: Pictures, row: number, i: number): Samples | null {
  if (i >= columns) return null;
  const size = sampleSize(shape);
  const at = row * columns + i;
  return samples.slice(at * size, (at + 1) * size);
}
