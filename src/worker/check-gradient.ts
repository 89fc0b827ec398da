// The guide's gradient against a finite difference, once at start-up: some drivers compute gradients as zero
// or worse without a word, and guidance would then steer nowhere.

import { fillNormal } from '../diffusion/noise/gaussian';
import type { Guide } from '../terms/networks';
import type { Target } from '../terms/target';

const STEP = 0.05; // length of the probe along the gradient, in units of x_t
const TOLERANCE = 0.1; // relative; float32 and the curvature leave about 0.01

/**
 * Compares (log p(x + hd) - log p(x - hd)) / 2h with |g|, where d = g/|g|, at a fixed noisy point.
 *
 * @param size numbers in one sample
 * @param target of a kind that the guide takes
 * @param t a timestep at which the classifier can be persuaded
 * @returns null when they agree, else a sentence
 */
export async function checkGradient(
  guide: Guide,
  size: number,
  target: Target,
  t: number,
): Promise<string | null> {
  const x = new Float32Array(size);
  fillNormal(x, 1, 'training', t);
  const at = (points: Float32Array<ArrayBuffer>, n: number) =>
    guide.evaluate(points, new Float32Array(n).fill(t), Array<Target>(n).fill(target), null);
  const probes = new Float32Array(2 * size);
  probes.set(x);
  probes.set(x, size);
  const { gradient: both } = await at(probes, 2); // of the shape that is asked for next: it is compiled and recorded once
  const gradient = both.subarray(0, size);
  const norm = Math.hypot(...gradient);
  if (!(norm > 0)) return `The guide's gradient is ${norm} at t = ${t}.`;
  gradient.forEach((g, i) => {
    probes[i] = x[i]! + (STEP * g) / norm;
    probes[size + i] = x[i]! - (STEP * g) / norm;
  });
  const { value } = await at(probes, 2);
  const slope = (value[0]! - value[1]!) / (2 * STEP);
  if (Math.abs(slope - norm) <= TOLERANCE * norm) return null;
  return `The guide's gradient is ${norm.toPrecision(3)} where finite differences say ${slope.toPrecision(3)}.`;
}
