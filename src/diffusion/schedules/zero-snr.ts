// The β's of a schedule rescaled until nothing of x_0 is left at the end (Lin et al. 2024, algorithm 1), diffusers'
// `rescale_zero_terminal_snr`.

/** √ᾱ is shifted until its last is 0, and stretched until its first is as before. */
export function rescaledToZeroSnr(betas: Float64Array): Float64Array {
  let product = 1;
  const roots = betas.map((beta) => Math.sqrt((product *= 1 - beta)));
  const first = roots[0]!;
  const last = roots.at(-1)!;
  const squares = roots.map((root) => (((root - last) * first) / (first - last)) ** 2);
  return squares.map((square, t) => 1 - square / (t === 0 ? 1 : squares[t - 1]!));
}
