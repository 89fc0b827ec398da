// What the networks say of any x_t, each at its own t: one forward pass of the denoiser, one gradient of the guide.

import type { Question } from '../terms/messages';
import type { Denoiser, Guide, Observed } from '../terms/networks';

/** Both are asked before either is awaited, so that they share the way to the GPU and back. */
export async function observe(
  { denoiser, guide }: { readonly denoiser: Denoiser; readonly guide: Guide | null },
  { xt, t, targets }: Question,
): Promise<Observed> {
  const [modelOutput, guidance] = await Promise.all([
    denoiser.predict(xt, t),
    guide?.evaluate(xt, t, targets, denoiser) ?? null,
  ]);
  return { modelOutput, guidance };
}
