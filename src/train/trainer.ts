// Training in the tab: denoiser and classifiers of the plane, learned side by side from the same noised points. The
// caller gives it time (`advance`) and decides when it rests; between two slices everything can be asked, exported and
// taken up again. What it computes depends on seed and step alone, not on how the time was sliced.

import * as tf from '@tensorflow/tfjs-core';
import { lossWeights } from '../diffusion/loss-weights';
import { planeClassifier, type Readout } from '../nn/plane-classifier';
import { planeDenoiser } from '../nn/plane-denoiser';
import { invariant } from '../terms/errors';
import type { Denoiser, Guide } from '../terms/networks';
import type { GradientProducts, LearnedGuide, TrainProgress, TrainSpec, TrainState } from '../terms/plane';
import { planeParts, type PlanePart, type PlateauState, type TrainedState } from '../terms/trained';
import { checkTrainSpec } from './check-train-spec';
import { gradientProducts } from './gradient-noise';
import { freshState, Learner } from './learner';
import { initialParameters } from './initial-parameters';
import { endAfterPlateau, rateShare } from './learning-rate';
import { LossByT, LossRecord } from './loss-record';
import { freshPlateau, isPlateau, observeLoss } from './plateau';
import { isTrained, lossOf, lossesOf, networkOf, readoutOf, rowsOf, type Plane } from './tasks';
import { trainingBatches, type BatchOf } from './training-batch';

/** Losses are read after this many steps: a GPU is not to wait for each. Plateau and NaN are looked for then. */
const READ_EVERY = 10;

/** One step's numbers, still to be read. */
interface Unread {
  readonly t: Float32Array;
  readonly values: ReadonlyMap<PlanePart, tf.Tensor1D>;
}

/** One training. It owns tensors: `dispose` frees them. */
export class Trainer {
  readonly #learners = new Map<PlanePart, Learner>();
  readonly #batchOf: BatchOf;
  readonly #readouts: Readonly<Record<PlanePart, Readout>>;
  readonly #denoiserLosses = new LossRecord();
  readonly #classifierLosses = new LossRecord();
  readonly #lossByT: LossByT;
  readonly #weights: Float64Array | null;
  #unread: Unread[] = [];
  #step: number;
  #seconds: number;
  #end: number;
  #state: TrainState;
  #plateau: PlateauState;
  #disposed = false;

  private constructor(
    readonly plane: Plane,
    readonly spec: TrainSpec,
    from: TrainedState | null,
  ) {
    this.#batchOf = trainingBatches(plane, spec);
    this.#weights = spec.weighting ? lossWeights(plane.scheduler, spec.weighting) : null;
    const [noisy, clean] = [readoutOf('noisy', plane), readoutOf('clean', plane)];
    this.#readouts = { denoiser: noisy, noisy, clean };
    this.#lossByT = new LossByT(plane.scheduler.trainTimesteps, from?.lossByT ?? null);
    this.#step = from?.step ?? 0;
    this.#seconds = from?.seconds ?? 0;
    this.#end = from?.end ?? spec.mostSteps;
    this.#state = from?.state ?? 'training';
    this.#plateau = from?.plateau ?? freshPlateau;
    for (const [stream, part] of planeParts.entries()) {
      if (!isTrained(part, spec)) continue;
      const network = networkOf(part, plane, spec.width);
      const state = from?.learners[part] ?? freshState(initialParameters(network.sizes, spec.seed, stream));
      this.#learners.set(part, new Learner(network, state));
    }
  }

  /** @throws NudgeError `bad-request` */
  static begin(plane: Plane, spec: TrainSpec): Trainer {
    checkTrainSpec(spec);
    return new Trainer(plane, spec, null);
  }

  /** Goes on from an exported state, on whatever backend is current now, as if nothing had been. */
  static restore(plane: Plane, spec: TrainSpec, state: TrainedState): Trainer {
    checkTrainSpec(spec);
    return new Trainer(plane, spec, state);
  }

  get state(): TrainState {
    return this.#state;
  }

