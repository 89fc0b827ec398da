// The plane: points in two dimensions, whose networks learn in the tab.

import { pointLayouts } from './layouts';
import { settingsOf, type State } from '../../history/state';
import type { World } from '../../store/world';
import { extendPlane, planeActions } from './actions';
import { planeFields } from './fields';
import { planeLimits } from './settings';
import { planeSource } from './source';
import { initialPlane, planeState, type PlaneLooks } from './state';
import { asksLearned, waitsForWeights } from './unlearned';

/** Whether what is on screen comes of networks that were trained in this tab. */
function isTrainedHere(state: State): boolean {
  const { training } = planeState(state);
  if (training === null || training.status === 'shipped' || training.step === 0) return false;
  return asksLearned(settingsOf(state));
}

/** The world of the Plane: two thousand points, and networks that are trained in the tab. */
export const plane: World<PlaneLooks> = {
  id: 'plane',
  packs: [],
  layouts: pointLayouts,
  steps: planeLimits.steps,
  fields: planeFields,
  own: initialPlane,
  source: planeSource,
  looks: (state) => ({ looks: planeState(state).looks, leftOut: isTrainedHere(state) ? ['training'] : [] }),
  setLooks: (nudge, looks) => planeActions(nudge)?.setLooks(looks),
  inFile: async (nudge) =>
    isTrainedHere(nudge.store.getState())
      ? { training: await (await import('./trained-file')).trainingForFile(nudge) }
      : {},
  fromFile: async (settings, { training }) =>
    training === undefined
      ? settings
      : (await import('./trained-file')).withTrainingOfFile(settings, training),
  revived: (nudge, source) => planeActions(nudge)?.revived(source) ?? null,
  waits: waitsForWeights,
  beforeRun: (settings, state) => ({
    ...settings,
    marked: planeState(state).looks.marked,
  }),
  extend: extendPlane,
  watched: (nudge, how) => planeActions(nudge)?.watched(how),
};
