// Keeps the fields of the t on screen: what the networks say on a grid, asked of the worker between the steps of a
// run, and the exact answer, computed here in slices. Both come late by a moment and then stay until the next.

import { interpret } from '../../diffusion/prediction';
import { createSchedule } from '../../diffusion/schedule';
import { mixtureOrNull } from './source';
import { planeOf } from './settings';
import { type State, settingsOf } from '../../history/state';
import type { SchedulerConfig } from '../../terms/scheduler';
import { exactGrid, type ExactGrid } from '../../diffusion/mixture/exact-grid';
import { gridPoints } from './grid';
import { sharpenedGrid, type Sharpening } from '../../diffusion/mixture/sharpened';
import type { Settings } from '../../history/settings';
import { Late } from './late';
import { sceneOf } from './scene';
import type { OpenedPlane } from './use-plane';
import type { Errand, Source } from '../../questions/asker';
import type { Mixture } from '../../terms/plane';
import { classOf, type Target } from '../../terms/target';
import { looksOf, trainingOf } from './state';

/** Points of the networks' grid on a side; an odd number, so that every second one is a grid again. */
export const FIELD_SIDE = 33;
/** Points of the exact grid on a side. */
export const EXACT_SIDE = 65;
/** Between two questions, so that a run is not held up. */
const PAUSE_MS = 90;

/** What the networks say on a grid at one t, n = `FIELD_SIDE` points on a side. */
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
const exactPoints = gridPoints(EXACT_SIDE);
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

/** The networks' outputs on the grid, asked for again when t, the target or the networks change. */
class FieldQuestions implements Source {
  #asked = '';
  #askedAt = -Infinity;

  constructor(
    private readonly plane: OpenedPlane,
    private readonly found: (field: LearnedField) => void,
  ) {}

  key(): unknown {
    return this.plane.store.getState().model.pack;
  }

  next(): Errand | number | null {
    const state = this.plane.store.getState();
    const { pack, backend } = state.model;
    if (pack === null || backend === null) return null;
    const t = fieldTime(state);
    const { target, guide } = settingsOf(state);
    const asked = JSON.stringify([pack.id, pack.parameters, t, target, guide, trainingOf(state)?.step]);
    if (asked === this.#asked) return null;
    const rest = this.#askedAt + PAUSE_MS - this.plane.clock.now();
    if (rest > 0) return rest;
    this.#asked = asked;
    this.#askedAt = this.plane.clock.now();
    const count = points.length / 2;
    return {
      query: {
        xt: points.slice(),
        t: new Float32Array(count).fill(t),
        targets: Array<Target>(count).fill(target),
        ...(guide === null || pack.guides.length === 0 ? {} : { guide }),
      },
      take: ({ modelOutput, guidance }) => {
        if (modelOutput === null) return;
        const alphaCumprod = alphasOf(pack.scheduler)[t] ?? 1;
        const { eps } = interpret(points, modelOutput, pack.scheduler.predictionType, alphaCumprod);
        const sigma = Math.sqrt(1 - alphaCumprod);
        this.found({
          t,
          alphaCumprod,
          points,
          score: eps.map((value) => -value / sigma),
          gradient: guidance?.gradient ?? null,
          beliefs: guidance?.beliefs ?? null,
        });
      },
    };
  }
}

/** Fields of arrows for the t on screen: learned ones are asked of the worker, exact ones computed here. */
export class FieldKeeper {
  learned: LearnedField | null = null;
  readonly #exact: Late<ExactGrid>;
  readonly #sharpened: Late<Float32Array>;
  readonly #stop: () => void;

  constructor(
    private readonly plane: OpenedPlane,
    onNews: () => void,
  ) {
    const questions = new FieldQuestions(plane, (field) => {
      this.learned = field;
      onNews();
    });
    this.#stop = plane.plane.asker.watch(questions);
    const onLate = (): void => {
      onNews();
      this.follow(this.plane.store.getState());
    };
    this.#exact = new Late(onLate);
    this.#sharpened = new Late(onLate);
  }

  get exact(): ExactGrid | null {
    return this.#exact.value;
  }

  /** log p(x_t)·p(y | x_t)^s on the exact field's grid, up to a constant; null where nothing sharpens. */
  get sharpened(): Float32Array | null {
    return this.#sharpened.value;
  }

  /** Sees to it that the exact fields are those of this state, soon. */
  follow(state: State): void {
    const { pack, backend } = state.model;
    const settings = settingsOf(state);
    const { distribution, drawn } = planeOf(settings);
    const mixture = mixtureOrNull(planeOf(settings));
    if (mixture === null || pack === null || backend === null) return;
    const { layers } = looksOf(state);
    const t = fieldTime(state);
    const key = `${distribution} ${drawn} ${pack.scheduler.betaSchedule} ${t}`;
    const alphaCumprod = alphasOf(pack.scheduler)[t] ?? 1;
    if (layers.includes('density') || layers.includes('exact')) {
      this.#exact.want(key, () => exactGrid(mixture, alphaCumprod, EXACT_SIDE, exactPoints));
    }
    const sharpening = sharpeningOf(settings, mixture);
    if (sharpening === null) this.#sharpened.clear();
    else if (layers.includes('sharpened')) {
      const { target, scale } = sharpening;
      this.#sharpened.want(`${key} ${target} ${scale}`, () =>
        sharpenedGrid(mixture, alphaCumprod, sharpening, EXACT_SIDE, exactPoints),
      );
    }
  }

  close(): void {
    this.#exact.close();
    this.#sharpened.close();
    this.#stop();
  }
}

/** By what guidance would sharpen; null where it is not asked to, or not at every t. */
function sharpeningOf(
  { target, guidanceScale, guidanceInterval }: Settings,
  { classes }: Mixture,
): Sharpening | null {
  const index = classOf(target);
  if (index === null || classes.length < 2 || index >= classes.length) return null;
  if (guidanceScale === 0 || guidanceInterval !== null) return null;
  return { target: index, scale: guidanceScale };
}
