// The layouts in which lanes are watched. Whatever the layout, a run is one batch.

import type { Lane } from '../terms/lane';
import type { PackInfo } from '../terms/pack-info';
import type { LaneLayout } from './layouts';
import type { Settings } from './settings';

export const SCALES = [0, 1, 2, 4, 8, 16] as const;

export const POINTS = 2000;
export const POINT_SCALES = [0, 0.5, 1, 2, 4, 8, 16] as const;
/** Points at each of the scales. */
export const POINTS_A_SCALE = Math.floor(POINTS / POINT_SCALES.length);

/** The lane that is large at first: the guided one, or s = 4 of the row of scales. */
export function firstLarge(lanes: LaneLayout): number {
  return lanes === 'scales' ? SCALES.indexOf(4) : 0;
}

const counts = { seeds9: 9, seeds16: 16 } as const;

/** Lanes of one run; twins come after the guided lanes, in the same order. Without a guide nothing is guided. */
export function lanesOf(settings: Settings, pack: PackInfo): readonly Lane[] {
  const { target, guidanceScale, seed, lanes, twins } = settings;
  const guided = pack.classes.length > 0;
  const scale = guided ? guidanceScale : 0;
  switch (lanes) {
    case 'pair':
      if (!guided) return [{ target: 0, guidanceScale: 0, seed }];
      return [
        { target, guidanceScale, seed },
        { target, guidanceScale: 0, seed },
      ];
    case 'seeds9':
    case 'seeds16': {
      const seeds = Array.from({ length: counts[lanes] }, (_, i) => wrapSeed(seed + i));
      const grid = seeds.map((each): Lane => ({ target, guidanceScale: scale, seed: each }));
      return twins && guided ? [...grid, ...grid.map((lane) => ({ ...lane, guidanceScale: 0 }))] : grid;
    }
    case 'scales':
      if (!guided) return [{ target: 0, guidanceScale: 0, seed }];
      return SCALES.map((each) => ({ target, guidanceScale: each, seed }));
    case 'points': {
      const points = seededLanes(POINTS, target, scale, seed);
      if (!guided) return points;
      const marked = points[settings.plane?.marked ?? 0];
      const shadows = twins || marked === undefined ? points : [marked];
      return [...points, ...shadows.map((lane) => ({ ...lane, guidanceScale: 0 }))];
    }
    case 'point-scales':
      return POINT_SCALES.flatMap((each) => seededLanes(POINTS_A_SCALE, target, guided ? each : 0, seed));
  }
}

function seededLanes(count: number, target: number, guidanceScale: number, seed: number): Lane[] {
  return Array.from({ length: count }, (_, i) => ({ target, guidanceScale, seed: wrapSeed(seed + i) }));
}

/**
 * Where in a batch of points the unguided twin of the marked one is; null where nothing has one. All twins come after
 * the points in their order; else only the marked one's is there.
 */
export function twinOfMarked(lanes: readonly Lane[], marked: number): number | null {
  if (lanes.length === 2 * POINTS) return POINTS + marked;
  return lanes.length === POINTS + 1 && lanes[POINTS]?.seed === lanes[marked]?.seed ? POINTS : null;
}

function wrapSeed(seed: number): number {
  return seed > Number.MAX_SAFE_INTEGER ? seed - Number.MAX_SAFE_INTEGER - 1 : seed;
}

/** Whether two batches are steered alike. */
export function sameSteering(a: readonly Lane[], b: readonly Lane[]): boolean {
  if (a === b) return true;
  return (
    a.length === b.length &&
    a.every(
      ({ target, guidanceScale }, i) => target === b[i]?.target && guidanceScale === b[i]?.guidanceScale,
    )
  );
}
