// What the explanations of a step's parts say where it depends on the step: nothing of a noise that is not added, of a Σ
// that is not used, of a clipping, a judge or a guide that is not there.

import { coefficients } from '../../../diffusion/samplers/coefficients';
import { formatSmall } from '../../../plots/format';
import type { State } from '../../../history/state';
import { scaleAt } from '../../../terms/lane';
import type { PackInfo } from '../../../terms/pack-info';
import type { Sampler } from '../../../terms/scheduler';
import type { Step } from '../../../terms/step';
import { classTarget } from '../../../terms/target';
import { laneGuide, valueSentence } from './guide-value';
import { selectLarge, selectPack, selectSampler, selectStep } from '../../run/selectors';

/** What a sentence may depend on. */
export interface Said {
  readonly sampler: Sampler['kind'];
  /** Null before the first step. */
  readonly step: Step | null;
  /** The lane that is looked at. */
  readonly lane: number;
  readonly pack: Pick<PackInfo, 'scheduler' | 'hasJudge' | 'guides'> | null;
}

export type Sentence = (said: Said) => string;

export const saidOf = (state: State): Said => ({
  sampler: selectSampler(state),
  step: selectStep(state),
  lane: selectLarge(state),
  pack: selectPack(state),
});

const isLast = (step: Step | null): boolean => step !== null && step.transition.prevT < 0;

/** Why a step of DDPM or DDIM adds no noise; '' where it does. */
export const noNoise: Sentence = ({ sampler, step }) => {
  if (step === null ? sampler === 'ddpm' : step.noise !== null) return '';
  if (sampler === 'ddim') return 'DDIM with η = 0 adds none: x_prev follows from x_t alone.';
  return isLast(step) ? 'The last step adds none: Σ is 0 there.' : 'This step adds none.';
};

export const ofNoise: Sentence = (said) =>
  noNoise(said) || 'Fresh noise, as much as σ says: the same in all lanes of one seed, other at every t.';

/** Why the nudge is empty, and where to look; '' where it is not. */
export const emptyNudge: Sentence = ({ sampler, step, lane, pack }) => {
  const found = step?.lanes[lane];
  if (pack?.guides.length === 0) return 'Nothing guides this model, so nothing is nudged.';
  if (step === null || found === undefined) return '';
  const size = step.xt.length / step.lanes.length;
  if (step.meanShift.subarray(lane * size, (lane + 1) * size).some((value) => value !== 0)) return '';
  if (found.guidanceScale === 0) return 'Empty: s is 0 in this lane.';
  if (found.rule !== undefined)
    return step.conditional === undefined
      ? 'Empty: this model is asked with its class only, so there is nothing to compare it with.'
      : 'Empty: with the class and without it, the network predicts the same here.';
  if (scaleAt(found, step.transition.t) === 0) return 'Empty: this t lies outside of the guidance interval.';
  if (sampler === 'ddpm' && step.transition.variance === 0)
    return 'Empty: Σ is 0 in the last step. Step back to see one.';
  return 'Empty: the gradient is 0 here.';
};

export const ofNudge: Sentence = (said) => {
  const empty = emptyNudge(said);
  if (empty !== '') return empty;
  if (isFree(said))
    return 'What guidance adds to x_prev: x_prev minus what s = 0 gives from the same x_t and the same noise.';
  return said.sampler === 'ddpm'
    ? 'What guidance adds to μ: the direction g in which the guide’s value grows, as far as Σ lets the step go, times s.'
    : 'What guidance adds to x_prev. Algorithm 2 moves ε by −s·√(1 − ᾱ)·g, and x̂_0 follows; no Σ is in it.';
};

const isFree = ({ step, lane }: Said): boolean => step?.lanes[lane]?.rule !== undefined;

export const ofGuidedPredX0: Sentence = (said) =>
  isFree(said)
    ? 'What the combined prediction expects, in one jump, clipped as x̂_0 is: it takes the place of x̂_0 in μ.'
    : 'x_t with the guided ε taken out, in one jump: what the model expects, moved toward the class.';

export const ofScale: Sentence = (said) =>
  isFree(said)
    ? 'The guidance scale: how far the prediction goes from the one without the class to the one with it, and beyond. 0 is the model without a class, 1 the one with it; outside of a guidance interval it is at most 1. Ho & Salimans’ w is s − 1.'
    : 'The guidance scale: how strongly the gradient is followed. 0 leaves the model alone; outside of a guidance interval it is 0.';

export const ofMean: Sentence = ({ sampler, step }) => {
  if (step === null) return 'Where the model alone would go: so much of x̂_0 and so much of x_t.';
  const { ofX0, ofXt } = coefficients(sampler, step.transition);
  return `Where the model alone would go: ${formatSmall(ofX0)} of x̂_0 and ${formatSmall(ofXt)} of x_t.`;
};

export const ofPredX0: Sentence = ({ pack }) => {
  const { clipRange = null, thresholding } = pack?.scheduler ?? {};
  const clipped = clipRange === null ? '' : ', and clipped to the range of pictures';
  const scaled =
    thresholding && ', and thresholded: clipped to the quantile of its magnitudes and divided by it';
  return `x_t with that noise taken out, in one jump${scaled ?? clipped}.`;
};

export const ofX0: Sentence = ({ pack }) =>
  `The finished picture, with no noise left in it: there once the run is.${pack?.hasJudge === true ? ' The judge reads it.' : ''}`;

export const ofVariance: Sentence = (said) => {
  const { pack, step } = said;
  const reach = pack?.guides.length === 0 || isFree(said) ? '' : ' It sets the reach of the nudge too.';
  const own = step?.variance === undefined ? '' : ' The network gives it, for each pixel its own.';
  return `How far the step may stray from μ: Σ = σ².${own}${reach}`;
};

/** y, in the form in which it is asked for. */
export const ofAsked: Sentence = ({ step, lane }) => {
  const kind = step?.lanes[lane]?.target.kind;
  if (kind === 'prompt') return 'The prompt: what it says becomes c, a direction that the picture is to fit.';
  if (kind === 'slots') return 'The values asked for, attribute by attribute: the nudge raises their log p.';
  return step?.lanes[lane]?.rule === undefined
    ? 'The class asked for: the one whose log p the nudge raises.'
    : 'The class that the network is told.';
};

export const ofValue: Sentence = ({ step, lane, pack }) =>
  valueSentence(step?.lanes[lane]?.target ?? classTarget(0), laneGuide(pack, step, lane));
