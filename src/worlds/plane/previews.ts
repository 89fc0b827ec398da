// While the networks are trained, a short run every second shows what they make by now, until a person does something
// with the chain.

import { isComplete, NO_PATH_ID } from '../../history/path';
import type { Settings } from '../../history/settings';
import { currentPath, type History, type State } from '../../history/state';
import type { Nudge } from '../../store/world';
import { PREVIEW_ID } from '../../store/runs';
import { planeState } from './state';
import type { TrainingState } from './training';

const STEPS = 20;
const PAUSE_MS = 1000;

export interface Previews {
  begin(): void;
  /** The next ones with other settings, at once. */
  change(changes: Partial<Settings>): void;
  end(): void;
  going(): boolean;
}

function hasMoved(now: History, before: History): boolean {
  return now.current !== before.current || now.cursor !== before.cursor;
}

export function previews({ store, preview, clock, patchOwn }: Nudge): Previews {
  let begunAt = -Infinity;
  let begunOf = -1; // the training's step

  function going(): boolean {
    return planeState(store.getState()).training?.previewing === true;
  }

  function patch(changes: Partial<TrainingState>): void {
    const plane = planeState(store.getState());
    if (plane.training !== null) patchOwn({ ...plane, training: { ...plane.training, ...changes } });
  }

  function follow(state: State, before: State): void {
    const { training } = planeState(state);
    if (training?.previewing !== true) return;
    const path = currentPath(state);
    // asked first: a preview that is due would take the place of what a person has just begun
    if (path.id > NO_PATH_ID && hasMoved(state.history, before.history)) {
      patch({ previewing: false });
      return;
    }
    const complete = isComplete(path);
    const points = path.tip?.xt ?? null;
    if (path.id === PREVIEW_ID && complete && points !== training.preview) {
      patch({ preview: points });
      return;
    }
    const free = path.id !== PREVIEW_ID || complete;
    if (!free || training.step === begunOf || clock.now() - begunAt < PAUSE_MS) return;
    begunAt = clock.now();
    begunOf = training.step;
    preview(STEPS);
  }

  store.subscribe(follow);
  return {
    begin() {
      begunAt = -Infinity;
      begunOf = -1;
      patch({ previewing: true });
    },
    change(changes) {
      patch({ preview: null }); // it is of the settings before
      begunAt = clock.now();
      begunOf = planeState(store.getState()).training?.step ?? -1;
      preview(STEPS, changes);
    },
    end: () => {
      if (going()) patch({ previewing: false });
    },
    going,
  };
}
