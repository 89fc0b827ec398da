// How points are watched: two thousand at one scale, or their share at each of several scales on the same noise.

import type { Layout } from '../../history/layout';

/** Of all scales together. */
export const POINTS = 2000;

/** Every point at the scale that is set. */
export const oneScale: Layout = {
  id: 'points',
  title: 'One scale',
  scales: 'set',
  seeds: () => POINTS,
  twins: 'asked-or-marked',
};

/** An equal share of the points at each scale of the guide’s row, with the same seeds. */
export const severalScales: Layout = {
  id: 'point-scales',
  title: 'Seven scales',
  scales: 'row',
  seeds: (scales) => Math.floor(POINTS / scales),
  twins: 'none',
};

export const pointLayouts: readonly Layout[] = [oneScale, severalScales];
