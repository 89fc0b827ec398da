// Trains the open model in slices, between the steps of a run and between messages: what waits for the networks
// gets them after one slice. What is trained, and how, is the trainee's business.

import { NudgeError } from '../terms/errors';
import type { FromWorker, TrainOrder, WeightsOrigin } from '../terms/messages';
import type { GradientProducts, TrainProgress } from '../terms/plane';
import type { TrainedState } from '../terms/trained';

/** A model that can be trained. It stays the same one over a rebuilt device. */
export interface Trainee {
  origin(): WeightsOrigin;
  /** Trains for about so long; does nothing once it has converged or failed. */
  advance(milliseconds: number): Promise<void>;
  /** Everything since the last call. */
  progress(): TrainProgress;
  /** Before the first step again, with the same seed. */
  reset(): Promise<void>;
  /** All of what was trained; null where nothing was. */
  exported(): Promise<TrainedState | null>;
  /** What of the denoiser's gradient is chance; null where nothing is trained. */
  gradients(): Promise<readonly GradientProducts[] | null>;
  /** Keeps the weights outside of the device, which may be lost. @returns them; null where nothing was trained */
  keep(): Promise<TrainedState | null>;
}

export interface TrainingWorld {
  readonly trainee: () => Trainee | null;
  readonly nextTask: () => Promise<void>;
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly now: () => number;
  readonly post: (message: Extract<FromWorker, { type: 'training' }>, transfer: ArrayBuffer[]) => void;
  /** True when the device was in trouble and has been rebuilt. */
  readonly recover: (error: unknown) => Promise<boolean>;
  readonly fail: (error: unknown) => void;
}

/** What was asked for beside how far it is. */
type Given = Pick<Extract<FromWorker, { type: 'training' }>, 'trained' | 'gradients'>;

const SLICE_MS = 40;
const REPORT_MS = 250;
const KEEP_MS = 1000;

export class Training {
  #wanted = false;
  #running = false;

  constructor(private readonly ports: TrainingWorld) {}

  order(order: TrainOrder): void {
    const trainee = this.ports.trainee();
    if (trainee === null) {
      this.ports.fail(new NudgeError('bad-request', 'train: expected an open distribution, got none.'));
      return;
    }
    if (order === 'start') {
      this.#wanted = true;
      if (!this.#running) void this.#train(trainee);
      return;
    }
    if (order === 'give' || order === 'gradients') {
      void this.#give(trainee, order);
      return;
    }
    this.#wanted = false;
    if (order === 'reset') void this.#reset(trainee);
  }

  /** What has just been opened: how far it is. Another than before is not trained unasked. */
  opened(isAnother: boolean): void {
    if (isAnother) this.#wanted = false;
    const trainee = this.ports.trainee();
    if (trainee !== null) this.#report(trainee);
  }

  async #reset(trainee: Trainee): Promise<void> {
    try {
      await this.ports.inTurn(() => trainee.reset());
      this.#report(trainee);
    } catch (error) {
      this.ports.fail(error);
    }
  }

  /** Also while it trains: between two slices. */
  async #give(trainee: Trainee, order: 'give' | 'gradients'): Promise<void> {
    try {
      const given =
        order === 'give'
          ? { trained: await this.ports.inTurn(() => trainee.exported()) }
          : { gradients: await this.ports.inTurn(() => trainee.gradients()) };
      this.#report(trainee, given);
    } catch (error) {
      this.ports.fail(error);
    }
  }

  async #train(trainee: Trainee): Promise<void> {
    this.#running = true;
    let reported = this.ports.now();
    let kept = reported;
    try {
      while (this.#wanted && this.ports.trainee() === trainee) {
        await this.ports.inTurn(() => this.#slice(trainee));
        const now = this.ports.now();
        if (now - kept >= KEEP_MS) {
          kept = now;
          reported = now;
          if ((await this.#keep(trainee)) !== 'training') break;
        } else if (now - reported >= REPORT_MS) {
          reported = now;
          if (this.#report(trainee) !== 'training') break;
        }
        await this.ports.nextTask();
      }
    } catch (error) {
      this.#wanted = false;
      this.ports.fail(error);
    }
    this.#running = false;
    // ordered to start again while the last slice was on its way, perhaps of another trainee
    const next = this.ports.trainee();
    if (this.#wanted && next !== null && next !== trainee) void this.#train(next);
    else {
      this.#wanted = false;
      if (next === trainee) await this.#rest(trainee);
    }
  }

  /** What it has learned is also the page's, in case this worker dies. */
  async #keep(trainee: Trainee): Promise<TrainProgress['state']> {
    return await this.ports.inTurn(async () => {
      const trained = await trainee.keep();
      return this.#report(trainee, trained === null ? {} : { trained });
    });
  }

  async #rest(trainee: Trainee): Promise<void> {
    try {
      await this.#keep(trainee);
    } catch {
      this.#report(trainee); // the device has gone: who uses it next says so
    }
  }

  async #slice(trainee: Trainee): Promise<void> {
    let failure: unknown = null;
    try {
      await trainee.advance(SLICE_MS);
    } catch (error) {
      failure = error;
    }
    if (!(await this.ports.recover(failure)) && failure !== null) throw failure;
  }

  #report(trainee: Trainee, given: Given = {}): TrainProgress['state'] {
    const latest = trainee.progress();
    const state = latest.state === 'training' && !this.#wanted ? 'paused' : latest.state;
    const progress = { ...latest, state };
    this.ports.post({ type: 'training', origin: trainee.origin(), progress, ...given }, buffersOf(progress));
    return state;
  }
}

function buffersOf({ denoiser, classifier, lossByT }: TrainProgress): ArrayBuffer[] {
  const arrays = [denoiser.raw, denoiser.smoothed, classifier?.raw, classifier?.smoothed, lossByT];
  return [...new Set(arrays.flatMap((array) => (array ? [array.buffer] : [])))];
}
