// The class embedding of a UNet2DModel (`num_class_embeds`), which is added to the time embedding. Rows are looked up here
// and not on the backend: they are an input of the network, so another class needs no other recording.

import type { Parameters } from '../parameters';
import type { UNetConfig } from '../unet-config';

/** Indices of embeddings [B] → their rows [B, E]. */
export type ClassRows = (embeds: ArrayLike<number>) => Float32Array<ArrayBuffer>;

/** @returns null of a network that takes no class */
export function loadClassEmbedding(
  parameters: Parameters,
  { classEmbeds, timeEmbeddingDim }: Pick<UNetConfig, 'classEmbeds' | 'timeEmbeddingDim'>,
): ClassRows | null {
  if (classEmbeds === undefined) return null;
  const table = parameters.numbers('class_embedding.weight', [classEmbeds, timeEmbeddingDim]);
  return (embeds) => {
    const rows = new Float32Array(embeds.length * timeEmbeddingDim);
    for (let b = 0; b < embeds.length; b++) {
      const from = embeds[b]! * timeEmbeddingDim;
      rows.set(table.subarray(from, from + timeEmbeddingDim), b * timeEmbeddingDim);
    }
    return rows;
  };
}
