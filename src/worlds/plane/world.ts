// The plane: points in two dimensions, whose networks learn in the tab.

import { pointLayouts } from './layouts';
import type { World } from '../../store/world';
import { extendPlane, planeActions } from './actions';
import { planeFields } from './fields';
import { planeLimits } from './settings';
import { planeSource } from './source';
import { initialPlane, planeState, type PlaneLooks } from './state';

export const plane: World<PlaneLooks> = {
  id: 'plane',
  packs: [],
  layouts: pointLayouts,
  steps: planeLimits.steps,
  fields: planeFields,
  own: initialPlane,
  source: planeSource,
  looks: (state) => ({ looks: planeState(state).looks, leftOut: [] }),
  setLooks: (nudge, looks) => planeActions(nudge)?.setLooks(looks),
  beforeRun: (settings, state) => ({ ...settings, marked: planeState(state).looks.marked }),
  extend: extendPlane,
  watched: (nudge, how) => planeActions(nudge)?.watched(how),
};
