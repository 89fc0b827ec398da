// The worker's half of the conversation: one model, at most one run. Everything that touches the world
// (messages out, backends, files, clock) is handed in, so that the whole of it is tested without a browser.

import type { ChainModel } from '../chain/chain';
import { createSchedule } from '../diffusion/schedule';
import { verdictsOf } from '../pack/verdicts';
import { NudgeError, reportOf } from '../terms/errors';
import {
  PROTOCOL_VERSION,
  buffersOf,
  transferList,
  type BackendChoice,
  type FromWorker,
  type PostedStep,
  type Question,
  type RunSpec,
  type ToWorker,
} from '../terms/messages';
import type { Denoiser, Guide, Judge, Observed, Verdict } from '../terms/networks';
import type { PackInfo, PackSource } from '../terms/pack-info';
import { sampleSize, type Samples } from '../terms/sample';
import type { Step } from '../terms/step';
import type { Backend, StartBackend } from './backend';
import { checkGradient } from './check-gradient';
import { checkLanes, checkQuestion, checkSpec } from './check-request';
import { observe } from './observe';
import { Run } from './run';
import { Training, type Trainee } from './training';
import { Turns } from './turns';

export interface OpenedPack {
  readonly info: PackInfo;
  readonly denoiser: Denoiser;
  readonly guide: Guide | null;
  judge(): Promise<Judge | null>;
  /** What trains its networks; absent where they come trained. */
  readonly trainee?: Trainee;
  dispose(): void;
}

export interface World {
  readonly post: (message: FromWorker, transfer?: ArrayBuffer[]) => void;
  readonly startBackend: StartBackend;
  /** Opens a pack on the current backend. `open` again, after a device was lost, reads kept bytes. */
  readonly openPack: (
    source: PackSource,
    onProgress: (loaded: number, total: number) => void,
  ) => Promise<{ pack: OpenedPack; reopen: () => Promise<OpenedPack> }>;
  readonly nextTask: () => Promise<void>;
  readonly now: () => number;
}

interface Model {
  readonly pack: OpenedPack;
  readonly reopen: () => Promise<OpenedPack>;
  readonly chainModel: ChainModel;
}

export class Session {
  #backend: Backend | null = null;
  #model: Model | null = null;
  #newestLoad = -1;
  /** The reason that the page knows. */
  #announced: string | null = null;
  readonly #turns = new Turns();
  #run: { readonly id: number; readonly run: Run; readonly ended: Promise<void> } | null = null;

  readonly #training: Training;

