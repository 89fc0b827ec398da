import type { NoisyClassifierConfig } from '../../src/nn/unet-config';
import type { WeightSource } from '../../src/nn/weight-source';

export interface JaxClassifier {
  /** @param xt [B, C, H, W] @param waves [B, W] @param chosen [B, K], one-hot @returns ∂ Σ log p / ∂xt */
  run(
    xt: Float32Array,
    shape: readonly number[],
    waves: Float32Array,
    chosen: Float32Array,
  ): Promise<Float32Array>;
}

export function openJaxClassifier(
  weights: WeightSource,
  config: NoisyClassifierConfig,
  device: 'wasm' | 'webgpu',
): Promise<JaxClassifier>;
