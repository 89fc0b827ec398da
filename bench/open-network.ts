// A pack's networks and their weights as the bench needs them: configs and sources apart, so that ours, stock
// tfjs and peers are made of the same numbers.

import type { NoisyClassifierConfig, UNetConfig } from '../src/nn/unet-config';
import type { WeightSource } from '../src/nn/weight-source';
import type { PackFiles } from '../src/pack/files';
import { parseClassifierConfig, parseUNetConfig } from '../src/pack/network-config';
import { requireJson } from '../src/pack/read-json';
import { openSafetensors } from '../src/pack/safetensors';
import { findWeights, readWeights } from '../src/pack/weight-files';

export interface Networks {
  readonly unet: { readonly config: UNetConfig; readonly weights: WeightSource };
  /** Null in a pack without one. */
  readonly classifier: { readonly config: NoisyClassifierConfig; readonly weights: WeightSource } | null;
}

export async function openNetworks(files: PackFiles): Promise<Networks> {
  const weightsOf = async (folder: string, stem: string) =>
    openSafetensors(await readWeights(files, await findWeights(files, folder, stem), () => {}), folder);
  const unet = {
    config: parseUNetConfig(await requireJson(files, 'unet/config.json'), 'unet/config.json'),
    weights: await weightsOf('unet', 'diffusion_pytorch_model'),
  };
  if ((await files.size('classifier/config.json')) === null) return { unet, classifier: null };
  const path = 'classifier/config.json';
  const config = parseClassifierConfig(await requireJson(files, path), path);
  return { unet, classifier: { config, weights: await weightsOf('classifier', 'model') } };
}
