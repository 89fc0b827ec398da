// How pictures are watched: a pair, a grid of seeds, a row of scales, or every guide.

import type { Layout } from '../../history/layout';

const one = (): number => 1;

export const pair: Layout = { id: 'pair', title: 'Pair', scales: 'set', seeds: one, twins: 'all' };

export const pictureLayouts: readonly Layout[] = [
  pair,
  { id: 'seeds9', title: '9 seeds', scales: 'set', seeds: () => 9, twins: 'asked' },
  { id: 'seeds16', title: '16 seeds', scales: 'set', seeds: () => 16, twins: 'asked' },
  { id: 'scales', title: '6 scales', scales: 'row', seeds: one, twins: 'none' },
  { id: 'guides', title: 'Guides', scales: 'guides', seeds: one, twins: 'none' },
];
