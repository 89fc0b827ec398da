// β_t on a straight line (Ho et al. 2020, §4), or the square of one (`scaled_linear`, latent diffusion).

/** n numbers from `start` to `end`, both included, as numpy.linspace. */
export function linspace(start: number, end: number, n: number): Float64Array {
  const delta = n > 1 ? (end - start) / (n - 1) : 0;
  return Float64Array.from({ length: n }, (_, i) => (i > 0 && i === n - 1 ? end : start + i * delta));
}

export function linearBetas(T: number, betaStart: number, betaEnd: number): Float64Array {
  return linspace(betaStart, betaEnd, T);
}

export function scaledLinearBetas(T: number, betaStart: number, betaEnd: number): Float64Array {
  return linspace(Math.sqrt(betaStart), Math.sqrt(betaEnd), T).map((root) => root * root);
}
