// Asks the model about what Noise shows: first about x_t on the schedule that is shown, then on the other one, then, at
// rest, about forty values of t in small batches. One question is out at a time and is made when the last answer is
// here, so nothing stale is ever asked and a drag hears the newest t.

import { jumpNoise } from '../../diffusion/forward/forward-noise';
import type { ScheduleName } from '../../diffusion/forward/pair-of-schedules';
import { rms } from '../../diffusion/measures';
import { interpret } from '../../diffusion/prediction';
import { reportOf } from '../../terms/errors';
import type { Observed } from '../../terms/networks';
import type { PackInfo } from '../../terms/pack-info';
import type { Samples } from '../../terms/sample';
import type { State } from '../state';
import type { StoreWorld } from '../world';
import { levelAt, scheduleOf, type Level } from './moment';
import { momentOf, type Answer, type Noise, type Sweep } from './state';

/** Values of t over all of it. */
const SWEEP_POINTS = 40;
/** The sweep waits until nothing has changed for so long. */
const REST_MS = 250;
/** A device that answers two within this is asked about eight at once. */
const FAST_MS = 25;
const FEW = 2;
const MANY = 8;

/** What a sweep is of: compared by identity. */
interface SweepKey {
  readonly x0: Samples;
  readonly seed: number;
  readonly schedule: ScheduleName;
  readonly pack: PackInfo;
}

type Work =
  | { readonly kind: 'moment'; readonly levels: readonly [Level]; readonly x0: Samples }
  | {
      readonly kind: 'sweep';
      readonly levels: readonly Level[];
      readonly indices: readonly number[];
      readonly x0: Samples;
      readonly key: SweepKey;
    };

export class NoiseAsker {
  #watching = false;
  #busy = false;
  #changedAt = -Infinity;
  #lastMoment: unknown = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sweepKey: SweepKey | null = null;
  #missing: number[] = [];
  #batch = FEW;
  /** What failed is not asked again until something changes. */
  #gaveUpOn: unknown = null;

