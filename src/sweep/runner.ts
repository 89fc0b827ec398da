// Computes a sweep, batch by batch, in workers of its own, freed when the sweep is left: what the other one has open
// stays. Where one would leave half of a processor idle there are two, each with its own batch.

import { Client } from '../client/client';
import type { State } from '../history/state';
import type { Nudge } from '../store/world';
import { reportOf, type ErrorReport } from '../terms/errors';
import { afterAwake } from '../timing/awake';
import { sweepAsked, type SweepOf } from './asked';
import { BatchWorker, type Connect } from './batch-worker';
import { withBatch, type Batch } from './finished';
import { batchSize, countOf, isSingleThread, nextBatch, stillHolds, workersFor } from './plan';
import type { Sampled } from './sampled';
import { isComputing, type Sweep } from './sweep';
import { patchSweep, sweepOf } from './sweep-state';

/** Weight of the newest step in the smoothed pace. */
const SMOOTHING = 0.1;
/** More samples than these are asked back about. */
const MANY = 5000;
/** After so long without a message from the workers, the page says so. */
export const SILENT_MS = 60_000;
const SILENT =
  'The worker has said nothing for a minute: it is slow, or stuck. Press Cancel and then “Measure here” to start another one; finished samples stay.';

/** Computes what a sweep lacks, batch by batch, until it is there or called off. */
export class SweepRunner {
  /** The first one is there while anything is being computed. */
  #workers: readonly BatchWorker[] = [];
  /** One has failed beside another: none is opened in its place. */
  #isAlone = false;

  /** @param cores of the processor */
  constructor(
    private readonly nudge: Nudge,
    private readonly connect: Connect = (events) => new Client(events),
    private readonly cores = 1,
  ) {}

