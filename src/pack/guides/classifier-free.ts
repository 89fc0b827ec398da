// Classifier-free guidance (Ho & Salimans 2022): the class of the denoiser itself. It has no network of its own and no
// belief; its rule asks the denoiser twice.

import { classifierFree } from '../../terms/rule';
import { unsupported } from '../checked';
import type { PlanGuide } from '../planned';

/** @throws NudgeError `pack-unsupported` of a denoiser that takes no class */
export const planClassifierFree: PlanGuide = (_files, { kind, title }, { classes }) => {
  if (classes === undefined) {
    throw unsupported('nudge.json', 'kind', kind, 'a UNet2DModel with "num_class_embeds"');
  }
  const alone = classes.nullClass === null;
  return Promise.resolve({
    title: title ?? (alone ? 'Class' : 'Classifier-free'),
    targets: ['class'],
    slots: [{ name: 'class', labels: classes.labels }],
    rule: classifierFree,
    scale: alone ? ALWAYS : USUAL,
    weights: [],
  });
};

const USUAL = { default: 2, max: 16, row: [0, 1, 1.5, 2, 4, 8] } as const;

/** Of a denoiser that is never asked without a class: there is nothing to guide away from. */
const ALWAYS = { default: 1, min: 1, max: 1, row: [1] } as const;
