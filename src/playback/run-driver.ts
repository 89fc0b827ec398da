// Keeps the worker's one run in step with the path on screen. Since noise is a function and a step is a value,
// going on, branching, returning to another path and computing a forgotten step again are one thing: start the
// generator from some x_t.

import { patchHistory, patchRun, putPath, type StoreContext } from '../history/context';
import { arrange } from '../history/arrangement';
import { isComplete, settingsAt, stepOfPicture, tipAt, withStep, type Path, type Tip } from '../history/path';
import { afterReplay, replayIsOver } from '../history/replay';
import { sameChain } from '../history/same-chain';
import { samplerOf, type Settings } from '../history/settings';
import { currentPath, pictureShown } from '../history/state';
import { expand } from '../history/step-record';
import { tookAnother } from '../history/took-another';
import { ruleOf } from '../history/way';
import { invariant } from '../terms/errors';
import type { Lane } from '../terms/lane';
import type { PostedStep } from '../terms/messages';
import type { Verdict } from '../terms/networks';
import type { PackInfo } from '../terms/pack-info';
import type { Step } from '../terms/step';
import { DueSteering } from './due-steering';
import { SentSteerings } from './sent';

/** Weight of the newest step in the smoothed time per step. */
const SMOOTHING = 0.2;
/** A step is computed again only when the playhead has come to rest on it. */
const REST_MS = 100;

type At = { readonly path: number; readonly index: number };

/** Asks the client for steps of the path on screen. One for each store. */
export class RunDriver {
  /** Which step the worker's run takes next, from where and with which settings; null when it has none that is of use. */
  #next: (At & { readonly tip: Tip | null; readonly settings: Settings }) | null = null;
  /** A kept step that is being computed again, to be shown. */
  #wanted: At | null = null;
  #callOff: () => void = () => {};
  readonly #due: DueSteering;
  readonly #sent: SentSteerings;

  constructor(private readonly context: StoreContext) {
    this.#due = new DueSteering(context);
    this.#sent = new SentSteerings(context.client);
  }

