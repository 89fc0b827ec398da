// Keeps the worker's one run in step with the path on screen. Since noise is a function and a step is a value,
// going on, branching, returning to another path and computing a forgotten step again are one thing: start the
// generator from some x_t.

import type { Lane } from '../terms/lane';
import type { Verdict } from '../terms/networks';
import type { Samples } from '../terms/sample';
import type { Step } from '../terms/step';
import { isComplete, withStep, type Path } from './path';
import { activeReplay, turnReplay } from './replay';
import { currentPath, pathOf } from './state';
import { expand } from './step-record';
import { patchHistory, patchRun, putPath, type StoreWorld } from './world';

/** Weight of the newest step in the smoothed time per step. */
const SMOOTHING = 0.2;

/** A step is computed again only when the playhead has come to rest on it. */
const REST_MS = 100;

export class WorkerLink {
  /** Which step the worker's run takes next; null when it has none that is of use. */
  #next: { readonly path: number; readonly index: number } | null = null;
  /** A kept step that is being computed again, to be shown. */
  #wanted: { readonly path: number; readonly index: number } | null = null;

  #rest: ReturnType<typeof setTimeout> | undefined;

  /** The step of a replay that has been asked for: its steering is told before, so one at a time. */
  #asked: { readonly path: number; readonly index: number } | null = null;

  constructor(private readonly world: StoreWorld) {}

  /** Takes new steps of the current path as fast as it goes. False when there are none to take. */
  play(): boolean {
    if (activeReplay(this.world.store.getState()) !== null) return this.step();
    if (!this.#meet()) return false;
    this.world.client.play();
    return true;
  }

  /** Takes one new step of the current path. False when there is none to take. */
  step(): boolean {
    const state = this.world.store.getState();
    if (activeReplay(state) !== null) {
      const { id, steps } = currentPath(state);
      if (this.#asked?.path === id && this.#asked.index === steps.length) return true;
      this.#asked = { path: id, index: steps.length };
      this.#turn();
    }
    if (!this.#meet()) return false;
    this.world.client.step();
    return true;
  }

  #turn(): void {
    const turned = turnReplay(this.world);
    if (turned === 'sampler') this.#next = null;
    if (turned === 'lanes') this.steer(this.world.store.getState().run.lanes);
  }

  pause(): void {
    this.#asked = null;
    if (this.#next !== null) this.world.client.pause();
  }

  steer(lanes: readonly Lane[]): void {
    if (this.#next !== null) this.world.client.steer(lanes);
  }

  /** The worker's run is of no use any more: it has died, or another model is open. */
  forget(): void {
    clearTimeout(this.#rest);
    this.#next = null;
    this.#wanted = null;
    this.#asked = null;
  }

  /** Shows a kept step of the current path: from its arrays, or else computed again. */
  show(index: number): void {
    const path = currentPath(this.world.store.getState());
    const record = path.steps[index];
    const pack = this.world.store.getState().model.pack;
    if (record === undefined || pack === null) return;
    this.#wanted = null;
    clearTimeout(this.#rest);
    const shown = expand(record, pack.scheduler);
    patchHistory(this.world, shown === null ? { awaited: index } : { shown, awaited: null });
    if (shown !== null) return;
    this.#rest = setTimeout(() => this.#computeAgain(path, index), REST_MS);
  }

  onStep(step: Step, milliseconds: number): void {
    const { run, history } = this.world.store.getState();
    const before = run.millisecondsPerStep ?? milliseconds;
    patchRun(this.world, { millisecondsPerStep: before + SMOOTHING * (milliseconds - before) });
    if (this.#wanted !== null) {
      this.#onStepAgain(step);
      return;
    }
    if (this.#next === null) return;
    const path = pathOf(history, this.#next.path);
    this.#next = { path: path.id, index: this.#next.index + 1 };
    const follows = history.current === path.id && history.cursor === null;
    const shown = follows ? { shown: step, awaited: null } : {};
    putPath(this.world, withStep(path, step), shown);
  }

  onDone(verdicts: readonly Verdict[] | null): void {
    const ended = this.#next;
    this.#next = null;
    if (ended === null || this.#wanted !== null) return;
    const { history } = this.world.store.getState();
    putPath(this.world, { ...pathOf(history, ended.path), verdicts });
    if (history.current === ended.path && history.cursor === null) {
      patchRun(this.world, { status: 'done' });
    }
  }

  /** Makes the worker's next step the current path's next step. False when the path is complete. */
  #meet(): boolean {
    const state = this.world.store.getState();
    const path = currentPath(state);
    if (path.timesteps.length === 0 || isComplete(path)) return false;
    clearTimeout(this.#rest);
    const index = path.steps.length;
    if (this.#next?.path !== path.id || this.#next.index !== index || this.#wanted !== null) {
      this.#wanted = null;
      this.#next = { path: path.id, index };
      this.#start(path, index, path.tip, path.sampler, state.run.lanes);
    }
    return true;
  }

  #start(
    path: Path,
    index: number,
    xt: Samples | null,
    sampler: Path['sampler'],
    lanes: readonly Lane[],
  ): void {
    const t = path.timesteps[index] ?? 0;
    this.world.client.start({ sampler, steps: path.chainSteps, lanes, from: xt === null ? null : { t, xt } });
  }

  /** From the nearest step before it whose x_t is kept. */
  #computeAgain(path: Path, index: number): void {
    let from = index;
    while (from > 0 && path.steps[from]?.xt === null) from--;
    const record = path.steps[from];
    if (record === undefined || record.xt === null) return;
    this.#next = null;
    this.#wanted = { path: path.id, index };
    this.#start(path, from, record.xt, record.sampler, record.lanes);
    this.world.client.step();
  }

  #onStepAgain(step: Step): void {
    const { history } = this.world.store.getState();
    const wanted = this.#wanted;
    if (wanted === null || history.current !== wanted.path) return;
    const path = pathOf(history, wanted.path);
    const index = path.timesteps.indexOf(step.transition.t);
    if (index >= wanted.index) {
      this.#wanted = null;
      if (index === history.cursor) patchHistory(this.world, { shown: step, awaited: null });
      return;
    }
    const next = path.steps[index + 1];
    if (next === undefined) return;
    if (next.sampler === path.steps[index]?.sampler) this.world.client.steer(next.lanes);
    else this.#start(path, index + 1, step.xPrev, next.sampler, next.lanes);
    this.world.client.step();
  }
}
