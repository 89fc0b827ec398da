// A noised CLIP as a Guide (GLIDE, Nichol et al. 2021, §3.3): its temperature times the cosine of what it sees of x_t at
// t and what the prompt says.

import type { PlanGuide } from '../planned';
import { planClip } from './clip-guide';

export const planNoisedClip: PlanGuide = (files, entry, denoiser) =>
  planClip(files, entry, denoiser, 'Prompt', (clip) => ({
    evaluate: (xt, t, directions) => clip.evaluate(xt, t, directions),
  }));
