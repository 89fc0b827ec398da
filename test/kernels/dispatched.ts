// What each kernel asks of a device when it is dispatched: its programs run on a backend that only looks at them.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program';
import * as tf from '@tensorflow/tfjs-core';
import { runAttention, runAttentionGradient } from '../../src/kernels/attention/program';
import { runBlend } from '../../src/kernels/blended-x0/program';
import { runClassLogProbs, runClassLogProbsGradient } from '../../src/kernels/class-log-probs/program';
import { runConvolution } from '../../src/kernels/convolution/program';
import { runDense } from '../../src/kernels/dense/program';
import { runGroupNorm } from '../../src/kernels/group-norm-silu/program';
import { runLayerNorm } from '../../src/kernels/layer-norm/program';
import { runLinear } from '../../src/kernels/linear/program';
import type { KernelName } from '../../src/kernels/requirements';
import { runUnitEmbedding } from '../../src/kernels/unit-embedding/program';

/** What one dispatch takes of a device. */
export interface Taken {
  /** Inputs and the output. */
  readonly buffers: number;
  readonly threads: number;
  /** Bytes of workgroup memory. */
  readonly memory: number;
}

/** What the dispatches of some work take. */
function takenBy(work: (backend: WebGPUBackend) => void): Taken[] {
  const taken: Taken[] = [];
  const looking: Pick<WebGPUBackend, 'makeTensorInfo' | 'runWebGPUProgram'> = {
    makeTensorInfo: (shape, dtype) => ({ dataId: {}, shape, dtype }),
    runWebGPUProgram: (program, inputs, _, __, output) => {
      const [threads] = program.workgroupSize;
      taken.push({ buffers: inputs.length + 1, threads, memory: memoryOf(program) });
      return output!;
    },
  };
  tf.tidy(() => work(looking as WebGPUBackend));
  return taken;
}

const BYTES: Readonly<Record<string, number>> = { f32: 4, 'vec2<f32>': 8, 'vec3<i32>': 16, 'vec4<f32>': 16 };

/** Of the shader's variables in workgroup memory, whose lengths are products of its constants. */
function memoryOf(program: WebGPUProgram): number {
  const code = program.getUserCode();
  const constants = new Map<string, string>();
  for (const [, name, value] of code.matchAll(/^const (\w+) = ([^;]+);/gm)) constants.set(name!, value!);
  const valueOf = (expression: string): number => {
    const [, no, yes, is] = /^select\((.+), (.+), (\w+)\)$/.exec(expression) ?? [];
    if (is !== undefined) return valueOf(constants.get(is) === 'true' ? yes! : no!);
    const factors = expression.split(' * ').map((factor) => {
      const known = constants.get(factor);
      return known === undefined ? Number(factor) : valueOf(known);
    });
    return factors.reduce((product, factor) => product * factor, 1);
  };
  return [...code.matchAll(/^var<workgroup> \w+ : array<([\w<>]+), (.+)>;/gm)].reduce(
    (sum, [, type, length]) => sum + BYTES[type!]! * valueOf(length!),
    0,
  );
}

const zeros4 = (shape: [number, number, number, number]): tf.Tensor4D => tf.zeros(shape);
const zeros2 = (shape: [number, number]): tf.Tensor2D => tf.zeros(shape);
const zeros1 = (length: number): tf.Tensor1D => tf.zeros([length]);

function attention(backend: WebGPUBackend): void {
  for (const side of [3, 8, 21, 32]) {
    for (const headDim of [1, 8, 56, 64]) {
      const heads = { heads: 2, headDim };
      const qkv = zeros4([1, side, side, 6 * headDim]);
      runAttention(backend, qkv, heads);
      runAttentionGradient(backend, qkv, heads, zeros4([1, side, side, 2 * headDim]));
    }
  }
}

function convolution(backend: WebGPUBackend): void {
  for (const [side, channels] of [
    [3, 5],
    [64, 128],
  ] as const) {
    const x = zeros4([1, side, side, channels]);
    runConvolution(backend, {
      x,
      kernel: zeros4([3, 3, channels, channels]),
      halves: null,
      bias: zeros1(channels),
      stride: 1,
      padding: 1,
      upsampled: false,
      transposed: false,
      outputShape: [1, side, side, channels],
      residual: x,
      scale: 1,
    });
  }
}

function linear(backend: WebGPUBackend): void {
  for (const [side, channels] of [
    [1, 5],
    [64, 128],
  ] as const) {
    const x = zeros4([1, side, side, channels]);
    const call = {
      x,
      kernel: zeros4([1, 1, channels, channels]),
      halves: null,
      bias: zeros1(channels),
      activation: 'gelu',
      added: x,
    } as const;
    runLinear(backend, { ...call, backward: false });
    runLinear(backend, { ...call, backward: true });
  }
}

const norm = { gamma: zeros1, beta: zeros1, eps: 1e-5 };
const x: () => tf.Tensor4D = () => zeros4([2, 3, 3, 4]);

const work: Readonly<Record<KernelName, (backend: WebGPUBackend) => void>> = {
  attention,
  'blended-x0': (backend) => {
    const blend = { xt: x(), output: x(), coefficients: zeros2([2, 3]), clipRange: 1 };
    runBlend(backend, blend, null);
    runBlend(backend, blend, { dy: x(), toOutput: true });
  },
  'class-log-probs': (backend) => {
    const weights = { kernel: zeros2([4000, 96]), bias: zeros1(96) };
    runClassLogProbs(backend, zeros4([1, 2, 2, 4000]), weights);
    runClassLogProbsGradient(backend, [1, 2, 2, 4000], weights, zeros2([1, 96]), zeros2([1, 96]));
  },
  convolution,
  dense: (backend) => void runDense(backend, zeros2([3, 5]), zeros2([5, 7]), zeros1(7), true),
  'group-norm-silu': (backend) => {
    const group = { groups: 2, activated: true, average: zeros2([8, 8]) };
    const given = { ...group, gamma: norm.gamma(8), beta: norm.beta(8), eps: norm.eps };
    runGroupNorm(backend, [x(), x()], given, null);
    runGroupNorm(backend, [x(), x()], given, zeros4([2, 3, 3, 8]));
  },
  'layer-norm': (backend) => {
    const given = { gamma: norm.gamma(4), beta: norm.beta(4), eps: norm.eps };
    runLayerNorm(backend, x(), given, null);
    runLayerNorm(backend, x(), given, x());
  },
  linear,
  'unit-embedding': (backend) => {
    const weights = { kernel: zeros2([4000, 96]), bias: zeros1(96) };
    runUnitEmbedding(backend, zeros4([1, 2, 2, 4000]), weights, null);
    runUnitEmbedding(backend, zeros4([1, 2, 2, 4000]), weights, zeros2([1, 96]));
  },
};

/** What the dispatches of a kernel take, forward and backward, small and large. */
export function takenByKernel(name: KernelName): Taken[] {
  return takenBy(work[name]);
}
