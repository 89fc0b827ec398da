// One network while it learns: its parameters, Adam's two moments (Kingma & Ba 2015) and the exponential moving
// average of the parameters, which is what is asked. Each is one vector [P]; a step replaces all four.

import * as tf from '@tensorflow/tfjs-core';
import { forward, parameterGradient } from '../nn/plane-mlp';
import type { PlaneNetwork } from '../nn/plane-network';
import type { LearnerState } from '../terms/trained';

const BETA1 = 0.9;
const BETA2 = 0.99;
const EPSILON = 1e-8;
/** The average remembers about this many steps, fewer in the beginning. */
const MEMORY = 500;

interface Tensors {
  readonly parameters: tf.Tensor1D;
  readonly average: tf.Tensor1D;
  readonly moment1: tf.Tensor1D;
  readonly moment2: tf.Tensor1D;
}

const names = ['parameters', 'average', 'moment1', 'moment2'] as const;

/** From the output [B, outputs] to ∂loss/∂output, and numbers to be read later. */
export type BatchLoss = (output: tf.Tensor2D) => { dOutput: tf.Tensor2D; values: tf.Tensor1D };

export class Learner {
  #now: Tensors;
  /** As they were when everything was known to be finite. */
  #good: Tensors;

  /** Uploads the state. */
  constructor(
    readonly network: PlaneNetwork,
    state: LearnerState,
  ) {
    this.#now = each((name) => tf.tensor1d(state[name]));
    this.#good = kept(this.#now);
  }

  /** The averaged parameters, which belong to the learner. */
  get average(): tf.Tensor1D {
    return this.#now.average;
  }

  /**
   * One step of Adam.
   *
   * @param rows features [B, count]
   * @param step counts from 0
   * @returns those numbers, the caller's
   */
  learn(rows: tf.Tensor2D, step: number, rate: number, loss: BatchLoss): tf.Tensor1D {
    const before = this.#now;
    const { values, ...after } = tf.tidy(() => {
      const passed = forward(this.network.sizes, before.parameters, rows);
      const { dOutput, values: numbers } = loss(passed.output);
      const gradient = parameterGradient(passed, dOutput);
      return { ...adam(before, gradient, step, rate), values: numbers };
    });
    this.#now = after;
    tf.dispose(Object.values(before));
    return values;
  }

  /** The gradient of a batch's loss as the parameters are now, [P]; the caller's. */
  gradient(rows: tf.Tensor2D, loss: BatchLoss): tf.Tensor1D {
    return tf.tidy(() => {
      const passed = forward(this.network.sizes, this.#now.parameters, rows);
      return parameterGradient(passed, loss(passed.output).dOutput);
    });
  }

  /** A number that is finite when all parameters and moments are; the caller's. */
  pulse(): tf.Tensor1D {
    const { parameters, moment2 } = this.#now;
    return tf.tidy(() => tf.reshape(tf.sum(tf.mul(tf.add(parameters, moment2), 0)), [1]));
  }

  /** What is now is worth going back to. */
  keep(): void {
    tf.dispose(Object.values(this.#good));
    this.#good = kept(this.#now);
  }

  goBack(): void {
    tf.dispose(Object.values(this.#now));
    this.#now = kept(this.#good);
  }

  async state(): Promise<LearnerState> {
    const tensors = kept(this.#now); // training may go on while they are read
    try {
      const [parameters, average, moment1, moment2] = await Promise.all(
        names.map(async (name) => new Float32Array(await tensors[name].data<'float32'>())),
      );
      return { parameters: parameters!, average: average!, moment1: moment1!, moment2: moment2! };
    } finally {
      tf.dispose(Object.values(tensors));
    }
  }

  dispose(): void {
    tf.dispose(Object.values(this.#now));
    tf.dispose(Object.values(this.#good));
  }
}

export function freshState(parameters: Float32Array<ArrayBuffer>): LearnerState {
  return {
    parameters,
    average: parameters.slice(),
    moment1: new Float32Array(parameters.length),
    moment2: new Float32Array(parameters.length),
  };
}

function adam(
  { parameters, average, moment1, moment2 }: Tensors,
  gradient: tf.Tensor1D,
  step: number,
  rate: number,
) {
  const first = tf.add<tf.Tensor1D>(tf.mul(moment1, BETA1), tf.mul(gradient, 1 - BETA1));
  const second = tf.add<tf.Tensor1D>(tf.mul(moment2, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
  const correction = Math.sqrt(1 - BETA2 ** (step + 1)) / (1 - BETA1 ** (step + 1));
  const move = tf.div(tf.mul(first, rate * correction), tf.add(tf.sqrt(second), EPSILON));
  const moved = tf.sub<tf.Tensor1D>(parameters, move);
  const share = Math.max(1 / MEMORY, 9 / (step + 10)); // of the newest in the average
  const averaged = tf.add<tf.Tensor1D>(tf.mul(average, 1 - share), tf.mul(moved, share));
  return { parameters: moved, average: averaged, moment1: first, moment2: second };
}

function each(make: (name: keyof Tensors) => tf.Tensor1D): Tensors {
  return {
    parameters: make('parameters'),
    average: make('average'),
    moment1: make('moment1'),
    moment2: make('moment2'),
  };
}

/** The same numbers with owners of their own. */
function kept(tensors: Tensors): Tensors {
  return each((name) => tf.clone(tensors[name]));
}
