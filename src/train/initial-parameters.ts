// Where training begins: normal kernels of variance 2/inputs (He et al. 2015), a small last layer, biases of 0.

import { fillNormal } from '../diffusion/noise/gaussian';
import { parameterCount, placesOf, type LayerSizes } from '../nn/plane-mlp';

/** The last layer's share: the first predictions are near 0. */
const LAST = 0.1;

/** @param stream another number, other parameters of the same seed @returns [P] */
export function initialParameters(
  sizes: LayerSizes,
  seed: number,
  stream: number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(parameterCount(sizes));
  fillNormal(out, seed, 'initial', stream);
  const places = placesOf(sizes);
  places.forEach(({ inputs, outputs, begin }, i) => {
    const sigma = Math.sqrt(2 / inputs) * (i === places.length - 1 ? LAST : 1);
    const biases = begin + inputs * outputs;
    for (let p = begin; p < biases; p++) out[p] = sigma * out[p]!;
    out.fill(0, biases, biases + outputs);
  });
  return out;
}
