// One run in the worker: pulls the chain as far as the page has granted, hears messages between steps, and
// goes on from its last Step when the device had to be rebuilt.

import { chain, type ChainModel } from '../chain/chain';
import { predictedX0 } from '../diffusion/prediction';
import type { Lane } from '../terms/lane';
import type { RunSpec } from '../terms/messages';
import type { Samples } from '../terms/sample';
import type { Step } from '../terms/step';

export interface RunWorld {
  /** Called each time the chain is started, since a rebuilt device has new networks. */
  readonly model: () => ChainModel;
  /** Resolves in a later macrotask, after the messages that wait. */
  readonly nextTask: () => Promise<void>;
  /** The networks do one thing at a time: waits for them, and holds them until the work is done. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Milliseconds. */
  readonly now: () => number;
  /** @param steering the number of the steering that the step used */
  readonly onStep: (step: Step, steering: number, milliseconds: number) => void;
  /** Called after every step, and with what was thrown; true when the device was rebuilt and the step counts
   * for nothing. */
  readonly recover: (error: unknown) => Promise<boolean>;
}

export class Run {
  /** Of the next step, and the number of their steering. */
  #lanes: readonly Lane[];
  #steering = 0;
  /** That of the step that is being taken. */
  #used = 0;
  #granted = 0;
  #taken = 0;
  #stopped = false;
  #wake: () => void = () => {};

  constructor(
    private readonly spec: RunSpec,
    private readonly ports: RunWorld,
  ) {
    this.#lanes = spec.lanes;
  }

  /** How many steps may have been taken in all; what was taken already pauses. */
  advance(n: number): void {
    this.#granted = n;
    this.#wake();
  }

  /** From the next step on. */
  steer(lanes: readonly Lane[], steering: number): void {
    this.#lanes = lanes;
    this.#steering = steering;
  }

  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /** @returns x_0 when the chain has ended, null when it was stopped */
  async finish(): Promise<Step['xPrev'] | null> {
    let { from } = this.spec;
    let steps = this.#chainFrom(from);
    while (await this.#permission()) {
      const started = this.ports.now();
      const taking = steps;
      const { step, failure, rebuilt } = await this.ports.inTurn(() => this.#take(taking));
      if (rebuilt) {
        steps = this.#chainFrom(from);
        continue;
      }
      if (failure !== null) throw failure;
      if (this.#stopped || step === null) return null;
      this.#taken++;
      const xPrev = step.xPrev.slice();
      from = { t: step.transition.prevT, xt: xPrev, before: this.#beforeNext(step) };
      const last = step.transition.prevT < 0;
      this.ports.onStep(step, this.#used, this.ports.now() - started);
      if (last) return xPrev;
    }
    return null;
  }

  /** x̂_0 for a self-conditioned denoiser, should the chain have to be begun again after this step. */
  #beforeNext(step: Step): Samples | null {
    const { denoiser, pack } = this.ports.model();
    if (denoiser.selfConditioned !== true) return null;
    return predictedX0(step, pack).slice();
  }

  async #take(
    steps: AsyncGenerator<Step, void, void>,
  ): Promise<{ step: Step | null; failure: unknown; rebuilt: boolean }> {
    let step: Step | null = null;
    let failure: unknown = null;
    try {
      step = (await steps.next()).value ?? null;
    } catch (error) {
      failure = error;
    }
    return { step, failure, rebuilt: await this.ports.recover(failure) };
  }

  #chainFrom(from: RunSpec['from']): AsyncGenerator<Step, void, void> {
    return chain(this.ports.model(), { ...this.spec, from }, () => {
      this.#used = this.#steering;
      return this.#lanes;
    });
  }

  /** Waits until a step may be taken; false when the run was stopped. */
  async #permission(): Promise<boolean> {
    await this.ports.nextTask();
    while (!this.#stopped && this.#taken >= this.#granted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return !this.#stopped;
  }
}
