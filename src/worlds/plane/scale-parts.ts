// In a row of scales: which of the points have which s.

import { arrange } from '../../history/arrangement';
import type { Settings } from '../../history/settings';
import type { PackInfo } from '../../terms/pack-info';

/** Points that share a scale. */
export interface ScalePart {
  readonly scale: number;
  /** Numbers of its first and last point. */
  readonly from: number;
  readonly to: number;
}

const NONE: readonly ScalePart[] = [];
const known = new WeakMap<Settings, readonly ScalePart[]>();

/** Empty where all points have one scale. */
export function scaleParts(settings: Settings, pack: PackInfo | null): readonly ScalePart[] {
  if (pack === null) return NONE;
  const { scales, seeds } = arrange(settings, pack);
  if (scales.length < 2) return NONE;
  const before = known.get(settings);
  if (before !== undefined) return before;
  const parts = scales.map((scale, i) => ({ scale, from: i * seeds, to: (i + 1) * seeds - 1 }));
  known.set(settings, parts);
  return parts;
}

/** s of a point; null where all have one scale, or there is no such point. */
export function scaleOfPoint(parts: readonly ScalePart[], point: number): number | null {
  return parts.find(({ from, to }) => point >= from && point <= to)?.scale ?? null;
}
