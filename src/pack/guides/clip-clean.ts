// A CLIP that has never seen noise, asked about x_t as if it were clean. It fails, and is there to show that.

import type { PlanGuide } from '../planned';
import { planClip } from './clip-guide';

export const planCleanClip: PlanGuide = async (files, entry, denoiser) => ({
  ...(await planClip(files, entry, denoiser, 'Clean CLIP', (clip) => ({
    evaluate: (xt, t, directions) => clip.evaluate(xt, new Float32Array(t.length), directions),
  }))),
  looksAt: 'xt',
});
