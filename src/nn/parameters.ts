// A network's parameters as tensors on the current backend: taken by name and shape while the network is
// built, owned here, disposed here.

import * as tf from '@tensorflow/tfjs-core';
import type { ConvolutionWeights } from '../kernels/convolution/weights';
import { packedHalves } from '../kernels/halves';
import { NudgeError } from '../terms/errors';
import { convolutionKernel, linearKernel, turnedKernel } from './layout';
import type { WeightSource } from './weight-source';

export class Parameters {
  readonly #owned: tf.Tensor[] = [];
  readonly #constants = new Map<string, tf.Tensor2D>();
  readonly #taken = new Set<string>();
  #count = 0;

  constructor(readonly source: WeightSource) {}

  /** How many numbers were taken so far. */
  get count(): number {
    return this.#count;
  }

  has(name: string): boolean {
    return this.source.shapeOf(name) !== null;
  }

  /** @returns kernel [size, size, inputs, outputs] of `name.weight`, bias [outputs] of `name.bias` */
  convolution(name: string, inputs: number, outputs: number, size: number): ConvolutionWeights {
    const oihw = this.#take(`${name}.weight`, [outputs, inputs, size, size]);
    const hwio = convolutionKernel(oihw, [outputs, inputs, size, size]);
    const kernel = this.own(tf.tensor4d(hwio, [size, size, inputs, outputs]));
    const bias = this.vector(`${name}.bias`, outputs);
    let turned: tf.Tensor4D | null = null; // read again by the first plain gradient: most never need it
    const turn = () => {
      const hwoi = turnedKernel(this.source.read(`${name}.weight`), [outputs, inputs, size, size]);
      return this.own(tf.tensor4d(hwoi, [size, size, outputs, inputs]));
    };
    return {
      kernel,
      bias,
      turned: () => (turned ??= turn()),
      halves: this.#halvesOf(() => {
        const again = this.source.read(`${name}.weight`);
        return convolutionKernel(again, [outputs, inputs, size, size]);
      }),
    };
  }

  /** @returns kernel [inputs, outputs] of `name.weight`, bias [outputs] of `name.bias` */
  linear(name: string, inputs: number, outputs: number): { kernel: tf.Tensor2D; bias: tf.Tensor1D } {
    return this.linears([{ name, outputs }], inputs);
  }

  /**
   * Several linear layers of the same input as one.
   *
   * @returns kernel [inputs, Σ outputs] and bias [Σ outputs], the layers side by side in their order
   */
  linears(
    layers: readonly { readonly name: string; readonly outputs: number }[],
    inputs: number,
  ): { kernel: tf.Tensor2D; bias: tf.Tensor1D } {
    const total = layers.reduce((sum, { outputs }) => sum + outputs, 0);
    const kernel = this.#beside(layers, inputs, (name, outputs) =>
      this.#take(`${name}.weight`, [outputs, inputs]),
    );
    const bias = new Float32Array(total);
    let column = 0;
    for (const { name, outputs } of layers) {
      bias.set(this.#take(`${name}.bias`, [outputs]), column);
      column += outputs;
    }
    return {
      kernel: this.own(tf.tensor2d(kernel, [inputs, total])),
      bias: this.own(tf.tensor1d(bias)),
    };
  }

  /** Several linear layers of the same input as one 1×1 convolution. */
  pointwise(
    layers: readonly { readonly name: string; readonly outputs: number }[],
    inputs: number,
  ): ConvolutionWeights {
    const { kernel, bias } = this.linears(layers, inputs);
    const outputs = bias.size;
    let turned: tf.Tensor4D | null = null;
    const turn = () => {
      const oi = new Float32Array(outputs * inputs); // stored as it is wanted
      let row = 0;
      for (const layer of layers) {
        oi.set(this.source.read(`${layer.name}.weight`), row * inputs);
        row += layer.outputs;
      }
      return this.own(tf.tensor4d(oi, [1, 1, outputs, inputs]));
    };
    return {
      kernel: this.own(tf.reshape(kernel, [1, 1, inputs, outputs])),
      bias,
      turned: () => (turned ??= turn()),
      halves: this.#halvesOf(() =>
        this.#beside(layers, inputs, (name) => this.source.read(`${name}.weight`)),
      ),
    };
  }

  /** Made when it is first asked for: the plain path never does. */
  #halvesOf(numbers: () => Float32Array): () => tf.Tensor1D | null {
    let halves: tf.Tensor1D | null | undefined;
    const make = (): tf.Tensor1D | null => {
      const packed = packedHalves(numbers());
      return packed === null ? null : this.own(tf.tensor1d(packed, 'int32'));
    };
    return () => (halves === undefined ? (halves = make()) : halves);
  }

  /** The kernels [inputs, outputs] of linear layers side by side: [inputs, Σ outputs]. */
  #beside(
    layers: readonly { readonly name: string; readonly outputs: number }[],
    inputs: number,
    read: (name: string, outputs: number) => Float32Array,
  ): Float32Array {
    const total = layers.reduce((sum, { outputs }) => sum + outputs, 0);
    const kernel = new Float32Array(inputs * total);
    let column = 0;
    for (const { name, outputs } of layers) {
      const io = linearKernel(read(name, outputs), [outputs, inputs]);
      for (let i = 0; i < inputs; i++) {
        kernel.set(io.subarray(i * outputs, (i + 1) * outputs), i * total + column);
      }
      column += outputs;
    }
    return kernel;
  }

  /** The sum of vectors that were taken already. */
  sum(names: readonly string[], length: number): tf.Tensor1D {
    const sum = new Float32Array(length);
    for (const name of names) {
      this.source.read(name).forEach((value, i) => (sum[i] = sum[i]! + value));
    }
    return this.own(tf.tensor1d(sum));
  }

  /** For what is computed here and not on the backend: row-major, as it is stored. */
  numbers(name: string, shape: readonly number[]): Float32Array {
    return this.#take(name, shape);
  }

  vector(name: string, length: number): tf.Tensor1D {
    return this.own(tf.tensor1d(this.#take(name, [length])));
  }

  /** A matrix that is no weight, made once a network: `make` is called for the first `key` only. */
  constant(key: string, make: () => tf.Tensor2D): tf.Tensor2D {
    const existing = this.#constants.get(key);
    if (existing) return existing;
    const made = this.own(make());
    this.#constants.set(key, made);
    return made;
  }

  /** Refuses tensors that nothing took: the file is of another network than its config. */
  expectNothingLeft(): void {
    const left = this.source.names.find((name) => !this.#taken.has(name));
    if (left === undefined) return;
    throw new NudgeError(
      'pack-mismatch',
      `${this.source.owner}: expected only the tensors that its config.json describes, got "${left}" as well.`,
      'The weights and the config.json are probably of different models.',
    );
  }

  dispose(): void {
    tf.dispose(this.#owned);
    this.#owned.length = 0;
    this.#constants.clear();
  }

  /** Keeps a tensor until the network is disposed: also one that is made from the parameters later on. */
  own<T extends tf.Tensor>(tensor: T): T {
    this.#owned.push(tf.keep(tensor));
    return tensor;
  }

  #take(name: string, shape: readonly number[]): Float32Array {
    const stored = this.source.shapeOf(name);
    const hint = 'The weights and the config.json are probably of different models.';
    if (stored === null) {
      throw new NudgeError(
        'pack-mismatch',
        `${this.source.owner}: expected a tensor "${name}" in the weights, got none.`,
        hint,
      );
    }
    if (stored.length !== shape.length || stored.some((n, axis) => n !== shape[axis])) {
      throw new NudgeError(
        'pack-mismatch',
        `${this.source.owner}: expected shape [${shape.join(', ')}] for "${name}", got [${stored.join(', ')}].`,
        hint,
      );
    }
    this.#taken.add(name);
    const numbers = this.source.read(name);
    this.#count += numbers.length;
    return numbers;
  }
}

/**
 * Builds a network; on failure nothing is left behind.
 *
 * @param build takes its parameters and returns the network
 * @returns the network with its parameters, every stored tensor used
 */
export function withParameters<Network>(
  source: WeightSource,
  build: (parameters: Parameters) => Network,
): { readonly network: Network; readonly parameters: Parameters } {
  const parameters = new Parameters(source);
  try {
    const network = build(parameters);
    parameters.expectNothingLeft();
    return { network, parameters };
  } catch (error) {
    parameters.dispose();
    throw error;
  }
}
