// What the value of a guide is, whose gradient is g: of a class log p, of attributes the sum of log p over those that are
// asked for, of a prompt the scaled cosine, of several phrases their weighted sum.

import { guideOf, type CleanView, type GuideInfo, type PackInfo } from '../../../terms/pack-info';
import { guidanceOf, type Step } from '../../../terms/step';
import type { Target } from '../../../terms/target';

export type ValueForm = 'log p' | 'sum of log p' | 'cosine' | 'sum of cosines';

export function formOf(target: Target): ValueForm {
  if (target.kind === 'slots') return 'sum of log p';
  if (target.kind !== 'prompt') return 'log p';
  const { parts } = target;
  return parts.length === 1 && parts[0]?.weight === 1 ? 'cosine' : 'sum of cosines';
}

/** As it is written before "= 3.2". */
export const FORMS: Readonly<Record<ValueForm, string>> = {
  'log p': 'log p',
  'sum of log p': 'Σ log p',
  cosine: 'τ·cos',
  'sum of cosines': 'Σ w·τ·cos',
};

const SAID: Readonly<Record<ValueForm, string>> = {
  'log p': 'How sure the noisy classifier is, from x_t alone, that the picture will show y.',
  'sum of log p':
    'How sure the classifier’s heads are of the values asked for: the sum of log p over those attributes. The others are free.',
  cosine:
    'The cosine of the angle between what the CLIP sees and what the prompt says, times the temperature τ.',
  'sum of cosines':
    'Of each phrase its weight w times τ·cos, the scaled cosine with what the CLIP sees, summed up.',
};

const SEEN: Readonly<Record<CleanView, string>> = {
  xt: ' This CLIP has only seen clean pictures, and is shown x_t as if it were one.',
  predX0:
    ' This CLIP has only seen clean pictures: it is shown √(1 − ᾱ)·x̂_0 + (1 − √(1 − ᾱ))·x_t, and g goes back through the denoiser.',
};

export function valueSentence(target: Target, guide: GuideInfo | null): string {
  return SAID[formOf(target)] + (guide?.looksAt === undefined ? '' : SEEN[guide.looksAt]);
}

/** "Σ log p = −0.41 (66 %)", "τ·cos = 5.0"; '' without a value. */
export function valueText(step: Step, lane: number): string {
  const said = guidanceOf(step);
  const value = said?.value[lane];
  const target = step.lanes[lane]?.target;
  if (said === null || value === undefined || target === undefined) return '';
  const form = formOf(target);
  const number = (digits: number): string => value.toFixed(digits).replace('-', '−');
  if (form === 'cosine' || form === 'sum of cosines') return `${FORMS[form]} = ${number(1)}`;
  if (said.beliefs === null) return '';
  const percent = `${Number((100 * Math.exp(value)).toPrecision(2))} %`;
  return `${FORMS[form]} = ${number(2)}, p = ${percent}`;
}

/** The guide of a lane. */
export function laneGuide(
  pack: Pick<PackInfo, 'guides'> | null,
  step: Step | null,
  lane: number,
): GuideInfo | null {
  return pack === null ? null : guideOf(pack, step?.lanes[lane]?.guide);
}
