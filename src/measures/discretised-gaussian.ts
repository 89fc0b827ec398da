// The likelihood of a level of 256 under a Gaussian (Ho et al. 2020, eq. 13), with guided-diffusion's approximation of
// the normal distribution function and its edges.

/** Half the distance between two levels of [-1, 1]. */
const HALF = 1 / 255;
/** Beyond it a level takes all that is left of the distribution. */
const EDGE = 0.999;
const LEAST = 1e-12;

/** Φ(x), by tanh (Page 1977). */
function normalCdf(x: number): number {
  return 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}

/**
 * @param x a level of [-1, 1]
 * @param logScale ln of the standard deviation
 * @returns nats
 */
export function logLikelihoodOfLevel(x: number, mean: number, logScale: number): number {
  const scale = Math.exp(-logScale);
  const above = normalCdf(scale * (x - mean + HALF));
  const below = normalCdf(scale * (x - mean - HALF));
  if (x < -EDGE) return Math.log(Math.max(LEAST, above));
  if (x > EDGE) return Math.log(Math.max(LEAST, 1 - below));
  return Math.log(Math.max(LEAST, above - below));
}

/** The nearest of 256 levels of [-1, 1], number by number. @returns a fresh array */
export function roundedToLevels(samples: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(samples, (x) => {
    const level = Math.round((Math.max(-1, Math.min(1, x)) + 1) * 127.5);
    return level / 127.5 - 1;
  });
}
