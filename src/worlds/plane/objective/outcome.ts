// What two trainings show when they are compared: each measure of both with its interval, and which is lower where the
// interval of their difference says so. It is of these two trainings, and of no others.

import { halfOfBits } from '../../../measures/bound-total';
import { natsPerLoss } from '../../../measures/point-bound';
import { differenceOf, meanOf } from '../../../measures/point-evidence';
import type { Estimate } from '../../../measures/shares';
import type { Arm, Study } from './study';

/** A measure of both trainings: a row of the table. */
export interface Compared {
  readonly name: string;
  readonly values: readonly [Estimate | null, Estimate | null];
  /** Null where it cannot be told, or the two are not of one kind. */
  readonly lower: 0 | 1 | null;
}

/** Of the same points, the same noise and the same sets of samples: differences are taken in pairs. */
export function compared({ of, arms }: Study): Compared[] {
  if (of === null) return [];
  const [a, b] = arms;
  const common = Math.min(a.checkpoints.length, b.checkpoints.length);
  const early = a.checkpoints.slice(0, common).find(({ step }) => step * 4 >= of.train.mostSteps) ?? null;
  const place = early === null ? -1 : a.checkpoints.indexOf(early);
  const row = (name: string, values: (arm: Arm) => readonly number[] | undefined, alike = true): Compared => {
    const [first, second] = [values(a) ?? [], values(b) ?? []];
    const both = first.length > 0 && first.length === second.length && common > 0;
    const mean = (some: readonly number[]): Estimate | null => (some.length === 0 ? null : meanOf(some));
    return {
      name,
      values: [mean(first), mean(second)],
      lower: both && alike ? lowerOf(first, second) : null,
    };
  };
  const rows: Compared[] = [];
  const alike = of.contrast === 'objective'; // under another schedule t is another noise
  const steps = (early?.step ?? 0).toLocaleString('en');
  if (alike && place > 0 && place < common - 1) {
    rows.push(
      row(`error of ε above the least, step ${steps}`, ({ checkpoints }) => checkpoints[place]?.error),
    );
    rows.push(row(`bits above the least, step ${steps}`, ({ checkpoints }) => checkpoints[place]?.bits));
  }
  rows.push(row('error of ε above the least', ({ checkpoints }) => checkpoints[common - 1]?.error, alike));
  rows.push(row('bits above the least', ({ checkpoints }) => checkpoints[common - 1]?.bits, alike));
  rows.push(row('whole bound, bits', ({ checkpoints }) => checkpoints[common - 1]?.bound));
  rows.push(row('samples’ distance to the data', ({ distances }) => distances));
  return rows;
}

function lowerOf(first: readonly number[], second: readonly number[]): 0 | 1 | null {
  const { low, high } = differenceOf(first, second);
  if (high < 0) return 0;
  return low > 0 ? 1 : null;
}

/** The t up to which half of a loss lies, under either objective; null before it is measured. */
export function halvesOf({ terms, tables }: Arm): { readonly simple: number; readonly vlb: number } | null {
  if (tables.length === 0 || terms.size < tables.length) return null;
  const losses = tables.map(({ t }) => terms.get(t)!.loss.reduce((sum, each) => sum + each, 0));
  return {
    simple: halfOfBits(losses),
    vlb: halfOfBits(losses.map((loss, t) => loss * natsPerLoss(tables[t]!))),
  };
}
