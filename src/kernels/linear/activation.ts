// The activations that a linear layer may have before it, on numbers: the twin of what kernel.wgsl computes.

export type Activation = 'none' | 'tanh' | 'gelu';

/** 2u of GELU's tanh form (Hendrycks & Gimpel 2016): z·(GELU_SLOPE + GELU_CURVE·z²). */
export const GELU_SLOPE = 2 * Math.sqrt(2 / Math.PI);
export const GELU_CURVE = GELU_SLOPE * 0.044715;

/** In the plain form: GELU is z·(1 + tanh u)/2. */
export function activate(activation: Activation, z: number): number {
  switch (activation) {
    case 'none':
      return z;
    case 'tanh':
      return Math.tanh(z);
    case 'gelu':
      return (z / 2) * (1 + Math.tanh((z * (GELU_SLOPE + GELU_CURVE * z * z)) / 2));
  }
}

/** ∂activate/∂z. */
export function activationSlope(activation: Activation, z: number): number {
  switch (activation) {
    case 'none':
      return 1;
    case 'tanh':
      return 1 - Math.tanh(z) ** 2;
    case 'gelu': {
      const tanh = Math.tanh((z * (GELU_SLOPE + GELU_CURVE * z * z)) / 2);
      return (1 + tanh) / 2 + (z / 4) * (1 - tanh * tanh) * (GELU_SLOPE + 3 * GELU_CURVE * z * z);
    }
  }
}