  constructor(private readonly world: World) {
    this.#training = new Training({
      trainee: () => this.#model?.pack.trainee ?? null,
      nextTask: world.nextTask,
      inTurn: (work) => this.#turns.take(work),
      now: world.now,
      post: world.post,
      recover: (error) => this.#recover(error),
      fail: (error) => world.post({ type: 'error', about: null, error: reportOf(error) }),
    });
  }

  async handle(message: ToWorker): Promise<void> {
    switch (message.type) {
      case 'load':
        await this.#load(message);
        return;
      case 'start':
        this.#start(message.runId, message.spec);
        return;
      case 'advance':
        if (this.#run?.id === message.runId) this.#run.run.advance(message.n);
        return;
      case 'steer':
        this.#steer(message);
        return;
      case 'stop':
        if (this.#run?.id === message.runId) this.#run.run.stop();
        return;
      case 'observe':
        await this.#observe(message.observeId, message.question);
        return;
      case 'train':
        this.#training.order(message.order);
        return;
      default:
        message satisfies never;
    }
  }

  async #load(message: Extract<ToWorker, { type: 'load' }>): Promise<void> {
    const { loadId, source } = message;
    this.#newestLoad = loadId;
    const stale = () => this.#newestLoad !== loadId;
    try {
      if (message.version !== PROTOCOL_VERSION) {
        throw new NudgeError(
          'internal',
          `The page speaks version ${message.version} and the worker version ${PROTOCOL_VERSION}.`,
          'Reload the page.',
        );
      }
      this.#backend ??= await this.world.startBackend(message.backend);
      const onProgress = (loaded: number, total: number) => {
        if (!stale()) this.world.post({ type: 'progress', loadId, loaded, total });
      };
      const { pack, reopen } = await this.world.openPack(source, onProgress);
      if (stale()) {
        pack.dispose();
        return;
      }
      const trained = this.#model?.pack.trainee;
      await this.#replaceModel(toModel(pack, reopen));
      // what is trained here may well be blind yet, and the exact answer needs no device
      if (source.kind !== 'plane') await this.#requireTrueGradient(message.backend);
      if (stale()) return;
      this.#announced = this.#backend.info.reason;
      this.world.post({ type: 'ready', loadId, pack: pack.info, backend: this.#backend.info });
      if (pack.trainee) this.#training.opened(pack.trainee !== trained);
    } catch (error) {
      if (!stale()) this.world.post({ type: 'error', about: { loadId }, error: reportOf(error) });
    }
  }

  /** The old model goes only now that the new one is there, and only when no step is using it. */
  async #replaceModel(model: Model | null): Promise<void> {
    const old = this.#model;
    this.#run?.run.stop();
    await this.#run?.ended;
    this.#run = null;
    await this.#turns.take(() => {
      this.#model = model;
      old?.pack.dispose();
      return Promise.resolve();
    });
  }

  async #requireTrueGradient(choice: BackendChoice): Promise<void> {
    const complaint = await this.#gradientComplaint();
    if (complaint === null) return;
    if (this.#backend?.info.name !== 'webgpu' || choice === 'webgpu') {
      throw new NudgeError('gradient-mismatch', complaint, 'Try another browser or ?backend=wasm.');
    }
    await this.#rebuild('wasm', `${complaint} WASM is used instead.`);
    const second = await this.#gradientComplaint();
    if (second !== null) throw new NudgeError('gradient-mismatch', second, 'Try another browser.');
  }

  /** Also where networks first run: what breaks the device there is recovered from as in a run. */
  async #gradientComplaint(): Promise<string | null> {
    const check = async () => {
      const pack = this.#model?.pack;
      if (!pack?.guide) return null;
      const t = Math.floor(pack.info.scheduler.trainTimesteps / 4);
      return await checkGradient(pack.guide, pack.denoiser, t);
    };
    try {
      const complaint = await check();
      if (!(await this.#recover(null))) return complaint;
    } catch (error) {
      if (!(await this.#recover(error))) throw error;
    }
    return await check();
  }

  #start(runId: number, spec: RunSpec): void {
    this.#run?.run.stop();
    const model = this.#model;
    try {
      if (model === null) {
        throw new NudgeError('bad-request', 'start: no model is open yet.', 'Wait until one is.');
      }
      checkSpec(spec, model.pack.info);
    } catch (error) {
      this.world.post({ type: 'error', about: { runId }, error: reportOf(error) });
      return;
    }
    const run = new Run(spec, {
      model: () => this.#model?.chainModel ?? model.chainModel,
      nextTask: this.world.nextTask,
      inTurn: (work) => this.#turns.take(work),
      now: this.world.now,
      recover: (error) => this.#recover(error),
      onStep: (step, steering, milliseconds) => {
        const posted = withoutLanes(step);
        this.world.post({ type: 'step', runId, step: posted, steering, milliseconds }, transferList(posted));
        this.#announceBackend();
      },
    });
    const before = this.#run?.ended ?? Promise.resolve();
    this.#run = { id: runId, run, ended: before.then(() => this.#finish(runId, run)) };
  }

  async #finish(runId: number, run: Run): Promise<void> {
    try {
      const x0 = await run.finish();
      if (x0 === null) return;
      this.world.post({ type: 'done', runId, verdicts: await this.#verdicts(x0) });
    } catch (error) {
      this.world.post({ type: 'error', about: { runId }, error: reportOf(error) });
    }
  }

  async #verdicts(x0: Samples): Promise<readonly Verdict[] | null> {
    const pack = this.#model?.pack;
    const judge = await pack?.judge();
    if (!pack || !judge) return null;
    const { probs } = await judge.judge(x0);
    return verdictsOf(probs, x0.length / sampleSize(pack.info.sampleShape));
  }

  #steer({ runId, steering, lanes }: Extract<ToWorker, { type: 'steer' }>): void {
    if (this.#run?.id !== runId || this.#model === null) return;
    try {
      checkLanes(lanes, this.#model.pack.info);
      this.#run.run.steer(lanes, steering);
    } catch (error) {
      this.world.post({ type: 'error', about: { runId }, error: reportOf(error) });
    }
  }

  async #observe(observeId: number, question: Question): Promise<void> {
    try {
      const observed = await this.#turns.take(async () => {
        try {
          return await this.#answer(question);
        } catch (error) {
          if (await this.#recover(error)) return await this.#answer(question);
          throw error;
        }
      });
      this.world.post({ type: 'observed', observeId, observed }, buffersOf(observed));
    } catch (error) {
      this.world.post({ type: 'error', about: { observeId }, error: reportOf(error) });
    }
  }

  async #answer(question: Question): Promise<Observed> {
    const pack = this.#model?.pack;
    if (!pack) throw new NudgeError('bad-request', 'observe: no model is open yet.', 'Wait until one is.');
    checkQuestion(question, pack.info);
    return await observe(pack, question);
  }

  /** True when the device was in trouble and has been rebuilt. */
  async #recover(error: unknown): Promise<boolean> {
    if (error !== null && !this.#backend?.trouble()) await this.world.nextTask(); // a loss is heard a little later
    const trouble = this.#backend?.trouble() ?? null;
    if (trouble === null) return false;
    const lost = trouble.kind === 'lost';
    const reason = lost
      ? `The GPU was lost (${trouble.message}) and has been started again.`
      : `WebGPU refused a command (${trouble.message}); WASM is used instead.`;
    try {
      await this.#rebuild(lost && this.#backend?.info.name === 'webgpu' ? 'webgpu' : 'wasm', reason);
    } catch (second) {
      throw new NudgeError(
        'device-lost',
        `The GPU was lost and could not be started again: ${reportOf(second).message}`,
        `Reload the page. ${error === null ? '' : reportOf(error).message}`.trim(),
      );
    }
    return true;
  }

  async #rebuild(choice: BackendChoice, reason: string): Promise<void> {
    const model = this.#model;
    this.#backend?.dispose();
    try {
      this.#backend = await this.world.startBackend(choice, reason);
    } catch (error) {
      if (choice === 'wasm') throw error;
      this.#backend = await this.world.startBackend('wasm', `${reason} ${reportOf(error).message}`);
    }
    if (model !== null) this.#model = toModel(await model.reopen(), model.reopen);
    this.#announced = null;
    this.#announceBackend();
  }

  /** Says what runs, when there is something new to say. */
  #announceBackend(): void {
    const info = this.#backend?.info;
    if (info === undefined || info.reason === this.#announced) return;
    this.#announced = info.reason;
    this.world.post({ type: 'backend', backend: info });
  }
}

function withoutLanes(step: Step): PostedStep {
  const posted: PostedStep & { lanes?: Step['lanes'] } = { ...step };
  delete posted.lanes;
  return posted;
}

function toModel(pack: OpenedPack, reopen: () => Promise<OpenedPack>): Model {
  const config = pack.info.scheduler;
  const { denoiser, guide } = pack;
  return { pack, reopen, chainModel: { denoiser, guide, config, schedule: createSchedule(config) } };
}