  /** Hears of changed settings from now on. @returns the way to end it, and its workers */
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
    if (isComputing(this.#sweep())) return;
    if (!confirmed && countOf(of) > MANY) {
      this.#patch({ status: 'asking' });
      return;
    }
    this.#patch({ status: 'measuring', trouble: null });
    this.#expect();
    if (this.#workers.length === 0) void this.#open();
    else for (const worker of this.#workers) if (worker.batch !== null) worker.goOn();
    this.#next();
  }

  /** Nothing is lost: what is being computed waits. */
  pause(): void {
    if (this.#sweep().status !== 'measuring') return;
    for (const worker of this.#workers) worker.pause();
    this.#expectNothing();
    this.#patch({ status: 'paused' });
  }

  /** What is finished stays; what is being computed goes, and the workers with it. */
  cancel(): void {
    this.#free();
    this.#patch({ status: 'idle' });
  }

  /** One more worker; the first one says what it computes on. */
  async #open(): Promise<void> {
    const { origin, choice } = this.#state().model;
    const of = this.#asked();
    if (origin === null || of === null) {
      this.#fail({ message: 'The model is not here any more.', hint: 'Open it again on Denoise.' });
      return;
    }
    const isFirst = this.#workers.length === 0;
    const worker: BatchWorker = new BatchWorker(this.connect, {
      onStep: (milliseconds, lanes) => this.#onStep(milliseconds / lanes),
      onDone: (batch, read) => this.#onDone(batch, read),
      onBackend: (backend) => this.#patch({ backend }),
      onError: (error) => this.#failed(worker, error),
      onStalled: (error) => this.#patch({ trouble: error?.message ?? null }),
      onThrown: (error) => this.#failed(worker, reportOf(error)),
    });
    this.#workers = [...this.#workers, worker];
    if (isFirst) this.#patch({ status: 'opening' });
    try {
      const isOpen = await worker.open(origin.source, choice, this.#expect, isSingleThread(this.cores));
      if (!isOpen || !this.#workers.includes(worker)) return;
      if (isFirst) this.#patch({ backend: worker.backend, status: 'measuring' });
      this.#expect();
      if (of.made.model !== this.#asked()?.made.model) this.cancel();
      else this.#next();
    } catch (error) {
      this.#failed(worker, reportOf(error));
    }
  }

  /** Without one of two it only takes longer: what it was computing is still to be computed. */
  #failed(worker: BatchWorker, error: ErrorReport): void {
    if (!this.#workers.includes(worker)) return;
    if (this.#workers.length === 1) {
      this.#fail(error);
      return;
    }
    this.#workers = this.#workers.filter((each) => each !== worker);
    this.#isAlone = true;
    worker.dispose();
    this.#tell();
    this.#next();
  }

  /** Workers that wait get cells that no other computes; when none are left the sweep ends. */
  #next(): void {
    const of = this.#asked();
    const { status, backend } = this.#sweep();
    if (of === null || status !== 'measuring' || backend === null) return;
    const ready = this.#workers.filter((worker) => worker.backend !== null);
    for (const worker of ready) {
      if (worker.batch !== null) continue;
      const cells = this.#left(of, batchSize(of, backend.name));
      if (cells.length > 0) worker.begin({ of, cells });
    }
    if (ready.length > 0 && ready.every(({ batch }) => batch === null)) {
      this.cancel();
      return;
    }
    this.#tell();
    this.#expect();
    const wanted = this.#isAlone ? 1 : workersFor(backend.name, this.cores);
    if (
      this.#workers.length < wanted &&
      ready.length === this.#workers.length &&
      this.#left(of, 1).length > 0
    ) {
      void this.#open();
    }
  }

  #left(of: SweepOf, size: number) {
    const atWork = this.#workers.flatMap(({ batch }) => batch?.cells ?? []);
    return nextBatch(of, this.#sweep().rows, size, atWork);
  }

  /** What is being computed, for the page. */
  #tell(changes: Partial<Sweep> = {}): void {
    const busy = this.#workers.filter(({ batch }) => batch !== null);
    const cells = busy.flatMap(({ batch }) => batch?.cells ?? []);
    const steps = busy.reduce((sum, { batch, taken }) => sum + taken * (batch?.cells.length ?? 0), 0);
    const known = this.#sweep().batch;
    const isSame = known?.cells.length === cells.length && known.cells.every((cell, i) => cell === cells[i]);
    const batch =
      cells.length === 0 ? null : { cells: isSame ? known.cells : cells, taken: steps / cells.length };
    this.#patch({ ...changes, batch });
  }

  #onStep(now: number): void {
    this.#expect();
    const each = now / this.#workers.filter(({ batch }) => batch !== null).length;
    const { pace } = this.#sweep();
    this.#tell({ pace: pace === null ? each : pace + SMOOTHING * (each - pace) });
  }

  #onDone(batch: Batch, read: readonly Sampled[]): void {
    this.#tell({ rows: withBatch(this.#sweep().rows, batch, read) });
    this.#next();
  }

  #callOff = (): void => {};

  /** A worker has said something, and more is awaited. */
  readonly #expect = (): void => {
    this.#expectNothing();
    if (!isComputing(this.#sweep())) return;
    this.#callOff = afterAwake(this.nudge.clock, SILENT_MS, () => {
      if (this.#sweep().trouble === null) this.#patch({ trouble: SILENT });
    });
  };

  #expectNothing(): void {
    this.#callOff();
    this.#callOff = () => {};
    if (this.#sweep().trouble === SILENT) this.#patch({ trouble: null });
  }

  /** Settings have changed: what is being computed goes on where it is still wanted. */
  #follow(): void {
    const of = this.#asked();
    const outdated = this.#workers.filter(({ batch }) => batch !== null && batch.of !== of);
    if (outdated.length === 0) return;
    if (of === null || outdated.some(({ batch }) => batch?.of.made.model !== of.made.model)) {
      this.cancel();
      return;
    }
    let isLost = false;
    for (const worker of outdated) {
      const { batch } = worker;
      if (batch === null) continue;
      if (stillHolds(batch.cells, batch.of, of)) worker.batch = { ...batch, of };
      else {
        worker.stop();
        isLost = true;
      }
    }
    if (!isLost) return;
    this.#tell();
    this.#next();
  }

  #fail({ message, hint }: Pick<ErrorReport, 'message' | 'hint'>): void {
    this.#free();
    this.#patch({ status: 'idle', trouble: `${message} ${hint}`.trim() });
  }

  #free(): void {
    const workers = this.#workers;
    this.#workers = [];
    this.#isAlone = false;
    this.#expectNothing();
    if (this.#sweep().batch !== null) this.#patch({ batch: null });
    for (const worker of workers) worker.dispose();
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
