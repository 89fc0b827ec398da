// The one worker: started when it is first written to or a little before, watched until its script speaks, ended, and
// started again.

// oxlint-disable-next-line import/default -- of Vite's making
import workerUrl from '../worker/worker.ts?worker&url';
import { STALLED_MS } from '../fetching/stalled';
import { partMissing, stalled, troubleOf, workerStopped } from '../terms/causes';
import { reportOf, type ErrorReport, type NudgeError } from '../terms/errors';
import type { FromWorker, ToWorker } from '../terms/messages';
import { afterAwake } from '../timing/awake';
import type { Clock } from '../timing/clock';
import type { WorkerLike } from './worker-like';

const WORKER = 'The script of the worker that computes';

/** What finds it out is no part of the first page, and may be missing too. */
async function why(message: string): Promise<NudgeError> {
  try {
    const { whyNoWorker } = await import('./why-no-worker');
    return await whyNoWorker(new URL(workerUrl, globalThis.location.href).href, WORKER, message);
  } catch {
    return troubleOf(partMissing, WORKER);
  }
}

export function spawnWorker(): WorkerLike {
  return new Worker(workerUrl, { type: 'module', name: 'nudge' });
}

interface Events {
  readonly receive: (message: FromWorker) => void;
  /** It has stopped, or was never allowed to start; the next message starts another. */
  readonly dead: (error: NudgeError) => void;
  /** Its script does not come; null: it has come after all. */
  readonly stalled: (error: ErrorReport | null) => void;
}

export class WorkerLife {
  #worker: WorkerLike | null = null;
  /** Whether its script has come and runs. */
  #alive = false;
  #stalled = false;
  /** Whether anything was asked of it. Until then nothing is said of its troubles: the one that is asked has them too. */
  #asked = false;
  #callOff = (): void => {};

  constructor(
    private readonly events: Events,
    private readonly spawn: () => WorkerLike,
    private readonly clock: Clock,
  ) {}

  /** Starts it before there is anything to ask of it: its script comes meanwhile. */
  begin(): void {
    try {
      this.#worker ??= this.#start();
    } catch {
      // the first message says why
    }
  }

  send(message: ToWorker): void {
    this.#asked = true;
    try {
      this.#worker ??= this.#start();
    } catch (error) {
      void this.#refused(null, reportOf(error).message); // a sandbox throws
      return;
    }
    this.#worker.postMessage(message);
  }

  /** Asked again while its script does not come: another one may. */
  giveUpIfStalled(): void {
    if (this.#stalled) this.dispose();
  }

  dispose(): void {
    this.#callOff();
    const worker = this.#worker;
    if (worker !== null) {
      // a message that still comes would start another one, which nothing ends
      worker.onmessage = worker.onerror = worker.onmessageerror = null;
      worker.terminate();
    }
    this.#worker = null;
    this.#alive = false;
    this.#stalled = false;
    this.#asked = false;
  }

  #start(): WorkerLike {
    const worker = this.spawn();
    const isMine = (): boolean => worker === this.#worker;
    this.#callOff = afterAwake(this.clock, STALLED_MS, () => {
      this.#stalled = true;
      if (this.#asked) this.events.stalled(reportOf(troubleOf(stalled, WORKER)));
    });
    worker.onmessage = ({ data }) => {
      if (!this.#alive) this.#live();
      this.events.receive(data);
    };
    worker.onerror = ({ message }) => {
      if (this.#alive) this.#die(troubleOf(workerStopped, '', message));
      else if (isMine()) void this.#refused(worker, message ?? '');
    };
    worker.onmessageerror = () => this.#die(troubleOf(workerStopped, '', 'a message could not be read'));
    return worker;
  }

  #live(): void {
    this.#callOff();
    this.#alive = true;
    if (this.#stalled && this.#asked) this.events.stalled(null);
    this.#stalled = false;
  }

  async #refused(worker: WorkerLike | null, message: string): Promise<void> {
    const error = await why(message);
    if (this.#worker === worker) this.#die(error);
  }

  #die(error: NudgeError): void {
    const wasAsked = this.#asked;
    this.dispose();
    if (wasAsked) this.events.dead(error);
  }
}
