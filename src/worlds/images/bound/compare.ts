// What a person chooses to have measured: the picture that is shown, a set of pictures, or three that are compared.

import type { Nudge } from '../../../store/world';
import { noiseOf, patchNoise } from '../noise-state';
import type { PictureSource } from '../noise-settings';
import { keyOfSource, MOST_IN_SET, type Compared, type Comparison } from './compared';
import { comparedOf } from './lanes';

/** Merges changes into what is compared. */
export function patchCompared(nudge: Nudge, changes: Partial<Compared>): void {
  patchNoise(nudge, { compared: { ...comparedOf(nudge.store.getState()), ...changes } });
}

/** A set that is empty begins with the picture that is shown. */
export function compare(nudge: Nudge, kind: Comparison): void {
  const state = nudge.store.getState();
  const { set } = comparedOf(state);
  const begins = kind === 'set' && set.length === 0;
  patchCompared(nudge, { kind, set: begins ? [noiseOf(state).settings.source] : set });
}

/** @returns whether all of them had room */
export function addToSet(nudge: Nudge, sources: readonly PictureSource[]): boolean {
  const { set } = comparedOf(nudge.store.getState());
  const all = new Map([...set, ...sources].map((source) => [keyOfSource(source), source]));
  patchCompared(nudge, { set: [...all.values()].slice(0, MOST_IN_SET) });
  const fits = all.size <= MOST_IN_SET;
  if (!fits) {
    const text = `A set holds ${MOST_IN_SET} pictures, and this would make ${all.size}: take some out first.`;
    patchNoise(nudge, { note: { text, isTrouble: true } });
  }
  return fits;
}

/** Nothing happens where the picture is not in the set. */
export function takeFromSet(nudge: Nudge, source: PictureSource): void {
  const { set } = comparedOf(nudge.store.getState());
  const key = keyOfSource(source);
  patchCompared(nudge, { set: set.filter((each) => keyOfSource(each) !== key) });
}

/** Also of a drawing that was made anew and looks the same. */
export const isInSet = ({ set }: Compared, source: PictureSource): boolean =>
  set.some((each) => keyOfSource(each) === keyOfSource(source));
