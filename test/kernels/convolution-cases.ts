import * as tf from '@tensorflow/tfjs-core';
import { convolve, convolvedShape } from '../../src/kernels/convolution/operation';
import type { Geometry } from '../../src/kernels/convolution/weights';
import { referenceConvolution } from '../../src/kernels/convolution/reference';
import { packedHalves } from '../../src/kernels/halves';
import type { Compared, KernelCase } from './cases';
import { numbers, toHalf } from './numbers';

type Shape = readonly [batch: number, height: number, width: number, channels: number];

interface Options extends Partial<Geometry> {
  readonly size?: 1 | 3;
  readonly timed?: boolean;
  /** Whether a residual is added. */
  readonly residual?: boolean;
  /** Channels of the shortcut's inputs. */
  readonly shortcut?: readonly number[];
  readonly divisor?: number;
  /** The kernels' numbers are halves, and are packed. */
  readonly halves?: boolean;
}

function convolutionCase(shape: Shape, outputs: number, options: Options = {}): KernelCase {
  const { size = 3, stride = 1, upsampled = false, timed, residual, shortcut, divisor = 1 } = options;
  const exact = options.halves === true ? toHalf : (value: number) => value;
  const padding = options.padding ?? (size === 3 ? 1 : 0);
  const before = padding === 'after' ? 0 : padding;
  const [batch, height, width, inputs] = shape;
  const geometry = { stride, padding, upsampled };
  const outputShape = convolvedShape([...shape], [size, size, inputs, outputs], geometry);
  const outSize = outputShape.reduce((product, n) => product * n, 1);
  const pixels = outputShape[1] * outputShape[2];

  const compute = (): Compared[] => {
    const x = numbers(batch * height * width * inputs, 1);
    const kernel = numbers(size * size * inputs * outputs, 2).map((w) => exact(w / (3 * Math.sqrt(inputs))));
    const bias = numbers(outputs, 3);
    const time = numbers(batch * (outputs + 2), 4);
    const added = numbers(outSize, 5);
    const dy = numbers(outSize, 6);
    const around = (shortcut ?? []).map((channels, i) => numbers(batch * pixels * channels, 7 + i));
    const wide = (shortcut ?? []).reduce((sum, n) => sum + n, 0);
    const shortcutKernel = numbers(wide * outputs, 9).map(exact);

    const kernels = [
      [tf.tensor4d(kernel, [size, size, inputs, outputs]), kernel] as const,
      [tf.tensor4d(shortcutKernel, [1, 1, wide, outputs]), shortcutKernel] as const,
    ].map(([k, values]) => ({
      kernel: k,
      turned: () => tf.transpose(tf.reverse(k, [0, 1]), [0, 1, 3, 2]),
      halves: () => (options.halves === true ? tf.tensor1d(packed(values), 'int32') : null),
    }));
    const f = (given: tf.Tensor, ...others: tf.Tensor[]) =>
      convolve(
        given as tf.Tensor4D,
        { ...kernels[0]!, bias: tf.tensor1d(bias) },
        { stride, padding, upsampled },
        {
          divisor,
          ...(timed && { time: { values: tf.tensor2d(time, [batch, outputs + 2]), offset: 1 } }),
          ...(residual && { residual: others[0] as tf.Tensor4D }),
          ...(shortcut && { shortcut: { inputs: others as tf.Tensor4D[], weights: kernels[1]! } }),
        },
      );
    const given = [
      tf.tensor4d(x, [...shape]),
      ...(residual ? [tf.tensor4d(added, outputShape)] : []),
      ...around.map((values, i) =>
        tf.tensor4d(values, [batch, outputShape[1], outputShape[2], shortcut![i]!]),
      ),
    ];
    const { value, grads } = tf.valueAndGrads(f)(given, tf.tensor4d(dy, outputShape));

    const expected = referenceConvolution({
      x: { shape, values: x },
      kernel,
      size,
      stride,
      padding: before,
      upsampled,
      transposed: false,
      outputShape,
    }).map((sum, at) => {
      const channel = at % outputs;
      const m = Math.floor(at / outputs);
      let z = sum + bias[channel]!;
      if (timed) z += time[Math.floor(m / pixels) * (outputs + 2) + 1 + channel]!;
      if (residual) z += added[at]!;
      let row = 0;
      around.forEach((values, i) => {
        for (let c = 0; c < shortcut![i]!; c++, row++) {
          z += values[m * shortcut![i]! + c]! * shortcutKernel[row * outputs + channel]!;
        }
      });
      return z / divisor;
    });
    const factor = upsampled ? 2 : 1;
    const doubled = referenceConvolution({
      x: { shape: outputShape, values: dy },
      kernel,
      size,
      stride,
      padding: before,
      upsampled: false,
      transposed: true,
      outputShape: [batch, height * factor, width * factor, inputs],
    });
    const gradient = new Float64Array(x.length);
    doubled.forEach((slope, at) => {
      const channel = at % inputs;
      const pixel = Math.floor(at / inputs);
      const column = Math.floor((pixel % (width * factor)) / factor);
      const row = Math.floor(Math.floor(pixel / (width * factor)) / factor); // of all pictures
      gradient[(row * width + column) * inputs + channel]! += slope / divisor;
    });
    let firstRow = 0;
    const others = around.map((values, i) => {
      const channels = shortcut![i]!;
      const start = firstRow;
      firstRow += channels;
      return Float64Array.from(values, (_, at) => {
        const m = Math.floor(at / channels);
        let slope = 0;
        for (let n = 0; n < outputs; n++) {
          slope += dy[m * outputs + n]! * shortcutKernel[(start + (at % channels)) * outputs + n]!;
        }
        return slope / divisor;
      });
    });
    const slopes = [gradient, ...(residual ? [dy.map((slope) => slope / divisor)] : []), ...others];
    return [
      { quantity: 'value', computed: value, expected },
      ...grads.map((computed, i) => ({ quantity: `gradient ${i}`, computed, expected: slopes[i]! })),
    ];
  };
  const { size: _, ...told } = options;
  return {
    name: `convolution ${size}×${size} ${shape.join('×')}→${outputs} ${JSON.stringify(told)}`,
    compute,
  };
}

