// What is said of a set of pictures, and of those that are compared: computed from what is known of them.

import { formatSmall } from '../../plots/format';
import type { BoundStatus } from '../../worlds/images/bound/bound';
import type { Lanes } from '../../worlds/images/bound/lanes';
import { dearestOf, type Named } from './over-pictures';
import type { Evidence, OfSet } from './shown';

export const ROUNDED = 'The picture is rounded to 256 levels first: any other has no bits.';

export const halfText = (half: number): string =>
  half === 0
    ? 'More than half of all bits are spent in the last step, at t = 0.'
    : `Half of all bits are spent at t ≤ ${half}.`;

/** Why there is no number. */
export function nothingText({ kind, of }: Lanes, status: BoundStatus): string {
  if (kind === 'set' && of.length === 0)
    return 'The set is empty: choose pictures of the sheet, or add one that you draw or open.';
  const what = kind === 'one' ? 'this picture' : 'these pictures';
  if (status === 'idle') return `Nothing is measured of ${what}: press “Measure here”.`;
  if (status === 'paused' && kind !== 'one') return `Nothing is measured of ${what} yet: press “Go on”.`;
  return `The model is asked about ${what}.`;
}

export const lostText = (lost: number, title: string): string =>
  lost === 1
    ? `One picture of the set is none of ${title}: it is left out.`
    : `${lost} pictures of the set are none of ${title}: they are left out.`;

export function saidOfSet(
  { total, T, half }: Evidence,
  { count, counted, isWhole, terms, total: sum }: OfSet,
): string {
  const alike = 'The noise is the same for each, and each is rounded to 256 levels first.';
  const interval =
    counted < 3
      ? 'a 95 % interval needs three pictures'
      : `95 % interval ${sum.low.toFixed(3)} to ${sum.high.toFixed(3)}`;
  const many = count === 1 ? 'one picture' : `${count} pictures`;
  if (!isWhole)
    return `An estimate from ${terms.toLocaleString('en')} of ${(count * T).toLocaleString('en')} terms of ${many}; ${interval}. ${alike}`;
  if (!total.complete)
    return `The mean of the ${counted} of ${many} that are complete; ${interval}. ${alike}`;
  const what = count === 1 ? 'Of one picture alone' : `The mean over ${many}`;
  return `${what}, all ${T} values of t; ${interval}. ${halfText(half ?? 0)} ${alike}`;
}

/** Which costs most, and where the difference lies. */
export function comparedText(compared: readonly Named[], title: string): string {
  if (compared.length === 0) return `${title} has no picture of its own here: there is nothing to compare.`;
  const missing = compared.some(({ name }) => name === 'foreign')
    ? ''
    : `No other model has pictures as large as those of ${title}: draw one, and it is the foreign one.`;
  const dearest = dearestOf(compared);
  const known = compared.reduce((sum, { evidence }) => sum + (evidence?.rows.length ?? 0), 0);
  const all = compared.reduce((most, { evidence }) => Math.max(most, evidence?.T ?? 0), 0) * compared.length;
  if (dearest === null)
    return joined(
      `Estimates so far, from ${known.toLocaleString('en')} of ${all.toLocaleString('en')} terms.`,
      missing,
    );
  const others = dearest.others.map(({ name, more, half }) =>
    more === 0
      ? `${named(name)} costs as much as own.`
      : `${named(name)} costs ${formatSmall(Math.abs(more))} bits/dim ${more > 0 ? 'more' : 'less'} than own, and half of that lies at t ≤ ${half}.`,
  );
  return joined(
    `${named(dearest.name)} costs most: ${dearest.bits.toFixed(3)} bits/dim.`,
    ...others,
    missing,
  );
}

const joined = (...sentences: readonly string[]): string => sentences.filter((each) => each !== '').join(' ');

const named = (name: Named['name']): string => `${name[0]!.toUpperCase()}${name.slice(1)}`;
