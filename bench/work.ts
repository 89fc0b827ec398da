// What a network has to do at least: multiplications and additions of its convolutions and matrix products, and
// every weight, the input and the output moved once.

import * as tf from '@tensorflow/tfjs-core';

export interface Work {
  readonly flops: number;
  /** Weights as halves, as the packs store them; the rest in float32. */
  readonly leastBytes: number;
}

/**
 * @param run the network in stock operations
 * @param moved numbers of its weights, how often they are read, and numbers that come in and go out
 */
export async function workOf(
  run: () => Promise<unknown>,
  moved: { readonly weights: number; readonly times: number; readonly samples: number },
): Promise<Work> {
  let flops = 0;
  const { kernels } = await tf.profile(async () => {
    await run();
    return tf.scalar(0); // it wants a tensor
  });
  for (const { name, inputShapes, outputShapes } of kernels)
    flops += flopsOf(name, inputShapes, outputShapes);
  return { flops, leastBytes: 2 * moved.times * moved.weights + 4 * moved.samples };
}

function flopsOf(name: string, inputs: number[][], outputs: number[][]): number {
  const [a = [], b = []] = inputs;
  const [output = []] = outputs;
  const size = (shape: readonly number[]) => tf.util.sizeFromShape([...shape]);
  switch (name) {
    case 'Conv2D':
      return (2 * size(output) * size(b)) / b[3]!; // every output sums over the kernel's window and inputs
    case 'Conv2DBackpropInput':
      return (2 * size(a) * size(b)) / b[3]!; // as many as the convolution that made what `a` is the gradient of
    case 'BatchMatMul': {
      const groups = size(output.slice(0, -2));
      return 2 * size(output) * Math.sqrt((size(a) * size(b)) / (size(output) * groups));
    }
    default:
      return 0;
  }
}