function packed(values: Float32Array): Int32Array {
  const halves = packedHalves(values);
  if (halves === null) throw new Error('expected numbers that are halves');
  return halves;
}

export const convolutionCases: readonly KernelCase[] = [
  convolutionCase([1, 1, 1, 1], 1),
  convolutionCase([2, 7, 9, 10], 63),
  convolutionCase([1, 5, 3, 65], 33, { timed: true }),
  convolutionCase([2, 9, 7, 3], 5, { stride: 2, padding: 1 }),
  convolutionCase([2, 8, 7, 3], 5, { stride: 2, padding: 'after' }),
  convolutionCase([2, 3, 5, 4], 6, { upsampled: true }),
  convolutionCase([2, 5, 5, 63], 10, { size: 1, residual: true, divisor: 2 }),
  convolutionCase([2, 4, 5, 6], 10, { shortcut: [7] }),
  convolutionCase([2, 4, 5, 10], 9, { shortcut: [5, 33], divisor: 3 }),
  convolutionCase([2, 6, 5, 3], 4, { padding: 0 }),
  convolutionCase([2, 28, 28, 2], 3),
  convolutionCase([3, 33, 31, 1], 65),
  convolutionCase([1, 1, 1, 1], 1, { halves: true }),
  convolutionCase([2, 7, 9, 5], 7, { halves: true, timed: true }),
  convolutionCase([2, 9, 7, 3], 5, { halves: true, stride: 2, padding: 1 }),
  convolutionCase([2, 3, 5, 33], 65, { halves: true, upsampled: true }),
  convolutionCase([2, 4, 5, 10], 9, { halves: true, shortcut: [5, 33], divisor: 3 }),
];
