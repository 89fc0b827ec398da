// The page's half of the conversation: the worker's life, load and run ids, credits, pending calls. It draws nothing.

import { NudgeError, type ErrorReport } from '../terms/errors';
import type { Lane } from '../terms/lane';
import {
  PROTOCOL_VERSION,
  type BackendChoice,
  type BackendInfo,
  type FromWorker,
  type PostedStep,
  type Query,
  type RunSpec,
  type ToWorker,
  type TrainOrder,
} from '../terms/messages';
import type { NetworkOutputs, Verdict } from '../terms/networks';
import type { PackSource } from '../terms/pack-info';
import { realClock, type Clock } from '../timing/clock';
import { PendingAnswers } from './pending-answers';
import { spawnWorker, WorkerLife } from './worker-life';
import type { WorkerLike } from './worker-like';

/** What happens to the newest run; messages of older ones never arrive here. */
export interface ClientEvents {
  /** @param steering what `steer` returned when it was sent; 0 is what the run began with */
  onStep(step: PostedStep, milliseconds: number, steering: number): void;
  onDone(verdicts: readonly Verdict[] | null, natsPerWord: readonly number[] | null): void;
  onBackend(backend: BackendInfo): void;
  /** How training goes; only where something is trained. */
  onTraining?(report: TrainingReport): void;
  /** The run has ended with an error, or the worker has died (then nothing is loaded any more). */
  onError(error: ErrorReport): void;
  /** The worker's script does not come; null: it has come after all. */
  onStalled?(error: ErrorReport | null): void;
}

/** How training goes, and whose weights they are. */
export type TrainingReport = Pick<
  Extract<FromWorker, { type: 'training' }>,
  'progress' | 'origin' | 'trained' | 'gradients'
>;

/** What `load` resolves to. */
export type Loaded = Pick<Extract<FromWorker, { type: 'ready' }>, 'pack' | 'backend'>;

interface PendingLoad {
  readonly id: number;
  readonly onProgress: (loaded: number, total: number) => void;
  readonly resolve: (loaded: Loaded | null) => void;
  readonly reject: (error: NudgeError) => void;
}

/** Steps that the worker may be ahead while playing: one being computed, one on its way to the screen. */
const OUTSTANDING = 2;

/** A worker, its open model and its newest run. When it dies, what is awaited rejects: `worker-died`. */
export class Client {
  readonly #worker: WorkerLife;
  #load: PendingLoad | null = null;
  #loads = 0;
  #runs = 0;
  #running = false;
  #playing = false;
  /** Steps of the run that have arrived, and that may have been taken in all. */
  #arrived = 0;
  #granted = 0;
  readonly #answers = new PendingAnswers();
  /** Steerings of the run. */
  #steerings = 0;

  constructor(
    private readonly events: ClientEvents,
    spawn: () => WorkerLike = spawnWorker,
    clock: Clock = realClock,
  ) {
    const heard = {
      receive: this.#receive.bind(this),
      dead: this.#die.bind(this),
      stalled: (error: ErrorReport | null) => events.onStalled?.(error),
    };
    this.#worker = new WorkerLife(heard, spawn, clock);
  }

  /** Its worker starts now, and not with the first load. */
  begin(): this {
    this.#worker.begin();
    return this;
  }

  /**
   * Opens a pack. The open model and its run stay until it succeeds.
   *
   * @param backend counts when the worker starts, so at its first load, as does `singleThread`, of WASM
   * @returns null when a newer call has taken its place
   * @throws NudgeError as the worker says, or `worker-died`
   */
  load(
    source: PackSource,
    backend: BackendChoice,
    onProgress: (loaded: number, total: number) => void,
    singleThread = false,
  ): Promise<Loaded | null> {
    const loadId = this.#loads++;
    this.#load?.resolve(null);
    this.#worker.giveUpIfStalled();
    return new Promise((resolve, reject) => {
      this.#load = { id: loadId, onProgress, resolve, reject };
      this.#send({ type: 'load', version: PROTOCOL_VERSION, loadId, source, backend, singleThread });
    });
  }

