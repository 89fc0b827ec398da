// The pace: kept steps forth or back by a clock, new ones by the same clock or as fast as the worker goes.

import { patchHistory, patchRun, type StoreContext } from '../history/context';
import { frontOf, isComplete, type Path } from '../history/path';
import { currentPath, pictureShown } from '../history/state';
import type { RunDriver } from './run-driver';

/** Kept steps per second when the speed has no limit. */
const FASTEST_REPLAY = 40;

/** Steps a second; without a limit a new step is taken as soon as the one before has come. */
export const speeds = [0.5, 1, 2, 5, 10, 20, Infinity] as const;

/** Plays the path on screen at a pace. One for each store. */
export class Player {
  #callOff: () => void = () => {};
  /** How many steps the path had when a single new one was asked for. */
  #asked: number | null = null;

  constructor(
    private readonly context: StoreContext,
    private readonly driver: RunDriver,
  ) {}

  /** From what is shown on, forth or back, at the speed that is set. */
  play(direction: 1 | -1): void {
    this.#halt();
    this.driver.pause(); // the worker goes on only where new steps are played
    this.driver.leave();
    patchRun(this.context, { status: 'playing', direction });
    this.#go();
  }

  pause(): void {
    this.#halt();
    this.driver.pause();
    const { run, history } = this.context.store.getState();
    if (run.status === 'playing') {
      patchRun(this.context, { status: isComplete(this.#path()) ? 'done' : 'paused' });
    }
    // for the step that is taken back, or to play, it had left what was being computed again
    if (history.awaited !== null) this.driver.show(pictureShown(this.context.store.getState()));
  }

  /** At another speed from now on. */
  setSpeed(speed: number): void {
    const { run } = this.context.store.getState();
    patchRun(this.context, { speed });
    if (run.status !== 'playing') return;
    this.#halt();
    this.driver.pause();
    this.#go();
  }

  /** A new step has come: where steps are granted one at a time, the next one. */
  onStep(): void {
    const { run, history } = this.context.store.getState();
    const live = run.status === 'playing' && run.direction === 1 && history.cursor === null;
    if (live && run.speed === Infinity && this.#path().replay !== null) this.#live();
  }

  #path(): Path {
    return currentPath(this.context.store.getState());
  }

  #halt(): void {
    this.#callOff();
    this.#callOff = () => {};
    this.#asked = null;
  }

  #go(): void {
    const { run, history } = this.context.store.getState();
    if (run.status !== 'playing') return; // a listener has paused it
    const live = run.direction === 1 && history.cursor === null;
    if (live && run.speed === Infinity) {
      this.#live();
      return;
    }
    const rate = run.speed === Infinity ? FASTEST_REPLAY : run.speed;
    this.#callOff = this.context.clock.after(1000 / rate, () => this.#tick());
  }

  #live(): void {
    if (!this.driver.play()) patchRun(this.context, { status: 'done' });
  }

  #tick(): void {
    const { run, history } = this.context.store.getState();
    if (run.status !== 'playing') return;
    const { cursor } = history;
    const path = this.#path();
    if (run.direction === -1) {
      this.#back(pictureShown(this.context.store.getState()));
      return;
    }
    if (cursor === null) {
      this.#one();
      return;
    }
    const next = cursor + 1;
    const atFront = next >= frontOf(path);
    patchHistory(this.context, { cursor: atFront ? null : next });
    this.driver.show(atFront ? frontOf(path) : next);
    if (atFront && isComplete(path)) patchRun(this.context, { status: 'done' });
    else this.#go();
  }

  #back(from: number): void {
    const to = from - 1;
    if (to >= 0) {
      patchHistory(this.context, { cursor: to });
      this.driver.show(to);
    }
    if (to > 0) this.#go();
    else this.pause();
  }

  /** One new step, unless the one before has not come yet. */
  #one(): void {
    const path = this.#path();
    if (isComplete(path)) {
      patchRun(this.context, { status: 'done' });
      return;
    }
    if (this.#asked !== path.steps.length) {
      this.#asked = path.steps.length;
      this.driver.step();
    }
    this.#go();
  }
}
