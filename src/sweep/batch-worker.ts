// One worker of a sweep, with a model of its own: computes a batch at a time, to its last picture. Nothing of a step is
// kept but that.

import type { Client, ClientEvents } from '../client/client';
import type { BackendChoice, BackendInfo } from '../terms/messages';
import { invariant } from '../terms/errors';
import type { PackSource } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import { runOf } from './asked';
import { readBatch, type Batch } from './finished';
import type { Sampled } from './sampled';

export type Connect = (events: ClientEvents) => Client;

interface BatchEvents extends Pick<ClientEvents, 'onBackend' | 'onError' | 'onStalled'> {
  /** @param milliseconds of a step of the whole batch */
  readonly onStep: (milliseconds: number, lanes: number) => void;
  readonly onDone: (batch: Batch, read: readonly Sampled[]) => void;
  readonly onThrown: (error: unknown) => void;
}

export class BatchWorker {
  readonly #client: Client;
  #x0: Samples | null = null;
  /** What it computes; null where it waits for more. */
  batch: Batch | null = null;
  /** Steps that have been taken of it. */
  taken = 0;
  /** Null until its model is open. */
  backend: BackendInfo | null = null;

  constructor(
    connect: Connect,
    private readonly events: BatchEvents,
  ) {
    this.#client = connect({
      ...events,
      onStep: ({ transition, xPrev }, milliseconds) => {
        if (this.batch === null) return;
        if (transition.prevT < 0) this.#x0 = xPrev;
        this.taken++;
        events.onStep(milliseconds, this.batch.cells.length);
      },
      onDone: (_, natsPerWord) => void this.#onDone(natsPerWord),
    });
  }

  /** @returns false when it was ended meanwhile */
  async open(
    source: PackSource,
    choice: BackendChoice,
    onProgress: () => void,
    singleThread: boolean,
  ): Promise<boolean> {
    const loaded = await this.#client.load({ ...source }, choice, onProgress, singleThread);
    this.backend = loaded?.backend ?? null;
    return loaded !== null;
  }

  begin(batch: Batch): void {
    this.batch = batch;
    this.taken = 0;
    this.#x0 = null;
    this.#client.start(runOf(batch.of, batch.cells));
    this.#client.play();
  }

  goOn(): void {
    this.#client.play();
  }

  pause(): void {
    this.#client.pause();
  }

  /** What it computes is not wanted any more. */
  stop(): void {
    this.batch = null;
    this.#client.stop();
  }

  dispose(): void {
    this.batch = null;
    this.#x0 = null;
    this.#client.dispose();
  }

  async #onDone(natsPerWord: readonly number[] | null): Promise<void> {
    const { batch } = this;
    const x0 = this.#x0;
    this.#x0 = null;
    if (batch === null) return;
    // it may go on under changed settings meanwhile, and is the same batch then
    const isHere = (): boolean => this.batch?.cells === batch.cells;
    try {
      invariant(x0 !== null, 'sweep: expected the last step before the end of a run');
      const read = await readBatch(this.#client, batch, x0, natsPerWord);
      if (!isHere()) return; // it was cancelled meanwhile
      this.batch = null;
      this.events.onDone(batch, read);
    } catch (error) {
      if (isHere()) this.events.onThrown(error);
    }
  }
}