  constructor(
    private readonly world: StoreWorld,
    private readonly now: () => number = () => performance.now(),
  ) {
    world.store.subscribe(() => this.#pump());
  }

  watch(): void {
    this.#watching = true;
    this.#pump();
  }

  rest(): void {
    this.#watching = false;
    clearTimeout(this.#timer);
  }

  #pump(): void {
    if (!this.#watching) return;
    const state = this.world.store.getState();
    const moment = momentOf(state);
    if (moment !== this.#lastMoment) {
      this.#lastMoment = moment;
      this.#changedAt = this.now();
    }
    if (this.#busy) return;
    this.#busy = true; // choosing may write to the store, which comes back here
    const work = this.#next(state);
    if (work === null) this.#busy = false;
    else void this.#ask(work);
  }

  #next(state: State): Work | null {
    const { noise, model } = state;
    const moment = momentOf(state);
    const { pack } = model;
    const asks = pack !== null && model.backend !== null && !model.recorded;
    if (!asks || moment === null || this.#gaveUpOn === moment) return null;
    const shown = scheduleOf(noise.settings, pack.scheduler);
    const other = shown === 'linear' ? 'cosine' : 'linear';
    for (const schedule of [shown, other] as const) {
      const level = moment[schedule];
      if (schedule === other && !this.#rested()) break;
      if (noise.answers[schedule]?.level !== level) return { kind: 'moment', levels: [level], x0: moment.x0 };
    }
    return this.#nextOfSweep({ x0: moment.x0, seed: noise.settings.seed, schedule: shown, pack });
  }

  #nextOfSweep(asked: SweepKey): Work | null {
    if (!sameKey(this.#sweepKey, asked)) {
      if (!this.#rested()) return null;
      this.#begin(asked);
    }
    const key = this.#sweepKey ?? asked;
    if (this.#missing.length === 0 || !this.#rested()) return null;
    const { scheduler } = key.pack;
    const eps = jumpNoise(key.seed, key.x0.length, scheduler.trainTimesteps);
    const indices = this.#missing.slice(0, this.#batch);
    const { t } = this.world.store.getState().noise.sweep;
    const levels = indices.map((index) => levelAt(key.x0, eps, scheduler, key.schedule, t[index] ?? 0));
    return { kind: 'sweep', levels, indices, x0: key.x0, key };
  }

  /** Whether nothing has changed for a while; if not, it comes back then. */
  #rested(): boolean {
    const left = this.#changedAt + REST_MS - this.now();
    if (left <= 0) return true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), left);
    return false;
  }

  #begin(key: SweepKey): void {
    const T = key.pack.scheduler.trainTimesteps;
    const count = Math.min(SWEEP_POINTS, T);
    const t = Array.from({ length: count }, (_, i) => Math.round((i * (T - 1)) / Math.max(1, count - 1)));
    const { sweep } = this.world.store.getState().noise;
    const goesOn = this.#sweepKey?.pack === key.pack && sweep.points.length === count;
    this.#sweepKey = key;
    this.#missing = coarseToFine(count);
    patchNoise(this.world, { sweep: { t, points: goesOn ? sweep.points : t.map(() => null) } });
  }

  async #ask(work: Work): Promise<void> {
    const { pack } = this.world.store.getState().model;
    const started = this.now();
    try {
      const observed = await this.world.client.observe(questionOf(work.levels));
      const took = this.now() - started;
      if (work.levels.length === FEW) this.#batch = took < FAST_MS ? MANY : FEW;
      if (pack !== null && this.world.store.getState().model.pack === pack) this.#take(work, observed, pack);
    } catch (error) {
      const state = this.world.store.getState();
      this.#gaveUpOn = momentOf(state);
      if (state.model.backend !== null) patchNoise(this.world, { trouble: reportOf(error).message });
    } finally {
      this.#busy = false;
    }
    this.#pump();
  }

  #take(work: Work, observed: Observed, pack: PackInfo): void {
    const answers = work.levels.map((level, i) => answerOf(observed, i, level, work.x0, pack));
    const { noise } = this.world.store.getState();
    if (work.kind === 'moment') {
      const [answer] = answers;
      if (answer === undefined) return;
      patchNoise(this.world, {
        trouble: null,
        answers: { ...noise.answers, [answer.level.schedule]: answer },
      });
      return;
    }
    if (this.#sweepKey !== work.key) return; // of a picture that is not shown any more
    this.#missing = this.#missing.filter((index) => !work.indices.includes(index));
    patchNoise(this.world, { sweep: withAnswers(noise.sweep, work.indices, answers) });
  }
}

export function patchNoise({ store }: StoreWorld, noise: Partial<Noise>): void {
  store.setState((state) => ({ noise: { ...state.noise, ...noise } }));
}

function questionOf(levels: readonly Level[]) {
  const size = levels[0]?.xt.length ?? 0;
  const xt = new Float32Array(levels.length * size);
  levels.forEach((level, i) => xt.set(level.xt, i * size));
  return {
    xt,
    t: Float32Array.from(levels, ({ askedT }) => askedT),
    targets: new Int32Array(levels.length),
  };
}

function answerOf(observed: Observed, index: number, level: Level, x0: Samples, pack: PackInfo): Answer {
  const size = x0.length;
  const output = observed.modelOutput.slice(index * size, (index + 1) * size);
  const { predictionType, clipRange } = pack.scheduler;
  // it was asked as of t', so its answer is read as of t'
  const { eps, predX0 } = interpret(level.xt, output, predictionType, level.askedAlphaCumprod, clipRange);
  const probs = observed.guidance?.classProbs ?? null;
  const classes = pack.classes.length;
  return {
    level,
    x0,
    eps,
    predX0,
    classProbs: probs === null ? null : probs.slice(index * classes, (index + 1) * classes),
    error: rms(predX0.map((x, i) => x - x0[i]!)),
  };
}

function withAnswers(sweep: Sweep, indices: readonly number[], answers: readonly Answer[]): Sweep {
  const points = [...sweep.points];
  answers.forEach(({ error, classProbs }, i) => {
    const index = indices[i];
    if (index !== undefined) points[index] = { error, classProbs };
  });
  return { ...sweep, points };
}

function sameKey(a: SweepKey | null, b: SweepKey): boolean {
  return a?.x0 === b.x0 && a.seed === b.seed && a.schedule === b.schedule && a.pack === b.pack;
}

/** 0..count-1: the ends first, then ever finer between them, so that a curve shows its shape at once. */
export function coarseToFine(count: number): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  for (let step = Math.max(1, count - 1); ; step /= 2) {
    for (let at = 0; at <= count - 1; at += step) {
      const index = Math.round(at);
      if (!seen.has(index)) order.push(index);
      seen.add(index);
    }
    if (step <= 0.5) return order;
  }
}
