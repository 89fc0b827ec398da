// Why the classifier must know noise, and why its gradient is taken times Σ. On the Plane, where the truth is known.

import { hashOf } from '../../address/link';
import { formatPercent, formatSmall } from '../../plots/format';
import { currentPath, type State } from '../../history/state';
import { cloud, type AtScale, type Cloud } from '../facts/cloud';
import { guidedRun, leftRun } from '../facts/guided-run';
import { page, type Page } from '../lesson';
import { times } from '../numbers';

const spirals = (guide: string): string =>
  hashOf('plane', {
    distribution: 'spirals',
    denoiser: 'learned',
    target: '1',
    guide,
    scale: '3',
    sampler: 'ddpm',
    steps: '100',
    t: '999',
  });

interface OneCloud {
  readonly found: Cloud;
  readonly at: AtScale;
}

/** A finished cloud of one scale above 0, by a guide that is wanted. */
function oneCloud(state: State, wanted: (guide: string | null) => boolean): OneCloud | null {
  const found = cloud(state);
  const [at] = found?.scales ?? [];
  if (found === null || at === undefined || found.scales.length > 1 || at.scale === 0) return null;
  return wanted(found.guide) ? { found, at } : null;
}

const shareOption = ({ at }: OneCloud): number => (at.share >= 0.95 ? 0 : at.share >= 0.5 ? 1 : 2);
const SHARES = ['Nearly all, 95 % or more', 'More than half', 'Less than half'];

const foundShare = ({ found, at }: OneCloud): string =>
  `Of ${at.points} points ${formatPercent(at.share)} are of the class “${found.asked}”, by a classifier that knows the truth exactly. Without any guide it would be about ${formatPercent(found.chance)}.`;

const clean = page({
  title: 'A classifier that has never seen noise',
  world: 'plane',
  opens: spirals('clean'),
  points: 'pictures',
  text: [
    'Here a sample is not a picture but a point. All of them run at once, from pure noise to the three arms of a spiral. The noisy points `x_t` are shown at timestep `t`.',
    'One arm is asked for. The classifier that pushes was trained on clean points alone: it tells the arms apart very well.',
  ],
  asks: 'How many points will end on the arm that is asked for?',
  options: SHARES,
  todo: 'Then press Play, and let it run to the end.',
  facts: (state) => oneCloud(state, (guide) => guide === 'clean'),
  answer: shareOption,
  found: (facts) => [foundShare(facts)],
  why: ({ found, at }) => [
    at.share < 0.95
      ? `Most of the way a point \`x_t\` lies where no clean point ever was. What this classifier says there it has never learned, and ${formatPercent(1 - at.share)} of the points did not come.`
      : 'Here it went well all the same. Try another distribution, or a smaller scale.',
    at.share < 0.95 && at.share > 1.5 * found.chance
      ? 'It is not wrong everywhere: many more came than without a guide. But nothing in its training says where it can be trusted.'
      : '',
    'On the next page the same run has a classifier that was trained on noisy points.',
  ],
});

const noisy = page({
  title: 'The same with one that knows noise',
  world: 'plane',
  opens: spirals('learned'),
  points: 'pictures',
  text: [
    'The same points, the same noise. Now the classifier was trained on noisy points `x_t` of every timestep `t`, and is told `t`.',
    'At strong noise it is often wrong, as it must be: nobody can tell there. That is no failed training.',
  ],
  asks: 'How many points will end on the arm that is asked for?',
  options: SHARES,
  todo: 'Then press Play, and let it run to the end.',
  facts: (state) => oneCloud(state, (guide) => guide !== 'clean' && guide !== 'classifier-free'),
  answer: shareOption,
  found: (facts) => [foundShare(facts)],
  why: ({ at }) => [
    at.share >= 0.95
      ? 'Where it cannot tell, its belief is flat and its gradient small, so it does not mislead. Where it can, it pushes.'
      : 'It helps, but not every point came. Look where the others are: a larger scale may bring them.',
    'So what counts is not its accuracy on clean data. It is whether it is right about noisy points: as sure as one can be there, and no surer.',
  ],
});

const NEAR = 0.1;

