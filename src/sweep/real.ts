// What a pack's judge sees in real samples of each class (training/real_features.py), to measure beside.

import * as v from 'valibot';
import { featuresOf, featureText, sha256Text, units } from './feature-bytes';

export interface RealClass {
  /** Test images of the class, and those that the judge reads as labelled. */
  readonly images: number;
  readonly read: number;
  /** Mean -log p of the class, in nats. */
  readonly nats: number;
  /** Of some that are read as labelled: precision and recall are taken against these. */
  readonly reference: readonly Float32Array[]; // [N/2][F]
  /** Of others: what real samples come to themselves. */
  readonly heldOut: readonly Float32Array[]; // [N/2][F]
}

/** What a judge sees in real samples, class by class. */
export interface Real {
  readonly source: string;
  readonly classes: readonly RealClass[];
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const schema = v.object({
  format: v.literal(1),
  source: v.string(),
  judge: sha256Text,
  units,
  classes: v.array(v.object({ images: count, read: count, nats: v.number(), features: featureText })),
});

/**
 * @param judge sha256 of the judge's weights
 * @returns null where they are of another judge, or no real samples at all
 */
export function realOf(json: unknown, judge: string | null): Real | null {
  const { success, output } = v.safeParse(schema, json);
  if (!success || output.judge !== judge) return null;
  return {
    source: output.source,
    classes: output.classes.map(({ features: text, ...each }) => {
      const features = featuresOf(text, output.units);
      const half = Math.floor(features.length / 2);
      return { ...each, reference: features.slice(0, half), heldOut: features.slice(half) };
    }),
  };
}
