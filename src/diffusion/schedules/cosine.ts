// The cosine schedule (Nichol & Dhariwal 2021, eq. 17), diffusers' `squaredcos_cap_v2`.

const OFFSET = 0.008; // keeps β_0 from vanishing
const MAX_BETA = 0.999; // keeps ᾱ from reaching 0

function alphaBar(u: number): number {
  return Math.cos(((u + OFFSET) / (1 + OFFSET)) * (Math.PI / 2)) ** 2;
}

export function cosineBetas(T: number): Float64Array {
  return Float64Array.from({ length: T }, (_, i) =>
    Math.min(1 - alphaBar((i + 1) / T) / alphaBar(i / T), MAX_BETA),
  );
}
