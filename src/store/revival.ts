// When a worker dies, only the step on its way is lost: what it had open is opened in another one, and the run goes on
// from its last Step. Meanwhile all stays on screen, and what a person does counts once it is back.

import { patchModel, patchRun, putPath, type StoreContext } from '../history/context';
import { canBranchAt, isComplete, tipAt } from '../history/path';
import type { Settings } from '../history/settings';
import { currentPath, pictureShown, settingsOf } from '../history/state';
import type { Player } from '../playback/player';
import type { RunDriver } from '../playback/run-driver';
import type { ErrorReport } from '../terms/errors';
import type { ModelLoader } from './model-loader';
import { wanted } from './wanted';
import type { Nudge, World } from './world';

/** Workers that die so often with nothing computed between are not started again unasked. */
const MOST_DEATHS = 3;

interface Deps {
  readonly world: World;
  readonly driver: RunDriver;
  readonly player: Player;
  readonly loader: ModelLoader;
  readonly nudge: () => Nudge;
  /** A new run. */
  readonly begin: (settings: Settings) => void;
}

export class Revival {
  /** In a row. */
  #deaths = 0;

  constructor(
    private readonly context: StoreContext,
    private readonly deps: Deps,
  ) {}

  /** Something was computed. */
  worked(): void {
    this.#deaths = 0;
  }

  /** @returns whether it is started again */
  died({ message }: ErrorReport): boolean {
    this.#deaths++;
    const again = this.#deaths < MOST_DEATHS && this.#reopen(message);
    patchModel(this.context, { backend: null });
    return again;
  }

  /** After too many deaths, when a person asks for it. @returns whether there is anything to go on with */
  again(): boolean {
    const { model } = this.context.store.getState();
    if (model.backend !== null || model.loading !== null || model.recorded || !this.#reopen(null))
      return false;
    patchRun(this.context, { status: 'playing', direction: 1 });
    return true;
  }

  /** @param died why, where it has not been said yet */
  #reopen(died: string | null): boolean {
    const { store } = this.context;
    const { world, loader, begin, nudge } = this.deps;
    const settings = settingsOf(store.getState());
    // the networks that took its steps were that worker's own
    const trained = world.looks(store.getState()).leftOut.includes('training');
    const { origin } = store.getState().model;
    const revived = (origin && world.revived?.(nudge(), origin.source)) ?? null;
    const untrained = trained && revived === null;
    const what = untrained
      ? 'what was trained in it is lost: train again, or take the exact networks.'
      : (revived?.said ?? 'nothing that was on screen is lost.');
    return loader.reopen(wanted(settings), revived?.source ?? null, (now) => {
      if (died !== null) store.setState({ notice: `${died} It has been started again; ${what}` });
      // another run, though of the same settings: undo leads back to what was taken
      if (untrained || now.settings !== settings) begin({ ...now.settings });
      else this.#goOn();
      revived?.goOn();
    });
  }

  #goOn(): void {
    const { driver, player } = this.deps;
    const { run, history, model } = this.context.store.getState();
    const path = currentPath(this.context.store.getState());
    const last = path.steps.length - 1;
    const judged = path.verdicts !== null || (run.status === 'done' && model.pack?.hasJudge !== true);
    const ends = isComplete(path) && history.cursor === null && !judged && canBranchAt(path, last);
    // its judge has not seen what was finished: the last step is taken again, and is the same
    if (ends) putPath(this.context, { ...path, steps: path.steps.slice(0, -1), tip: tipAt(path, last) });
    if (run.status === 'playing') player.play(run.direction);
    else if (ends) driver.step();
    else driver.show(pictureShown(this.context.store.getState()));
  }
}
