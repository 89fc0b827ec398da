// The pace: kept steps forth or back by a clock, new ones by the same clock or as fast as the worker goes.

import { isComplete } from './path';
import { currentPath } from './state';
import type { WorkerLink } from './worker-link';
import { patchHistory, patchRun, type StoreWorld } from './world';

/** Kept steps a second when playing as fast as it goes. */
const FASTEST_REPLAY = 40;

export const speeds = [0.5, 1, 2, 5, 10, 20, Infinity] as const;

export class Player {
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** How many steps the path had when a single new one was asked for. */
  #asked: number | null = null;

  constructor(
    private readonly world: StoreWorld,
    private readonly link: WorkerLink,
  ) {}

  /** From what is shown on, forth or back, at the speed that is set. */
  play(direction: 1 | -1): void {
    this.#halt();
    patchRun(this.world, { status: 'playing', direction });
    this.#go();
  }

  pause(): void {
    this.#halt();
    this.link.pause();
    const { run } = this.world.store.getState();
    if (run.status !== 'playing') return;
    const complete = isComplete(currentPath(this.world.store.getState()));
    patchRun(this.world, { status: complete ? 'done' : 'paused' });
  }

  /** At another speed from now on. */
  setSpeed(speed: number): void {
    const { run } = this.world.store.getState();
    patchRun(this.world, { speed });
    if (run.status !== 'playing') return;
    this.#halt();
    this.link.pause();
    this.#go();
  }

  #halt(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#asked = null;
  }

  #go(): void {
    const { run, history } = this.world.store.getState();
    const live = run.direction === 1 && history.cursor === null;
    if (live && run.speed === Infinity) {
      this.#live();
      return;
    }
    const rate = run.speed === Infinity ? FASTEST_REPLAY : run.speed;
    this.#timer = setTimeout(() => this.#tick(), 1000 / rate);
  }

  #live(): void {
    if (!this.link.play()) patchRun(this.world, { status: 'done' });
  }

  #tick(): void {
    this.#timer = null;
    const state = this.world.store.getState();
    const { cursor } = state.history;
    const newest = currentPath(state).steps.length - 1;
    if (state.run.direction === -1) {
      this.#back(cursor ?? newest + (isComplete(currentPath(state)) ? 1 : 0));
      return;
    }
    if (cursor === null) {
      this.#one();
      return;
    }
    if (cursor >= newest) patchHistory(this.world, { cursor: null });
    else patchHistory(this.world, { cursor: cursor + 1 });
    this.link.show(Math.min(cursor + 1, newest));
    if (cursor >= newest && isComplete(currentPath(state))) patchRun(this.world, { status: 'done' });
    else this.#go();
  }

  #back(from: number): void {
    const to = from - 1;
    if (to >= 0) {
      patchHistory(this.world, { cursor: to });
      this.link.show(to);
    }
    if (to > 0) this.#go();
    else this.pause();
  }

  /** One new step, unless the one before has not come yet. */
  #one(): void {
    const path = currentPath(this.world.store.getState());
    if (isComplete(path)) {
      patchRun(this.world, { status: 'done' });
      return;
    }
    if (this.#asked !== path.steps.length) {
      this.#asked = path.steps.length;
      this.link.step();
    }
    this.#go();
  }
}