const bayes = page({
  title: 'Why times Σ',
  world: 'plane',
  opens: hashOf('plane', {
    distribution: 'overlapping',
    denoiser: 'exact',
    target: '0',
    guide: 'exact',
    scale: '1',
    sampler: 'ddpm',
    steps: '200',
    t: '999',
  }),
  points: 'pictures',
  text: [
    'A step draws the next point around the mean `μ`, and `Σ` is the variance of that draw. To get points of one class, Bayes’ rule says: draw as before, and keep a point as often as the classifier gives it the class. At 20 %, that is one time in five.',
    'What is kept lies further toward the class. There its log-probability grows: `g` is the gradient, its slope. That of the draw falls: its slope is distance over `Σ`.',
    'The two balance at the distance `Σ·g`, so the new mean is `μ + Σ·g`. With `s`, the guidance scale, it is `μ + s·Σ·g`, and `s` = 1 is Bayes’ rule.',
  ],
  asks: 'At `s` = 1, how will the spread of the points compare with that of the true class?',
  options: ['Clearly narrower', 'The same, within a tenth', 'Clearly wider'],
  todo: 'Then press Play. Network and classifier are exact here, and the steps are many: the rule is exact for small steps only.',
  facts: (state) => {
    const one = oneCloud(state, (guide) => guide === 'exact');
    return one === null || one.at.scale !== 1
      ? null
      : { ...one, ratio: one.at.spread / one.found.truth.spread };
  },
  answer: ({ ratio }) => (ratio < 1 - NEAR ? 0 : ratio > 1 + NEAR ? 2 : 1),
  found: ({ found, at }) => [
    `The spread is ${formatSmall(at.spread)}, that of fresh points of the class ${formatSmall(found.truth.spread)}.`,
    `The exact classifier takes ${formatPercent(at.share)} of them for the class “${found.asked}”, and ${formatPercent(found.truth.share)} of the fresh ones: the classes overlap.`,
  ],
  why: ({ ratio }) => [
    Math.abs(ratio - 1) <= NEAR
      ? 'Neither too many nor too few: at `s` = 1 the run draws the class as it is. In such steps another factor in the place of `Σ` would draw something else.'
      : 'That is not the class as it is. Take more steps, and look again: the rule holds for small ones.',
  ],
});

/** A step of DDIM and one of DDPM from the same x_t, toward the same class at the same scale. */
function underBoth(state: State) {
  const { branchedAt } = currentPath(state);
  const pair = [guidedRun(state)?.steps[branchedAt ?? -1], leftRun(state)?.steps[branchedAt ?? -1]];
  const drawn = pair.find((step) => step !== undefined && step.sigma > 0);
  const still = pair.find((step) => step?.sigma === 0);
  if (drawn === undefined || still === undefined || drawn.t !== still.t || drawn.nudge === 0) return null;
  if (drawn.asked !== still.asked || drawn.scale !== still.scale) return null;
  const ratio = still.nudge / drawn.nudge;
  return { drawn, still, ratio, variance: drawn.sigma ** 2, factor: ratio * drawn.sigma ** 2 };
}

const underDdim = page({
  title: 'DDIM takes it another way',
  world: 'images',
  opens: hashOf('denoise', {
    pack: 'digits',
    target: '3',
    sampler: 'ddpm',
    steps: '20',
    seed: '5',
    lanes: 'pair',
    t: '599',
    to: '499',
  }),
  points: 'transport',
  uses: ['sampler', 'nudge'],
  text: [
    'So far the sampler was DDPM, denoising diffusion probabilistic models: it adds fresh noise on its way. DDIM, with “implicit” for “probabilistic”, draws nothing, so it has no `Σ` for the gradient `g`.',
    'Take the step from this very picture once more, with DDIM and the same `s`.',
  ],
  asks: 'How large will the nudge be, beside the one of DDPM?',
  options: ['The same, within a tenth', 'Smaller', 'Larger'],
  todo: 'Press Branch, choose DDIM as the sampler, and take one step.',
  facts: underBoth,
  answer: ({ ratio }) => (Math.abs(ratio - 1) <= NEAR ? 0 : ratio < 1 ? 1 : 2),
  found: ({ drawn, still, ratio }) => [
    `From the same picture, at timestep ${drawn.t}: ${formatSmall(drawn.nudge)} under DDPM, ${formatSmall(still.nudge)} under DDIM, ${times(ratio)}.`,
  ],
  why: ({ ratio, variance, factor }) => [
    'DDIM takes the gradient into the guess of the noise, `ε`: it goes on as if the network had said `ε − s·√(1−ᾱ_t)·g`, with `ᾱ_t`, the picture’s share.',
    Math.abs(ratio - 1) > NEAR
      ? `The picture before the step is the same, so \`s\` and \`g\` are. What stands between them differs: \`Σ\` = ${formatSmall(variance)} in DDPM, ${formatSmall(factor)} in DDIM. So these are two formulas, and the same \`s\` is another push in a step of each.`
      : 'Here both come out alike. They are two formulas all the same: try an earlier or a later step.',
  ],
});

export const pages: readonly Page[] = [clean, noisy, bayes, underDdim];