  /**
   * Trains for about this long, unless it has ended. At least `READ_EVERY` steps.
   *
   * @returns whether it goes on
   */
  async advance(milliseconds: number): Promise<boolean> {
    invariant(!this.#disposed, 'trainer: disposed');
    const begun = performance.now();
    while (this.#state === 'training') {
      do this.#takeStep();
      while (this.#step % READ_EVERY !== 0 && this.#step < this.#end);
      await this.#readLosses();
      if (this.#disposed) return false;
      if (performance.now() - begun >= milliseconds) break;
    }
    this.#seconds += (performance.now() - begun) / 1000;
    return this.#state === 'training';
  }

  /** What happened since the last call. */
  progress(): TrainProgress {
    return {
      state: this.#state,
      step: this.#step - this.#unread.length,
      mostSteps: this.spec.mostSteps,
      seconds: this.#seconds,
      denoiser: this.#denoiserLosses.take(),
      classifier: this.spec.noisyClassifier ? this.#classifierLosses.take() : null,
      lossByT: this.#lossByT.now(),
    };
  }

  /** Reads the averaged weights as they are at each call; nothing to dispose. */
  denoiser(): Denoiser {
    const learner = this.#learner('denoiser');
    return planeDenoiser(learner.network, () => learner.average);
  }

  /** Null where that kind is not trained. */
  guide(kind: LearnedGuide): Guide | null {
    const part = kind === 'clean' ? 'clean' : 'noisy';
    const learner = this.#learners.get(part);
    return learner ? planeClassifier(learner.network, () => learner.average, this.#readouts[part]) : null;
  }

  /** Everything, to go on from with `restore`. Its arrays are the caller's. */
  async exported(): Promise<TrainedState> {
    const entries = [...this.#learners].map(
      async ([part, learner]) => [part, await learner.state()] as const,
    );
    return {
      step: this.#step,
      seconds: this.#seconds,
      end: this.#end,
      state: this.#state,
      plateau: this.#plateau,
      lossByT: this.#lossByT.now(),
      learners: Object.fromEntries(await Promise.all(entries)),
    };
  }

  /** What of the denoiser's gradient is chance, under either objective. */
  gradients(): Promise<GradientProducts[]> {
    return gradientProducts(this.#learner('denoiser'), this.plane, this.spec);
  }

  /** Frees every tensor. */
  dispose(): void {
    this.#disposed = true;
    for (const { values } of this.#unread) tf.dispose([...values.values()]);
    this.#unread = [];
    for (const learner of this.#learners.values()) learner.dispose();
    this.#learners.clear();
  }

  #learner(part: PlanePart): Learner {
    const learner = this.#learners.get(part);
    invariant(learner !== undefined, `trainer: no ${part}`);
    return learner;
  }

  #takeStep(): void {
    const batch = this.#batchOf(this.#step);
    const rate = this.spec.learningRate * rateShare(this.#step, this.#end);
    const values = new Map<PlanePart, tf.Tensor1D>();
    for (const [part, learner] of this.#learners) {
      const { features } = learner.network;
      const B = batch.t.length;
      const rows = tf.tensor2d(rowsOf(part, learner.network, batch), [B, features.count]);
      values.set(
        part,
        learner.learn(rows, this.#step, rate, lossOf(part, this.#readouts[part], batch, this.#weights)),
      );
      rows.dispose();
    }
    this.#unread.push({ t: batch.t, values });
    this.#step++;
  }

  async #readLosses(): Promise<void> {
    const unread = this.#unread;
    const pulses = [...this.#learners.values()].map((learner) => learner.pulse());
    const all = tf.tidy(() =>
      tf.concat([...unread.flatMap(({ values }) => [...values.values()]), ...pulses]),
    );
    tf.dispose([...pulses, ...unread.flatMap(({ values }) => [...values.values()])]);
    this.#unread = [];
    let numbers: Float32Array;
    try {
      numbers = await all.data<'float32'>();
    } finally {
      all.dispose();
    }
    if (this.#disposed) return;
    if (!numbers.every(Number.isFinite)) {
      for (const learner of this.#learners.values()) learner.goBack();
      this.#step -= unread.length;
      this.#state = 'not-a-number';
      return;
    }
    for (const learner of this.#learners.values()) learner.keep();
    this.#record(unread, numbers);
    if (this.#weights === null && isPlateau(this.#plateau))
      this.#end = Math.min(this.#end, endAfterPlateau(this.#step, this.spec.mostSteps));
    if (this.#step >= this.#end) this.#state = this.#end < this.spec.mostSteps ? 'converged' : 'finished';
  }

  #record(unread: readonly Unread[], numbers: Float32Array): void {
    let at = 0;
    for (const { t, values } of unread) {
      for (const [part, { size }] of values) {
        const some = numbers.subarray(at, at + size);
        at += size;
        const losses = lossesOf(part, some);
        const loss = losses.reduce((sum, one) => sum + one, 0) / losses.length;
        if (part === 'noisy') this.#classifierLosses.add(loss);
        if (part !== 'denoiser') continue;
        this.#denoiserLosses.add(loss);
        this.#lossByT.add(t, losses);
        this.#plateau = observeLoss(this.#plateau, loss);
      }
    }
  }
}
