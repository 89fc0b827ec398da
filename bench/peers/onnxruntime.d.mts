export interface OnnxNetwork {
  /** @param xt [B, C, H, W] @param t [B] */
  run(xt: Float32Array, shape: readonly number[], t: Float32Array): Promise<Float32Array>;
  /** The GPU device that it made for itself; null on WASM. */
  device(): GPUDevice | null;
  dispose(): Promise<void>;
}

export function openOnnx(
  url: string,
  options: { readonly provider: 'wasm' | 'webgpu'; readonly threads: number },
): Promise<OnnxNetwork>;
