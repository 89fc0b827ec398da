// An MLP with SiLU between its layers, forward and backward by hand. tfjs' gradients multiply by transposed matrices,
// which its WASM backend does 10 to 25 times more slowly than plain ones; and all parameters are one vector, so that
// the optimiser is a dozen operations and not a dozen for each matrix.

import * as tf from '@tensorflow/tfjs-core';

/** Numbers of units from the input to the output. */
export type LayerSizes = readonly number[];

interface Place {
  readonly inputs: number;
  readonly outputs: number;
  /** Where the kernel [inputs, outputs] begins; the bias [outputs] follows it. */
  readonly begin: number;
}

/** Where each layer's weights stand in the one vector of parameters. */
export function placesOf(sizes: LayerSizes): readonly Place[] {
  let begin = 0;
  return sizes.slice(1).map((outputs, i) => {
    const place = { inputs: sizes[i]!, outputs, begin };
    begin += (place.inputs + 1) * outputs;
    return place;
  });
}

/** P, the length of the vector of parameters. */
export function parameterCount(sizes: LayerSizes): number {
  return placesOf(sizes).reduce((sum, { inputs, outputs }) => sum + (inputs + 1) * outputs, 0);
}

interface Layer {
  readonly kernel: tf.Tensor2D; // [inputs, outputs]
  readonly bias: tf.Tensor1D; // [outputs]
}

/** Activations of the forward pass, kept for the backward pass. */
export interface Passed {
  readonly layers: readonly Layer[];
  /** Input of each layer. */
  readonly inputs: readonly tf.Tensor2D[]; // [B, inputs]
  /** Sigmoid of each hidden layer's z. */
  readonly gates: readonly tf.Tensor2D[];
  readonly output: tf.Tensor2D; // [B, outputs]
}

/** Not tidied: its caller is. @param parameters [P] @param input [B, sizes[0]] */
export function forward(sizes: LayerSizes, parameters: tf.Tensor1D, input: tf.Tensor2D): Passed {
  const places = placesOf(sizes);
  const layers = places.map(({ inputs, outputs, begin }) => ({
    kernel: tf.reshape<tf.Rank.R2>(tf.slice(parameters, begin, inputs * outputs), [inputs, outputs]),
    bias: tf.slice(parameters, begin + inputs * outputs, outputs),
  }));
  const inputs = [input];
  const gates: tf.Tensor2D[] = [];
  let output = input;
  layers.forEach(({ kernel, bias }, i) => {
    output = tf.fused.matMul({ a: output, b: kernel, bias }) as tf.Tensor2D;
    if (i === layers.length - 1) return;
    const gate = tf.sigmoid(output);
    output = tf.mul(output, gate);
    gates.push(gate);
    inputs.push(output);
  });
  return { layers, inputs, gates, output };
}

/** ∂/∂parameters, [P]. Not tidied. @param dOutput [B, outputs] */
export function parameterGradient(passed: Passed, dOutput: tf.Tensor2D): tf.Tensor1D {
  const parts: tf.Tensor1D[] = [];
  const ones = tf.ones<tf.Rank.R2>([1, dOutput.shape[0]]);
  backward(passed, dOutput, (i, dz) => {
    const dKernel = tf.matMul<tf.Tensor2D>(tf.transpose(passed.inputs[i]!), dz);
    parts.unshift(tf.reshape(dKernel, [dKernel.size]), tf.reshape(tf.matMul(ones, dz), [dz.shape[1]]));
  });
  return tf.concat(parts);
}

/** ∂/∂input, [B, inputs]. Not tidied. @param dOutput [B, outputs] */
export function inputGradient(passed: Passed, dOutput: tf.Tensor2D): tf.Tensor2D {
  const first = backward(passed, dOutput, () => {});
  return tf.matMul(first, tf.transpose(passed.layers[0]!.kernel));
}

/** Visits the layers from the last to the first with ∂/∂z of each. @returns that of the first */
function backward(
  { layers, inputs, gates }: Passed,
  dOutput: tf.Tensor2D,
  visit: (layer: number, dz: tf.Tensor2D) => void,
): tf.Tensor2D {
  let dz = dOutput;
  for (let i = layers.length - 1; ; i--) {
    visit(i, dz);
    if (i === 0) return dz;
    const dh = tf.matMul<tf.Tensor2D>(dz, tf.transpose(layers[i]!.kernel));
    dz = tf.mul(dh, slope(inputs[i]!, gates[i - 1]!));
  }
}

/** SiLU'(z) from h = z·σ(z) and σ(z): σ + h - h·σ. */
function slope(h: tf.Tensor2D, gate: tf.Tensor2D): tf.Tensor2D {
  return tf.sub(tf.add(gate, h), tf.mul(h, gate));
}
