// A CLIP that has never seen noise, asked about x̂_0, through the denoiser (after Crowson 2021).

import { createSchedule } from '../../diffusion/schedule';
import { openClipOnX0 } from '../../nn/clip/clip-on-x0';
import { unsupported } from '../checked';
import type { PlanGuide } from '../planned';
import { planClip } from './clip-guide';

export const planClipOnX0: PlanGuide = async (files, entry, planned) => ({
  ...(await planClip(files, entry, planned, 'Clean CLIP on x̂_0', (clip, { through }) => {
    if (through === undefined) throw unsupported('nudge.json', 'kind', entry.kind, 'a UNet2DModel');
    const { predictionType, clipRange, thresholding } = planned.scheduler;
    if (thresholding !== undefined) {
      throw unsupported(
        'scheduler/scheduler_config.json',
        'thresholding',
        true,
        'clipping, under a guide on x̂_0',
      );
    }
    const { alphasCumprod } = createSchedule(planned.scheduler);
    return openClipOnX0(clip, { ...through, predictionType, alphasCumprod, clipRange });
  })),
  looksAt: 'predX0',
});
