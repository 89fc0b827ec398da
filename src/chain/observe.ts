// What the networks say of any x_t outside of a run: also of a guide without a network, whose gradient is what the denoiser
// implies, asked with the class and without.

import { classesOfLanes } from '../diffusion/rules/classifier-free';
import { impliedGradient, withImplied } from '../diffusion/rules/implied-gradient';
import { createSchedule } from '../diffusion/schedule';
import type { NetworkOutputs } from '../terms/networks';
import type { PackInfo } from '../terms/pack-info';
import type { Samples } from '../terms/sample';
import { ask, type Guided, type Networks } from './ask';

interface Observed {
  readonly xt: Samples; // [B, H, W, C]
  readonly t: Float32Array; // [B]
  /** What the guide is asked about each, [B]; null does not ask it. */
  readonly guided: readonly Guided[] | null;
  readonly denoiser: boolean;
}

/** @throws NudgeError `not-a-number`, and `bad-request` where a class is needed and none is asked for */
export async function observe(
  networks: Networks & { readonly info: Pick<PackInfo, 'classEmbeds' | 'scheduler'> },
  { xt, t, guided, denoiser }: Observed,
): Promise<NetworkOutputs> {
  const { classEmbeds, scheduler } = networks.info;
  const always = classEmbeds?.nullClass === null;
  const classes = guided === null ? null : classesOfLanes(guided, always);
  const asked = { xt, t, before: null, guided, denoiser: denoiser || classes !== null };
  const outputs = await ask(networks, classes === null ? asked : { ...asked, classes, always });
  const { modelOutput, conditional = null, guidance } = outputs;
  if (guided === null || modelOutput === null || conditional === null) return outputs;
  const { alphasCumprod } = createSchedule(scheduler);
  const implied = impliedGradient(
    modelOutput,
    conditional,
    scheduler.predictionType,
    (lane) => alphasCumprod[t[lane]!]!,
    guided.length,
  );
  return {
    modelOutput: denoiser ? modelOutput : null,
    conditional,
    guidance: withImplied(guidance, implied, guided),
  };
}
