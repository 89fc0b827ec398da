// Dynamic thresholding of x̂_0 (Saharia et al. 2022, §2.3), as diffusers' `_threshold_sample`: one sample is clipped to the
// quantile of its magnitudes, and divided by it.

import type { Thresholding } from '../terms/scheduler';

/** Of one sample. @returns a new array of the same kind of numbers */
export function thresholded<Numbers extends Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  sample: Numbers,
  { ratio, most }: Thresholding,
): Numbers {
  const out = sample.slice();
  const edge = Math.min(Math.max(1, quantile(sample, ratio)), most);
  for (let i = 0; i < out.length; i++) out[i] = Math.min(edge, Math.max(-edge, out[i]!)) / edge;
  return out as Numbers;
}

/** Of the magnitudes, between two of them as torch.quantile has it. */
function quantile(sample: Float32Array | Float64Array, ratio: number): number {
  const sorted = Float64Array.from(sample, Math.abs).toSorted();
  const at = ratio * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (at - Math.floor(at)) * (high - low);
}
