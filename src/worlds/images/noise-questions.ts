// What is asked of the model about what Noise shows: first about x_t on the schedule that is shown, then on the other
// one, then, at rest, about forty values of t in small batches.

import { jumpNoise } from '../../diffusion/forward/forward-noise';
import { rms } from '../../diffusion/magnitudes';
import { learnedOf, splitOutput } from '../../diffusion/learned-variance';
import { expectSignal } from '../../diffusion/usable-output';
import { interpret } from '../../diffusion/prediction';
import { projectionOf } from '../../diffusion/projections';
import type { State } from '../../history/state';
import type { Errand, Source } from '../../questions/asker';
import type { Nudge } from '../../store/world';
import { defaultTarget } from '../../terms/default-target';
import { invariant, reportOf } from '../../terms/errors';
import type { Query } from '../../terms/messages';
import type { NetworkOutputs } from '../../terms/networks';
import { guideOf, type PackInfo } from '../../terms/pack-info';
import type { Samples } from '../../terms/sample';
import { classTarget } from '../../terms/target';
import { noiseActions } from './noise-actions';
import { noisedAt, scheduleOf, type NoisedSample } from './forward-samples';
import {
  askedOverT,
  forwardSamplesOf,
  noiseOf,
  patchNoise,
  sameOverT,
  type Answer,
  type AnswersOverT,
  type OfOverT,
} from './noise-state';

/** Values of t over all of it. */
const POINTS_OVER_T = 40;
/** What is asked over t waits until nothing has changed for so long. */
const REST_MS = 250;
/** A device that answers two within this is asked about eight at once. */
const FAST_MS = 25;
const FEW = 2;
const MANY = 8;

const known = new WeakMap<Nudge, NoiseQuestions>();

/** Noise is on screen: from now on the model is asked. @returns the way to stop */
export function watchNoise(nudge: Nudge): () => void {
  const actions = noiseActions(nudge);
  invariant(actions !== null, 'watchNoise: expected the store of pictures');
  const questions = known.get(nudge) ?? new NoiseQuestions(nudge);
  known.set(nudge, questions); // what it has asked already is not asked again
  actions.wantSheet();
  return actions.ask(questions);
}

class NoiseQuestions implements Source {
  #asked: OfOverT | null = null;
  #missing: number[] = [];
  #batch = FEW;

  constructor(private readonly nudge: Nudge) {}

