// Computes a sweep, batch by batch, in a worker of its own: what the other one has open stays, and it is freed when the
// sweep is left. Nothing of a step is kept but the last picture.

import { Client, type ClientEvents } from '../../../client/client';
import type { State } from '../../../history/state';
import type { Nudge } from '../../../store/world';
import { invariant, reportOf, type ErrorReport } from '../../../terms/errors';
import type { Samples } from '../../../terms/sample';
import type { Step } from '../../../terms/step';
import { afterAwake } from '../../../timing/awake';
import { runOf, sweepAsked, type SweepOf } from './asked';
import { readBatch, withBatch, type Batch } from './finished';
import { batchSize, countOf, nextBatch, stillHolds } from './plan';
import type { Sweep } from './sweep';
import { patchSweep, sweepOf } from './sweep-state';

/** Weight of the newest step in the smoothed pace. */
const SMOOTHING = 0.1;
/** More samples than these are asked back about. */
const MANY = 5000;
/** After so long without a message from the worker, the page says so. */
export const SILENT_MS = 60_000;
const SILENT =
  'The worker has said nothing for a minute: it is slow, or stuck. Press Cancel and then “Measure here” to start another one; finished samples stay.';

export type Connect = (events: ClientEvents) => Client;

export class SweepRunner {
  #client: Client | null = null;
  #batch: Batch | null = null;

  constructor(
    private readonly nudge: Nudge,
    private readonly connect: Connect = (events) => new Client(events),
  ) {}

  /** Hears of changed settings from now on. @returns the way to end it, and its worker */
  watch(): () => void {
    const stop = this.nudge.store.subscribe(() => this.#follow());
    return () => {
      stop();
      this.cancel();
    };
  }

  /** Begins, or goes on with what is not known yet. @param confirmed that so many are meant */
  measure(confirmed = false): void {
    const of = this.#asked();
    if (of === null) return;
    const { status } = this.#sweep();
    if (status === 'opening' || status === 'measuring') return;
    if (!confirmed && countOf(of) > MANY) {
      this.#patch({ status: 'asking' });
      return;
    }
    this.#patch({ status: 'measuring', trouble: null });
    this.#expect();
    if (this.#batch !== null) this.#client?.play();
    else if (this.#client !== null) this.#next();
    else void this.#open(of);
  }

  /** Nothing is lost: what is being computed waits. */
  pause(): void {
    if (this.#sweep().status !== 'measuring') return;
    this.#client?.pause();
    this.#expectNothing();
    this.#patch({ status: 'paused' });
  }

  /** What is finished stays; what is being computed goes, and the worker with it. */
  cancel(): void {
    this.#free();
    this.#patch({ status: 'idle' });
  }

  async #open(of: SweepOf): Promise<void> {
    const { origin, choice } = this.#state().model;
    if (origin === null) {
      this.#fail({ message: 'The model is not here any more.', hint: 'Open it again on Denoise.' });
      return;
    }
    const client = this.connect({
      onStep: (step, milliseconds) => this.#onStep(step, milliseconds),
      onDone: (_, natsPerWord) => void this.#onDone(client, natsPerWord),
      onBackend: (backend) => this.#patch({ backend }),
      onError: (error) => this.#fail(error),
      onStalled: (error) => this.#patch({ trouble: error?.message ?? null }),
    });
    this.#client = client;
    this.#patch({ status: 'opening' });
    try {
      const loaded = await client.load({ ...origin.source }, choice, () => this.#expect());
      if (this.#client !== client || loaded === null) return;
      this.#patch({ backend: loaded.backend, status: 'measuring' });
      this.#expect();
      if (of.made.model !== this.#asked()?.made.model) this.cancel();
      else this.#next();
    } catch (error) {
      if (this.#client === client) this.#fail(reportOf(error));
    }
  }

  #next(): void {
    this.#batch = null;
    const of = this.#asked();
    const { rows, status, backend } = this.#sweep();
    if (of === null || status !== 'measuring' || backend === null) return;
    const cells = nextBatch(of, rows, batchSize(of, backend.name));
    if (cells.length === 0) {
      this.cancel();
      return;
    }
    const run = runOf(of, cells);
    this.#batch = { of, cells };
    this.#patch({ batch: { cells, taken: 0 } });
    this.#expect();
    this.#client?.start(run);
    this.#client?.play();
  }

  #x0: Samples | null = null;

  #onStep({ transition, xPrev, lanes }: Step, milliseconds: number): void {
    const { batch, pace } = this.#sweep();
    if (this.#batch === null || batch === null) return;
    const now = milliseconds / lanes.length;
    if (this.#sweep().status === 'measuring') this.#expect();
    if (transition.prevT < 0) this.#x0 = xPrev;
    this.#patch({
      pace: pace === null ? now : pace + SMOOTHING * (now - pace),
      batch: { ...batch, taken: batch.taken + 1 },
    });
  }

  async #onDone(client: Client, natsPerWord: readonly number[] | null): Promise<void> {
    const batch = this.#batch;
    const x0 = this.#x0;
    this.#x0 = null;
    if (batch === null) return;
    try {
      invariant(x0 !== null, 'sweep: expected the last step before the end of a run');
      const read = await readBatch(client, batch, x0, natsPerWord);
      if (this.#batch?.cells !== batch.cells) return; // it was cancelled meanwhile
      this.#batch = null;
      this.#patch({ rows: withBatch(this.#sweep().rows, batch, read), batch: null });
      this.#next();
    } catch (error) {
      const isStale = this.#client !== client || (this.#batch !== null && this.#batch.cells !== batch.cells);
      if (!isStale) this.#fail(reportOf(error));
    }
  }

  #callOff = (): void => {};

  /** The worker has said something, and more is awaited. */
  #expect(): void {
    this.#expectNothing();
    this.#callOff = afterAwake(this.nudge.clock, SILENT_MS, () => {
      if (this.#sweep().trouble === null) this.#patch({ trouble: SILENT });
    });
  }

  #expectNothing(): void {
    this.#callOff();
    this.#callOff = () => {};
    if (this.#sweep().trouble === SILENT) this.#patch({ trouble: null });
  }

  /** Settings have changed: what is being computed goes on where it is still wanted. */
  #follow(): void {
    const batch = this.#batch;
    if (batch === null) return;
    const of = this.#asked();
    if (of === batch.of) return;
    if (of === null || of.made.model !== batch.of.made.model) this.cancel();
    else if (stillHolds(batch.cells, batch.of, of)) this.#batch = { ...batch, of };
    else {
      this.#client?.stop();
      this.#batch = null;
      this.#patch({ batch: null });
      this.#next();
    }
  }

  #fail({ message, hint }: Pick<ErrorReport, 'message' | 'hint'>): void {
    this.#free();
    this.#patch({ status: 'idle', trouble: `${message} ${hint}`.trim() });
  }

  #free(): void {
    const client = this.#client;
    this.#client = null;
    this.#batch = null;
    this.#x0 = null;
    this.#expectNothing();
    if (this.#sweep().batch !== null) this.#patch({ batch: null });
    client?.dispose();
  }

  #asked(): SweepOf | null {
    return sweepAsked(this.#state());
  }

  #sweep(): Sweep {
    return sweepOf(this.#state());
  }

  #patch(changes: Partial<Sweep>): void {
    patchSweep(this.nudge, changes);
  }

  #state(): State {
    return this.nudge.store.getState();
  }
}