  /** Takes new steps of the current path without a limit of speed. False when there are none to take. */
  play(): boolean {
    if (!this.#meet()) return false;
    // the steerings of a replay are sent one at a time, each before its step
    if (this.#current().replay === null) this.context.client.play();
    else this.#stepOnce();
    return true;
  }

  /** Takes one new step of the current path. False when there is none to take. */
  step(): boolean {
    if (!this.#meet()) return false;
    if (this.#current().replay === null) this.context.client.step();
    else this.#stepOnce();
    return true;
  }

  pause(): void {
    this.#asked = null;
    if (this.#next !== null) this.context.client.pause();
  }

  /**
   * The settings of the current path have changed: its next step uses them.
   * @returns whether the chain hears it; else the next step begins another chain, and one on its way is lost
   */
  steer(): boolean {
    const { id, settings } = this.#current();
    if (this.#next?.path !== id || this.#wanted !== null || settings === this.#next.settings) return true;
    if (!sameChain(settings, this.#next.settings, this.#pack())) {
      this.#next = null;
      this.context.client.stop();
      return false;
    }
    this.#next = { ...this.#next, settings };
    this.#sent.steer(settings, this.#lanes(settings));
    return true;
  }

  /** The worker's run is of no use any more: it has died, or another model is open. */
  forget(): void {
    this.leave();
    this.#next = null;
    this.#asked = null;
  }

  /** Shows a picture's step: from its arrays, or computed again. Where a fresh branch begins, it is the step to come. */
  show(picture: number): void {
    const path = this.#current();
    const index = stepOfPicture(path, picture);
    const record = path.steps[index];
    const { pack, backend, origin } = this.context.store.getState().model;
    this.leave();
    if (pack === null || (record === undefined && !path.isFresh)) return;
    const shown = record === undefined ? null : expand(record, pack, path.chainSteps);
    const isLost = shown === null && tookAnother(path, index, origin?.key ?? null);
    patchHistory(this.context, shown === null && !isLost ? { awaited: index } : { shown, awaited: null });
    if (shown === null && !isLost && backend !== null) {
      this.#callOff = this.context.clock.after(REST_MS, () => this.#computeAgain({ path: path.id, index }));
    }
  }

  /** What is being computed again is not looked at any more. */
  leave(): void {
    if (this.#wanted !== null) this.context.client.stop();
    this.#wanted = null;
    this.#callOff();
  }

  /** A step of the worker's newest run. @returns whether it is a new one of its path */
  onStep(posted: PostedStep, milliseconds: number, steering: number): boolean {
    const { settings, lanes } = this.#sent.of(steering);
    const step = { ...posted, lanes };
    const { run, history } = this.context.store.getState();
    const before = run.millisecondsPerStep ?? milliseconds;
    patchRun(this.context, { millisecondsPerStep: before + SMOOTHING * (milliseconds - before) });
    if (this.#wanted !== null) {
      this.#onStepAgain(step);
      return false;
    }
    const next = this.#next;
    const path = history.paths.find(({ id }) => id === next?.path);
    if (next === null || path === undefined) return false;
    const follows = history.current === path.id && history.cursor === null;
    const taken = withStep(path, step, settings, this.#pack());
    this.#next = { ...next, index: next.index + 1, tip: taken.tip };
    const isOver = history.current !== path.id && replayIsOver(taken);
    const shows = follows ? { shown: step, awaited: null } : {};
    putPath(this.context, isOver ? afterReplay(taken) : taken, shows);
    return true;
  }

  onDone(verdicts: readonly Verdict[] | null, natsPerWord: readonly number[] | null): void {
    const ended = this.#next;
    this.#next = null;
    if (ended === null || this.#wanted !== null) return;
    const { history, run } = this.context.store.getState();
    const path = history.paths.find(({ id }) => id === ended.path);
    if (path !== undefined) putPath(this.context, { ...path, verdicts, natsPerWord });
    const playsBack = run.status === 'playing' && run.direction === -1;
    if (history.current === ended.path && history.cursor === null && !playsBack) {
      patchRun(this.context, { status: 'done' });
    }
  }

  /** The step of a replay that has been asked for. Its steering is sent first, so only one is asked for at a time. */
  #asked: At | null = null;

  #stepOnce(): void {
    const { id, steps } = this.#current();
    if (this.#asked?.path === id && this.#asked.index === steps.length) return;
    this.#asked = { path: id, index: steps.length };
    this.context.client.step();
  }

  /**
   * Makes the worker's next step the current path's next step; while there is no worker it begins once there is one.
   * False when the path is complete.
   */
  #meet(): boolean {
    this.#due.take();
    this.steer();
    const path = this.#current();
    if (path.timesteps.length === 0 || isComplete(path)) return false;
    if (this.context.store.getState().model.backend === null) return true;
    this.#callOff();
    const index = path.steps.length;
    const { tip } = path; // another one where something was moved by hand
    const goesOn = this.#next?.path === path.id && this.#next.index === index && this.#next.tip === tip;
    if (!goesOn || this.#wanted !== null) {
      this.#wanted = null;
      this.#next = { path: path.id, index, tip, settings: path.settings };
      this.#start(path, index, tip, path.settings);
    }
    return true;
  }

  #start(path: Path, index: number, tip: Tip | null, settings: Settings): void {
    const t = path.timesteps[index] ?? 0;
    this.#sent.start(settings, {
      sampler: samplerOf(settings),
      ...ruleOf(settings, this.#pack()),
      steps: path.chainSteps,
      lanes: this.#lanes(settings),
      from: tip === null ? null : { t, ...tip },
    });
  }

  /** From the nearest step before it whose x_t is kept. */
  #computeAgain({ path: id, index }: At): void {
    const path = this.#current();
    if (path.id !== id || this.context.store.getState().history.awaited !== index) return;
    let from = index;
    while (from > 0 && tipAt(path, from) === null) from--;
    const tip = tipAt(path, from);
    if (tip === null && path.steps[from]?.xt === null) return;
    this.#next = null;
    this.#wanted = { path: path.id, index };
    this.#start(path, from, tip, settingsAt(path, from));
    this.context.client.step();
  }

  #onStepAgain(step: Step): void {
    const state = this.context.store.getState();
    const wanted = this.#wanted;
    const path = this.#current();
    if (wanted === null || path.id !== wanted.path) return;
    const index = path.timesteps.indexOf(step.transition.t);
    if (index >= wanted.index) {
      this.#wanted = null;
      const isShown = index === stepOfPicture(path, pictureShown(state));
      if (isShown) patchHistory(this.context, { shown: step, awaited: null });
      return;
    }
    const [used, next] = [settingsAt(path, index), settingsAt(path, index + 1)];
    if (sameChain(next, used, this.#pack())) {
      if (next !== used) this.#sent.steer(next, this.#lanes(next));
    } else {
      const before = path.steps[index + 1]?.before ?? null;
      this.#start(path, index + 1, { xt: step.xPrev, before }, next);
    }
    this.context.client.step();
  }

  #current(): Path {
    return currentPath(this.context.store.getState());
  }

  #pack(): PackInfo {
    const { pack } = this.context.store.getState().model;
    invariant(pack !== null, 'run-driver: expected an open model');
    return pack;
  }

  #lanes(settings: Settings): readonly Lane[] {
    return arrange(settings, this.#pack()).lanes;
  }
}