  key(): unknown {
    return forwardSamplesOf(this.#state());
  }

  next(restedFor: number): Errand | number | null {
    const state = this.#state();
    const { pack, backend, recorded } = state.model;
    const samples = forwardSamplesOf(state);
    if (pack === null || backend === null || recorded || samples === null) return null;
    const { settings, answers } = noiseOf(state);
    const shown = scheduleOf(settings, pack.scheduler);
    const rest = REST_MS - restedFor;
    if (answers[shown]?.sample !== samples[shown]) return this.#askAbout(samples[shown], samples.x0, pack);
    if (rest > 0) return rest;
    const other = shown === 'linear' ? 'cosine' : 'linear';
    if (answers[other]?.sample !== samples[other]) return this.#askAbout(samples[other], samples.x0, pack);
    const over = askedOverT(state);
    return over === null ? null : this.#nextOverT(over);
  }

  fail(error: unknown): void {
    if (this.#state().model.backend !== null) patchNoise(this.nudge, { trouble: reportOf(error).message });
  }

  #askAbout(sample: NoisedSample, x0: Samples, pack: PackInfo): Errand {
    return {
      query: queryOf([sample], pack),
      take: (outputs) => {
        if (this.#state().model.pack !== pack) return;
        const { answers } = noiseOf(this.#state());
        const answer = answerOf(outputs, 0, sample, x0, pack);
        patchNoise(this.nudge, { trouble: null, answers: { ...answers, [sample.schedule]: answer } });
      },
    };
  }

  #nextOverT(now: OfOverT): Errand | null {
    if (!sameOverT(this.#asked, now)) this.#begin(now);
    if (this.#missing.length === 0) return null;
    const { x0, seed, schedule, pack } = now;
    const eps = jumpNoise(seed, x0.length, pack.scheduler.trainTimesteps);
    const indices = this.#missing.slice(0, this.#batch);
    const { t } = noiseOf(this.#state()).overT;
    const samples = indices.map((index) => noisedAt(x0, eps, pack.scheduler, schedule, t[index] ?? 0));
    return {
      query: queryOf(samples, pack),
      take: (outputs, milliseconds) => {
        if (samples.length === FEW) this.#batch = milliseconds < FAST_MS ? MANY : FEW;
        if (this.#state().model.pack !== pack || !sameOverT(this.#asked, now)) return;
        this.#missing = this.#missing.filter((index) => !indices.includes(index));
        const answers = samples.map((sample, i) => answerOf(outputs, i, sample, x0, pack));
        patchNoise(this.nudge, { overT: withAnswers(noiseOf(this.#state()).overT, indices, answers) });
      },
    };
  }

  #begin(now: OfOverT): void {
    const { trainTimesteps, zeroTerminalSnr, predictionType } = now.pack.scheduler;
    // of ε at ᾱ = 0 nothing follows
    const T = trainTimesteps - (zeroTerminalSnr === true && predictionType === 'epsilon' ? 1 : 0);
    const count = Math.min(POINTS_OVER_T, T);
    const t = Array.from({ length: count }, (_, i) => Math.round((i * (T - 1)) / Math.max(1, count - 1)));
    this.#asked = now;
    this.#missing = coarseToFine(count);
    patchNoise(this.nudge, { overT: { t, points: t.map(() => null), of: now } });
  }

  #state(): State {
    return this.nudge.store.getState();
  }
}

function queryOf(samples: readonly NoisedSample[], pack: PackInfo): Query {
  const size = samples[0]?.xt.length ?? 0;
  const xt = new Float32Array(samples.length * size);
  samples.forEach((sample, i) => xt.set(sample.xt, i * size));
  const guide = guideOf(pack);
  const target = guide === null ? classTarget(0) : defaultTarget(guide); // its belief alone is looked at
  return { xt, t: Float32Array.from(samples, ({ askedT }) => askedT), targets: samples.map(() => target) };
}

function answerOf(
  { modelOutput, guidance }: NetworkOutputs,
  index: number,
  sample: NoisedSample,
  x0: Samples,
  pack: PackInfo,
): Answer {
  const size = x0.length;
  const { prediction } = splitOutput(modelOutput!, learnedOf(pack));
  const output = prediction.slice(index * size, (index + 1) * size);
  expectSignal(pack.scheduler.predictionType, sample.askedAlphaCumprod);
  // it was asked as of t', so its answer is read as of t'
  const { eps, predX0: predicted } = interpret(
    sample.xt,
    output,
    pack.scheduler.predictionType,
    sample.askedAlphaCumprod,
  );
  const predX0 = projectionOf(pack)(predicted);
  const beliefs = guidance?.beliefs ?? null;
  const width = guideOf(pack)?.slots.reduce((sum, { labels }) => sum + labels.length, 0) ?? 0;
  return {
    sample,
    x0,
    eps,
    predX0,
    beliefs: beliefs === null ? null : beliefs.slice(index * width, (index + 1) * width),
    error: rms(predX0.map((x, i) => x - x0[i]!)),
  };
}

function withAnswers(
  overT: AnswersOverT,
  indices: readonly number[],
  answers: readonly Answer[],
): AnswersOverT {
  const points = [...overT.points];
  answers.forEach(({ error, beliefs }, i) => {
    const index = indices[i];
    if (index !== undefined) points[index] = { error, beliefs };
  });
  return { ...overT, points };
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
