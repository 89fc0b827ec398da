// A world that tests add to the others: one small pack, one layout, one thing to look at. That it is these lines, a view
// and a row of the registry is what the tests of it show.

import { field, oneOf } from '../../src/address/field';
import { settingsFields } from '../../src/address/settings-fields';
import type { Layout } from '../../src/history/layout';
import type { State } from '../../src/history/state';
import type { World } from '../../src/store/world';
import { classTarget } from '../../src/terms/target';

export interface ToyLooks {
  readonly part: 'xt' | 'x0';
}

const usualLooks: ToyLooks = { part: 'xt' };
const three: Layout = { id: 'three', title: 'Three seeds', scales: 'set', seeds: () => 3, twins: 'all' };
const steps = { min: 2, max: 50 } as const;

const defaults: World['fields']['defaults'] = {
  pack: 'tiny',
  target: classTarget(0),
  guide: null,
  guidanceScale: 2,
  guidanceInterval: null,
  sampler: 'ddpm',
  steps: 5,
  seed: 1,
  layout: three,
  twins: false,
  marked: 0,
  own: {},
};

export const looksOf = ({ own }: Pick<State, 'own'>): ToyLooks =>
  'part' in own ? (own as ToyLooks) : usualLooks;

export const toyWorld: World<ToyLooks> = {
  id: 'toy',
  packs: [{ id: 'tiny', title: 'Tiny' }],
  layouts: [three],
  steps,
  fields: {
    defaults,
    settings: settingsFields([three], steps, defaults),
    run: [],
    usualLooks,
    looks: [field('part', 'part', oneOf(['xt', 'x0']))],
  },
  own: usualLooks,
  source: ({ pack: id }, modelsUrl) => ({
    key: id,
    title: 'Tiny',
    source: { kind: 'url', id, url: new URL(`../../pack/${id}/`, modelsUrl).href },
  }),
  looks: (state) => ({ looks: looksOf(state), leftOut: [] }),
  setLooks: (nudge, looks) => nudge.patchOwn(looks),
};
