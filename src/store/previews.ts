// While the networks are trained, a short run every second shows what they make by now, until a person does something
// with the chain.

import type { NudgeStore } from './create-store';
import { isComplete } from './path';
import { PREVIEW_ID } from './routes';
import { currentPath, type State } from './state';

const STEPS = 20;
const PAUSE_MS = 1000;

export interface Previews {
  begin(): void;
  end(): void;
  going(): boolean;
}

/** @param now milliseconds */
export function previews({ store, preview }: NudgeStore, now: () => number): Previews {
  let begunAt = -Infinity;
  let begunOf = -1; // the training's step

  function going(): boolean {
    return store.getState().training?.previewing === true;
  }

  function patch(changes: Pick<NonNullable<State['training']>, 'previewing'>): void {
    const { training } = store.getState();
    if (training !== undefined) store.setState({ training: { ...training, ...changes } });
  }

  function follow(state: State): void {
    const { training } = state;
    if (training?.previewing !== true) return;
    const path = currentPath(state);
    const complete = isComplete(path);
    if (path.id === PREVIEW_ID && complete && path.tip !== training.preview) {
      store.setState({ training: { ...training, preview: path.tip } });
      return;
    }
    const free = path.id !== PREVIEW_ID || complete;
    if (!free || training.step === begunOf || now() - begunAt < PAUSE_MS) return;
    begunAt = now();
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
    end: () => {
      if (going()) patch({ previewing: false });
    },
    going,
  };
}
