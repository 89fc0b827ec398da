// The same noise level in another schedule. What a denoiser learned at t, it learned at ᾱ_t; an x_t of another
// schedule belongs, for it, to the t' of its own whose ᾱ is the same.

/**
 * @param alphasCumprod ᾱ of the model's own schedule, strictly descending [T]
 * @param alphaCumprod ᾱ of the x_t in question
 * @returns t', the timestep whose signal-to-noise ratio is nearest, as a ratio; the last one for anything noisier
 */
export function equalNoiseTime(alphasCumprod: ArrayLike<number>, alphaCumprod: number): number {
  let low = 0; // the first t whose ᾱ is at or below the one asked for lies in [low, high]
  let high = alphasCumprod.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (alphasCumprod[middle]! > alphaCumprod) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  const distance = (t: number): number => Math.abs(logRatio(alphasCumprod[t]!) - logRatio(alphaCumprod));
  return distance(low - 1) < distance(low) ? low - 1 : low;
}

/** log(ᾱ/(1-ᾱ)) */
function logRatio(alphaCumprod: number): number {
  return Math.log(alphaCumprod) - Math.log1p(-alphaCumprod);
}
