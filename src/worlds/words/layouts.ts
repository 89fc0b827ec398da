// How sentences are watched: a pair, a few seeds, or a row of scales.

import type { Layout } from '../../history/layout';

const one = (): number => 1;

export const pair: Layout = { id: 'pair', title: 'Pair', scales: 'set', seeds: one, twins: 'all' };

export const sentenceLayouts: readonly Layout[] = [
  pair,
  { id: 'seeds6', title: '6 seeds', scales: 'set', seeds: () => 6, twins: 'none' },
  { id: 'scales', title: '6 scales', scales: 'row', seeds: one, twins: 'none' },
];
