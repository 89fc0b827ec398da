// One dispatch of a WGSL kernel on tfjs' WebGPU backend. Kernels see every tensor as a flat array: a shape
// never enters the shader, so that few pipelines serve many shapes.

import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program';
import * as tf from '@tensorflow/tfjs-core';

export interface Kernel {
  readonly name: string;
  /** WGSL with `fn main()`, which reads its inputs by name, `uniforms.<name>` and writes `result`. It must touch
   * every input and a uniform: tfjs binds them all. */
  readonly wgsl: string;
  readonly workgroupSize: number;
}

export interface Dispatch {
  /** Baked into the text as `const name`. */
  readonly constants: Readonly<Record<string, number | boolean>>;
  /** In the order in which they are bound; at most 7. */
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  /** Uniforms of type i32. */
  readonly integers: Readonly<Record<string, number>>;
  /** Uniforms of type f32. */
  readonly floats?: Readonly<Record<string, number>>;
  readonly workgroups: readonly [x: number, y: number];
  readonly outputShape: readonly number[];
}

/** @returns a tensor of the current scope */
export function dispatch(backend: WebGPUBackend, kernel: Kernel, call: Dispatch): tf.Tensor {
  const inputs = Object.values(call.inputs).map(({ dataId, dtype, size }) => ({
    dataId,
    dtype,
    shape: [size],
  }));
  const size = tf.util.sizeFromShape([...call.outputShape]);
  const output = backend.makeTensorInfo([size], 'float32');
  const integers = Object.values(call.integers).map((value) => ({ type: 'int32', data: [value] }));
  const floats = Object.values(call.floats ?? {}).map((value) => ({ type: 'float32', data: [value] }));
  backend.runWebGPUProgram(
    programOf(kernel, call, size),
    inputs,
    'float32',
    [...integers, ...floats],
    output,
  );
  return tf.engine().makeTensorFromTensorInfo({ ...output, shape: [...call.outputShape] });
}

/** tfjs writes into the program that it runs, so each dispatch gets its own. */
function programOf(kernel: Kernel, call: Dispatch, size: number): WebGPUProgram {
  const constants = Object.entries(call.constants)
    .map(([name, value]) => `const ${name} = ${value};`)
    .join('\n');
  const integers = Object.keys(call.integers).map((name) => `${name} : i32,`);
  const floats = Object.keys(call.floats ?? {}).map((name) => `${name} : f32,`);
  return {
    variableNames: Object.keys(call.inputs),
    uniforms: [...integers, ...floats].join(' '),
    workgroupSize: [kernel.workgroupSize, 1, 1],
    outputShape: [size],
    dispatchLayout: { x: [0], y: [1] }, // not flat: main() takes no index
    dispatch: [call.workgroups[0], call.workgroups[1], 1],
    shaderKey: `nudge ${kernel.name} ${constants}`, // the uniforms follow from the name
    getUserCode: () => `${constants}\nconst threads = ${kernel.workgroupSize};\n${kernel.wgsl}`,
  };
}
