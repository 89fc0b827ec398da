// The backend and the model on it: begun, found true, and begun again when the device is lost or refuses a command.

import { chainModel, type ChainModel } from '../chain/chain';
import { defaultTarget } from '../terms/default-target';
import { invariant, NudgeError, reportOf } from '../terms/errors';
import { sampleSize } from '../terms/sample';
import type { BackendChoice, BackendInfo } from '../terms/messages';
import type { Backend, Trouble } from './backend';
import { checkGradient } from './check-gradient';
import type { OpenedModel, Ports } from './ports';

/** A GPU's queue may still be at work when the first of its promises breaks, and a busy machine is slow to say so. */
const LOSS_HEARD_WITHIN_MS = 10_000;
/** A GPU that is lost so often with nothing computed between is not tried again. */
const MOST_LOSSES = 3;

const whatHappened: Readonly<Record<Trouble['kind'], string>> = {
  lost: `The GPU was lost ${MOST_LOSSES} times in a row`,
  validation: 'WebGPU refused a command',
  'out-of-memory': 'The GPU has too little memory for this',
};

export interface Model {
  readonly pack: OpenedModel;
  readonly reopen: () => Promise<OpenedModel>;
  readonly chainModel: ChainModel;
}

export class Host {
  #backend: Backend | null = null;
  #singleThread = false;
  #model: Model | null = null;
  /** The reason that the page knows. */
  #announced: string | null = null;
  /** Losses in a row. */
  #losses = 0;

  constructor(private readonly ports: Pick<Ports, 'post' | 'startBackend' | 'nextTask' | 'now'>) {}

  get model(): Model | null {
    return this.#model;
  }

  /** What is asked for counts when there is no backend yet. */
  async begin(choice: BackendChoice, singleThread = false): Promise<void> {
    if (this.#backend !== null) return;
    this.#singleThread = singleThread;
    this.#backend = await this.#start(choice);
  }

  #start(choice: BackendChoice, reason?: string): Promise<Backend> {
    return this.ports.startBackend(choice, reason, this.#singleThread);
  }

  /** Puts a model in the place of the open one, which no step may be using. */
  replace(model: Model): void {
    const old = this.#model;
    this.#model = model;
    old?.pack.dispose();
  }

  /** @throws NudgeError `gradient-mismatch` when the guide's gradient is not true on any backend it may have */
  async requireTrueGradient(choice: BackendChoice): Promise<void> {
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
      if (!pack) return null;
      const { guides, sampleShape, scheduler } = pack.info;
      const t = Math.floor(scheduler.trainTimesteps / 4);
      for (const info of guides) {
        const guide = pack.guides.get(info.id);
        if (guide === undefined) continue;
        const complaint = await checkGradient(guide, sampleSize(sampleShape), defaultTarget(info), t);
        if (complaint !== null) return complaint;
      }
      return null;
    };
    for (;;) {
      try {
        const complaint = await check();
        if (!(await this.recover(null))) return complaint;
      } catch (error) {
        if (!(await this.recover(error))) throw error;
      }
    }
  }

  /** True when the device was in trouble and has been rebuilt. */
  async recover(error: unknown): Promise<boolean> {
    const trouble = error === null ? (this.#backend?.trouble() ?? null) : await this.#troubleBehind(error);
    if (trouble === null) {
      if (error === null) this.#losses = 0;
      return false;
    }
    const lost = trouble.kind === 'lost';
    if (lost) this.#losses++;
    const again = lost && this.#losses < MOST_LOSSES;
    const loss = `The GPU was lost (${trouble.message}) and`;
    const reason = again
      ? `${loss} has been started again.`
      : `${whatHappened[trouble.kind]} (${trouble.message}); WASM is used instead.`;
    try {
      const choice = again && this.#backend?.info.name === 'webgpu' ? 'webgpu' : 'wasm';
      await this.#rebuild(choice, reason, `${loss} could not be started again.`);
    } catch (second) {
      throw new NudgeError(
        'device-lost',
        `The GPU was lost and could not be started again: ${reportOf(second).message}`,
        `Reload the page. ${error === null ? '' : reportOf(error).message}`.trim(),
      );
    }
    return true;
  }

  /** What an error came from: `device.lost` may resolve after the call that failed. Our own errors are no device's. */
  async #troubleBehind(error: unknown): Promise<Trouble | null> {
    const begun = this.ports.now();
    const mayBeLost = this.#backend?.info.name === 'webgpu' && !(error instanceof NudgeError);
    const patience = mayBeLost ? LOSS_HEARD_WITHIN_MS : 0;
    do {
      const trouble = this.#backend?.trouble() ?? null;
      if (trouble !== null) return trouble;
      await this.ports.nextTask();
    } while (this.ports.now() - begun < patience);
    return this.#backend?.trouble() ?? null;
  }

  /** @param failed in place of the reason, where the choice does not start */
  async #rebuild(choice: BackendChoice, reason: string, failed = reason): Promise<void> {
    const model = this.#model;
    this.#backend?.dispose();
    try {
      this.#backend = await this.#start(choice, reason);
    } catch (error) {
      if (choice === 'wasm') throw error;
      this.#backend = await this.#start('wasm', `${failed} ${reportOf(error).message}`);
    }
    if (model !== null) this.#model = modelOf(await model.reopen(), model.reopen);
    this.#announced = null;
    this.announce();
  }

  /** What runs, for the page, which knows it then. */
  tell(): BackendInfo {
    invariant(this.#backend !== null, 'worker: expected a backend');
    this.#announced = this.#backend.info.reason;
    return this.#backend.info;
  }

  /** Says what runs, when there is something new to say. */
  announce(): void {
    const info = this.#backend?.info;
    if (info === undefined || info.reason === this.#announced) return;
    this.#announced = info.reason;
    this.ports.post({ type: 'backend', backend: info });
  }
}

/** @throws NudgeError `pack-unsupported` when its schedule is none */
export function modelOf(pack: OpenedModel, reopen: () => Promise<OpenedModel>): Model {
  return {
    pack,
    reopen,
    chainModel: chainModel(pack),
  };
}
