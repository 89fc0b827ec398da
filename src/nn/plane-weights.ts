// Parameters of a plane's network to and from named tensors in PyTorch's layout: `denoiser.0.weight` [outputs, inputs],
// `denoiser.0.bias` [outputs], one pair a layer.

import { NudgeError } from '../terms/errors';
import { linearKernel } from './layout';
import { parameterCount, placesOf } from './plane-mlp';
import type { PlaneNetwork } from './plane-network';
import type { WeightSource } from './weight-source';

/** @returns [P] @throws NudgeError `pack-mismatch`, `pack-corrupt` */
export function readPlaneParameters(
  source: WeightSource,
  name: string,
  { sizes }: PlaneNetwork,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(parameterCount(sizes));
  placesOf(sizes).forEach(({ inputs, outputs, begin }, i) => {
    const weight = read(source, `${name}.${i}.weight`, [outputs, inputs]);
    out.set(linearKernel(weight, [outputs, inputs]), begin);
    out.set(read(source, `${name}.${i}.bias`, [outputs]), begin + inputs * outputs);
  });
  return out;
}

function read(source: WeightSource, name: string, shape: readonly number[]): Float32Array {
  const stored = source.shapeOf(name);
  if (stored === null || stored.join() !== shape.join()) {
    throw new NudgeError(
      'pack-mismatch',
      `${source.owner}: expected "${name}" of ${shape.join(' × ')}, got ${stored === null ? 'none' : stored.join(' × ')}.`,
    );
  }
  const values = source.read(name);
  if (!values.every(Number.isFinite)) {
    throw new NudgeError('pack-corrupt', `${source.owner}: expected finite numbers in "${name}".`);
  }
  return values;
}

export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The other way. @param parameters [P] */
export function namedPlaneTensors(
  name: string,
  { sizes }: PlaneNetwork,
  parameters: Float32Array,
): NamedTensor[] {
  return placesOf(sizes).flatMap(({ inputs, outputs, begin }, i) => {
    const end = begin + inputs * outputs;
    return [
      {
        name: `${name}.${i}.weight`,
        shape: [outputs, inputs],
        values: linearKernel(parameters.subarray(begin, end), [inputs, outputs]),
      },
      { name: `${name}.${i}.bias`, shape: [outputs], values: parameters.slice(end, end + outputs) },
    ];
  });
}
