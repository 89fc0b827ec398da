// x_T of a seed, as the chain will draw it: something true to look at before the weights are here.

import { fillNormal } from '../../diffusion/noise/gaussian';
import { sampleSize, type SampleShape } from '../../terms/sample';

let last: { readonly key: string; readonly xT: Float32Array } | null = null;

/** @returns [H, W, C] */
export function firstNoise(seed: number, shape: SampleShape, trainTimesteps: number): Float32Array {
  const key = `${seed}/${shape.join('x')}/${trainTimesteps}`;
  if (last?.key !== key) {
    const xT = new Float32Array(sampleSize(shape));
    fillNormal(xT, seed, 'initial', trainTimesteps);
    last = { key, xT };
  }
  return last.xT;
}
