// Keeps the fields of the t on screen: what the networks say on a grid, asked of the worker between the steps of a
// run, and the exact answer, computed here in slices. Both come late by a moment and then stay until the next.

import { interpret } from '../../diffusion/prediction';
import { createSchedule } from '../../diffusion/schedule';
import { mixtureOrNull } from '../../store/plane-source';
import type { PlaneStore } from '../../store/plane-store';
import { planeOf } from '../../store/plane-settings';
import type { State } from '../../store/state';
import type { SchedulerConfig } from '../../terms/scheduler';
import { exactGrid, type ExactGrid } from './exact-grid';
import { gridPoints } from './geometry';
import { inSlices } from './in-slices';
import { sceneOf } from './scene';

/** Points of the networks' grid on a side; an odd number, so that every second one is a grid again. */
export const FIELD_SIDE = 33;
const EXACT_SIDE = 65;
/** Between two questions, so that a run is not held up. */
const PAUSE_MS = 90;

export interface LearnedField {
  readonly t: number;
  readonly alphaCumprod: number;
  readonly points: Float32Array; // [n², 2]
  /** -ε/√(1-ᾱ), the denoiser's ∇log p(x_t). */
  readonly score: Float32Array; // [n², 2]
  /** g; null without a guide. */
  readonly gradient: Float32Array | null; // [n², 2]
  readonly beliefs: Float32Array | null; // [n², K]
}

const points = gridPoints(FIELD_SIDE);
const schedules = new WeakMap<SchedulerConfig, Float64Array>();

/** ᾱ of every t. */
export function alphasOf(config: SchedulerConfig): Float64Array {
  let alphas = schedules.get(config);
  if (alphas === undefined) {
    alphas = createSchedule(config).alphasCumprod;
    schedules.set(config, alphas);
  }
  return alphas;
}

/** The t whose field is shown: that of the points, or the last one when they are finished. */
export function fieldTime(state: State): number {
  return Math.max(0, sceneOf(state).t);
}

export class FieldKeeper {
  learned: LearnedField | null = null;
  exact: ExactGrid | null = null;
  #asked = '';
  #asking = false;
  #askedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pack: object | null = null;
  #exactKey = '';
  #closed = false;

  constructor(
    private readonly plane: Pick<PlaneStore, 'store' | 'observe'>,
    private readonly onNews: () => void,
  ) {}

  /** Sees to it that the fields are those of this state, soon. */
  follow(state: State): void {
    const { pack } = state.model;
    if (pack === null || this.#closed) return;
    const t = fieldTime(state);
    const { target } = state.settings;
    if (this.#pack !== pack) this.#asked = '';
    this.#pack = pack;
    const key = `${t} ${target} ${state.training?.step ?? 0}`;
    if (key !== this.#asked && !this.#asking) {
      const rest = PAUSE_MS - (performance.now() - this.#askedAt);
      clearTimeout(this.#timer);
      if (rest <= 0) void this.#ask(state, t, key);
      else this.#timer = setTimeout(() => this.follow(this.plane.store.getState()), rest);
    }
    this.#follow(state, t);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #ask(state: State, t: number, key: string): Promise<void> {
    const { pack } = state.model;
    if (pack === null) return;
    this.#asking = true;
    this.#asked = key;
    this.#askedAt = performance.now();
    const count = points.length / 2;
    try {
      const { modelOutput, guidance } = await this.plane.observe({
        xt: points.slice(),
        t: new Float32Array(count).fill(t),
        targets: new Int32Array(count).fill(
          Math.min(state.settings.target, Math.max(0, pack.classes.length - 1)),
        ),
      });
      const alphaCumprod = alphasOf(pack.scheduler)[t] ?? 1;
      const { eps } = interpret(points, modelOutput, pack.scheduler.predictionType, alphaCumprod, null);
      const sigma = Math.sqrt(1 - alphaCumprod);
      this.learned = {
        t,
        alphaCumprod,
        points,
        score: eps.map((value) => -value / sigma),
        gradient: guidance?.gradient ?? null,
        beliefs: guidance?.classProbs ?? null,
      };
      this.onNews();
    } catch {
      // the model has gone in the meantime: the run says so
    } finally {
      this.#asking = false;
      if (!this.#closed) this.follow(this.plane.store.getState());
    }
  }

  #follow(state: State, t: number): void {
    const { pack, backend } = state.model;
    const mixture = mixtureOrNull(planeOf(state.settings));
    if (mixture === null || pack === null || backend === null) return;
    const { layers, distribution, drawn } = planeOf(state.settings);
    if (!layers.includes('density') && !layers.includes('exact')) return;
    const key = `${distribution} ${drawn} ${pack.scheduler.betaSchedule} ${t}`;
    if (key === this.#exactKey) return;
    const busy = this.#exactKey !== '' && this.#exactBusy;
    if (busy) return;
    this.#exactKey = key;
    this.#exactBusy = true;
    const alphaCumprod = alphasOf(pack.scheduler)[t] ?? 1;
    const compute = async (): Promise<void> => {
      const grid = await inSlices(exactGrid(mixture, alphaCumprod, EXACT_SIDE), () => this.#closed);
      this.#exactBusy = false;
      if (grid === null) return;
      this.exact = grid;
      this.onNews();
      this.follow(this.plane.store.getState());
    };
    void compute();
  }

  #exactBusy = false;
}
