// Computes a sweep, batch by batch, in a worker of its own: what the other one has open stays, and it is freed when the
// sweep is left. Nothing of a step is kept but the last picture.

import { Client, type ClientEvents } from '../../../client/client';
import type { State } from '../../../history/state';
import type { Nudge } from '../../../store/world';
import { reportOf, type ErrorReport } from '../../../terms/errors';
import type { Judged } from '../../../terms/networks';
import { sampleSize, type Samples } from '../../../terms/sample';
import type { Step } from '../../../terms/step';
import { runOf, sweepAsked, type SweepOf } from './asked';
import { verdictOf } from './judging';
import { batchSize, countOf, nextBatch, stillHolds } from './plan';
import { rowKey, type Cell, type Row, type Sampled } from './sampled';
import type { Sweep } from './sweep';
import { patchSweep, sweepOf } from './sweep-state';

/** Weight of the newest step in the smoothed pace. */
const SMOOTHING = 0.1;
/** Pictures of more seeds than are shown are not kept. */
export const SHOWN_SEEDS = 32;
/** More samples than these are asked back about. */
const MANY = 5000;

export type Connect = (events: ClientEvents) => Client;

interface Batch {
  readonly of: SweepOf;
  readonly cells: readonly Cell[];
}

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
    if (this.#batch !== null) this.#client?.play();
    else if (this.#client !== null) this.#next();
    else void this.#open(of);
  }

  /** Nothing is lost: what is being computed waits. */
  pause(): void {
    if (this.#sweep().status !== 'measuring') return;
    this.#client?.pause();
    this.#patch({ status: 'paused' });
  }

  /** What is finished stays; what is being computed goes, and the worker with it. */
  cancel(): void {
    this.#free();
    this.#patch({ status: 'idle' });
  }

  async #open(of: SweepOf): Promise<void> {
    const { origin, choice } = this.nudge.store.getState().model;
    if (origin === null) return;
    const client = this.connect({
      onStep: (step, milliseconds) => this.#onStep(step, milliseconds),
      onDone: () => void this.#onDone(client),
      onBackend: (backend) => this.#patch({ backend }),
      onError: (error) => this.#fail(error),
      onStalled: (error) => this.#patch({ trouble: error?.message ?? null }),
    });
    this.#client = client;
    this.#patch({ status: 'opening' });
    try {
      const loaded = await client.load({ ...origin.source }, choice, () => {});
      if (this.#client !== client || loaded === null) return;
      const { status } = this.#sweep();
      this.#patch({ backend: loaded.backend, status: status === 'opening' ? 'measuring' : status });
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
    this.#batch = { of, cells };
    this.#patch({ batch: { cells, taken: 0 } });
    this.#client?.start(runOf(of, cells));
    this.#client?.play();
  }

  #x0: Samples | null = null;

  #onStep({ transition, xPrev, lanes }: Step, milliseconds: number): void {
    const { batch, pace } = this.#sweep();
    if (this.#batch === null || batch === null) return;
    const now = milliseconds / lanes.length;
    if (transition.prevT < 0) this.#x0 = xPrev;
    this.#patch({
      pace: pace === null ? now : pace + SMOOTHING * (now - pace),
      batch: { ...batch, taken: batch.taken + 1 },
    });
  }

  async #onDone(client: Client): Promise<void> {
    const batch = this.#batch;
    const x0 = this.#x0;
    this.#x0 = null;
    if (batch === null || x0 === null) return;
    try {
      const judged = batch.of.pack.hasJudge ? await judgedBy(client, x0, batch.cells.length) : null;
      if (this.#batch?.cells !== batch.cells) return; // it was cancelled meanwhile
      this.#batch = null;
      this.#patch({ rows: withBatch(this.#sweep().rows, batch, x0, judged), batch: null });
      this.#next();
    } catch (error) {
      if (this.#batch?.cells === batch.cells) this.#fail(reportOf(error));
    }
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

  #fail({ message, hint }: ErrorReport): void {
    this.#free();
    this.#patch({ status: 'idle', trouble: `${message} ${hint}`.trim() });
  }

  #free(): void {
    const client = this.#client;
    this.#client = null;
    this.#batch = null;
    this.#x0 = null;
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

async function judgedBy(client: Client, x0: Samples, count: number): Promise<Judged | null> {
  const query = { xt: x0, t: new Float32Array(count), targets: null, judge: true };
  return (await client.observe(query)).judged ?? null;
}

function withBatch(
  before: Sweep['rows'],
  { of, cells }: Batch,
  x0: Samples,
  judged: Judged | null,
): Sweep['rows'] {
  const rows = new Map<string, Row>(before);
  const fresh = new Map<string, Map<number, Sampled>>();
  const size = sampleSize(of.pack.sampleShape);
  cells.forEach(({ scale, seed }, i) => {
    const key = rowKey(of.made, scale);
    const row = fresh.get(key) ?? new Map(before.get(key));
    fresh.set(key, row);
    rows.set(key, row);
    const isShown = seed < of.settings.seed + SHOWN_SEEDS;
    row.set(seed, {
      x0: isShown ? x0.slice(i * size, (i + 1) * size) : null,
      verdict: judged === null ? null : verdictOf(of, part(judged.probs, i, cells.length)),
      features: judged === null ? null : part(judged.features, i, cells.length),
    });
  });
  return rows;
}

function part(values: Float32Array, index: number, count: number): Float32Array {
  const size = values.length / count;
  return values.slice(index * size, (index + 1) * size);
}
