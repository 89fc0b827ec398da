// The learned half of a plane: one trainer, begun anew or with what a file has of it, or before it the weights that come
// with Nudge. It stays the same while packs are opened over it and the device is lost and rebuilt; its denoiser and guides
// always use the current weights.

import { invariant, NudgeError, reportOf, type ErrorCode, type ErrorReport } from '../terms/errors';
import type { Denoiser, Guide } from '../terms/networks';
import type { WeightsOrigin } from '../terms/messages';
import type { PlaneSource } from '../terms/pack-info';
import {
  LOSS_BUCKETS,
  PLANE_SHAPE,
  type GradientProducts,
  type LearnedGuide,
  type TrainProgress,
} from '../terms/plane';
import type { TrainedState } from '../terms/trained';
import { checkTrained } from '../train/check-trained';
import type { PlaneNetworks } from '../train/loaded-networks';
import { Trainer } from '../train/trainer';
import type { Trainee } from './training';

/** Opens the weights that come with a plane; null where there are none. */
export type OpenShipped = (source: PlaneSource) => Promise<PlaneNetworks | null>;

/** What trying again does not mend. */
const LACKS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['host', 'pack-corrupt', 'pack-mismatch']);

export class LearnedPlane implements Trainee {
  #trainer: Trainer | null = null;
  #shipped: PlaneNetworks | null = null;
  #kept: TrainedState | null;
  #why: ErrorReport | null = null;

  private constructor(
    private readonly source: PlaneSource,
    private readonly openShipped: OpenShipped,
  ) {
    this.#kept = source.kept ?? source.trained?.state ?? null;
  }

  /** @throws NudgeError `pack-mismatch` where what a file has was trained on another plane */
  static async open(source: PlaneSource, openShipped: OpenShipped): Promise<LearnedPlane> {
    const trained = source.kept ?? source.trained?.state ?? null;
    if (trained !== null) checkTrained(source.spec, source.train, trained);
    const learned = new LearnedPlane(source, openShipped);
    await learned.rebuild();
    return learned;
  }

  /** Numbers in the denoiser and in the noisy classifier; 0 where nothing is shipped. */
  get parameters(): PlaneNetworks['parameters'] {
    return this.#shipped?.parameters ?? { denoiser: 0, classifier: 0 };
  }

  /** Why what is shipped is not here; null where it is, or nothing is shipped. */
  get why(): ErrorReport | null {
    return this.#why;
  }

  /** On a new device, from what was kept. */
  async rebuild(): Promise<void> {
    const { spec, train } = this.source;
    const begun = this.#trainer !== null;
    this.#trainer = null; // what lived on the old device went with it
    this.#shipped = null;
    if (this.#kept !== null) this.#trainer = Trainer.restore(spec, train, this.#kept);
    else if (!begun) await this.#open();
  }

  /** What is exact needs no weights, nor does what is trained here: those work without the weight files. */
  async #open(): Promise<void> {
    this.#why = null;
    try {
      this.#shipped = await this.openShipped(this.source);
    } catch (error) {
      if (!(error instanceof NudgeError) || !LACKS.has(error.code)) throw error;
      this.#why = reportOf(error);
    }
  }

  origin(): WeightsOrigin {
    return this.#shipped === null ? 'here' : 'shipped';
  }

  async advance(milliseconds: number): Promise<void> {
    await this.#own().advance(milliseconds);
  }

  progress(): TrainProgress {
    if (this.#trainer !== null) return this.#trainer.progress();
    const nothing = { raw: new Float32Array(), smoothed: new Float32Array() };
    return {
      state: 'training',
      step: 0,
      mostSteps: this.source.train.mostSteps,
      seconds: 0,
      denoiser: nothing,
      classifier: null,
      lossByT: new Float32Array(LOSS_BUCKETS).fill(NaN),
    };
  }

  reset(): Promise<void> {
    this.#trainer?.dispose();
    this.#trainer = null;
    this.#kept = null;
    this.#own();
    return Promise.resolve();
  }

  async exported(): Promise<TrainedState | null> {
    return (await this.#trainer?.exported()) ?? null;
  }

  async gradients(): Promise<readonly GradientProducts[] | null> {
    return (await this.#trainer?.gradients()) ?? null;
  }

  async keep(): Promise<TrainedState | null> {
    if (this.#trainer === null) return null;
    this.#kept = await this.#trainer.exported();
    return this.#kept;
  }

  /** The current denoiser, also after training was reset or the device rebuilt. */
  denoiser(): Denoiser {
    return {
      sampleShape: PLANE_SHAPE,
      predict: (...asked) => (this.#shipped ?? this.#own()).denoiser().predict(...asked),
      dispose: () => {},
    };
  }

  /** Whether its denoiser was ever told a class. */
  get takesClass(): boolean {
    return this.source.train.classDropout < 1;
  }

  /** Null where that kind is not learned. */
  guide(kind: LearnedGuide): Guide | null {
    const { noisyClassifier, cleanClassifier } = this.source.train;
    if ((kind === 'learned' && !noisyClassifier) || (kind === 'clean' && !cleanClassifier)) return null;
    return {
      evaluate: (xt, t, targets) => {
        const guide = (this.#shipped ?? this.#own()).guide(kind);
        invariant(guide !== null, `plane: expected a guide that is ${kind}, got none`);
        return guide.evaluate(xt, t, targets, null);
      },
      dispose: () => {},
    };
  }

  dispose(): void {
    this.#trainer?.dispose();
    this.#shipped?.dispose();
    this.#trainer = null;
    this.#shipped = null;
  }

  /** The trainer, begun when it is first needed; it takes the place of what was shipped. */
  #own(): Trainer {
    this.#trainer ??= Trainer.begin(this.source.spec, this.source.train);
    this.#shipped?.dispose();
    this.#shipped = null;
    return this.#trainer;
  }
}