  /** Begins a run, paused; an older one is cancelled. */
  start(spec: RunSpec): void {
    this.#runs++;
    this.#running = true;
    this.#playing = false;
    this.#arrived = 0;
    this.#granted = 0;
    this.#steerings = 0;
    this.#send({ type: 'start', runId: this.#runs, spec });
  }

  play(): void {
    this.#playing = true;
    this.#grant(this.#arrived + OUTSTANDING);
  }

  /** The step being computed still arrives. */
  pause(): void {
    this.#playing = false;
    this.#grant(this.#arrived);
  }

  /** One more step, also when called twice before the first arrives. */
  step(): void {
    this.#playing = false;
    this.#grant(Math.max(this.#arrived, this.#granted) + 1);
  }

  /** From the next step on. @returns the number by which a step says that it used these lanes */
  steer(lanes: readonly Lane[]): number {
    const steering = ++this.#steerings;
    if (this.#running) this.#send({ type: 'steer', runId: this.#runs, steering, lanes });
    return steering;
  }

  stop(): void {
    if (this.#running) this.#send({ type: 'stop', runId: this.#runs });
    this.#running = false;
  }

  /**
   * Asks the networks of the open model about any x_t, also while a run goes on (between two of its steps).
   *
   * @throws NudgeError as the worker says, or `worker-died`
   */
  observe(query: Query): Promise<NetworkOutputs> {
    return this.#answers.ask((observeId) => this.#send({ type: 'observe', observeId, query }));
  }

  /** Trains the networks of the open plane. */
  train(order: TrainOrder): void {
    this.#send({ type: 'train', order });
  }

  dispose(): void {
    this.#worker.dispose();
  }

  #grant(n: number): void {
    this.#granted = n;
    if (this.#running) this.#send({ type: 'advance', runId: this.#runs, n });
  }

  #send(message: ToWorker): void {
    this.#worker.send(message);
  }

  #die(error: NudgeError): void {
    this.#running = false;
    this.#load?.reject(error);
    this.#load = null;
    this.#answers.rejectAll(error);
    this.events.onError({ code: error.code, message: error.message, hint: error.hint });
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case 'alive':
        return;
      case 'progress':
        if (this.#load?.id === message.loadId) this.#load.onProgress(message.loaded, message.total);
        return;
      case 'ready':
        if (this.#load?.id !== message.loadId) return;
        this.#running = false; // the worker has cancelled what ran on the model before
        this.#load.resolve({ pack: message.pack, backend: message.backend });
        this.#load = null;
        return;
      case 'step':
        if (!this.#running || message.runId !== this.#runs) return;
        this.#arrived++;
        if (this.#playing && message.step.transition.prevT >= 0) this.#grant(this.#arrived + OUTSTANDING);
        this.events.onStep(message.step, message.milliseconds, message.steering);
        return;
      case 'done':
        if (!this.#running || message.runId !== this.#runs) return;
        this.#running = false;
        this.events.onDone(message.verdicts, message.natsPerWord ?? null);
        return;
      case 'observed':
        this.#answers.resolve(message.observeId, message.outputs);
        return;
      case 'training':
        this.events.onTraining?.(message);
        return;
      case 'backend':
        this.events.onBackend(message.backend);
        return;
      case 'error':
        this.#fail(message);
        return;
      default:
        message satisfies never;
    }
  }

  #fail({ about, error }: Extract<FromWorker, { type: 'error' }>): void {
    if (about !== null && 'loadId' in about) {
      if (this.#load?.id !== about.loadId) return;
      this.#load.reject(new NudgeError(error.code, error.message, error.hint, error.question));
      this.#load = null;
      return;
    }
    if (about !== null && 'observeId' in about) {
      this.#answers.reject(about.observeId, new NudgeError(error.code, error.message, error.hint));
      return;
    }
    if (about !== null && (!this.#running || about.runId !== this.#runs)) return;
    this.#running = false;
    this.events.onError(error);
  }
}
