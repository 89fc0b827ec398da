// A network that guesses the noise is enough to come back: one guess is a blur, the blur goes with the noise, and so one
// comes back in steps.

import { hashOf } from '../../address/link';
import { formatPercent, formatSmall } from '../../plots/format';
import type { Path } from '../../history/path';
import { currentPath, type State } from '../../history/state';
import { expand } from '../../history/step-record';
import { greyShare, noisedPicture, overAllT } from '../facts/noised-picture';
import { steadyRun } from '../facts/guided-run';
import { page, type Page } from '../lesson';

const noise = (level: string): string => hashOf('noise', { pack: 'digits', image: '71', level, noise: '7' });

const blur = page({
  title: 'One guess from far away',
  world: 'images',
  opens: noise('100'),
  points: 'pictures',
  text: [
    'A network looks at the noisy picture `x_t` at timestep `t`, and guesses which noise is in it. Taking that away leaves the picture that it expects, `x̂_0`.',
    'Here there is little noise, and `x̂_0` is almost right.',
  ],
  asks: 'What will `x̂_0` look like from `t` = 700, where the eye sees only noise?',
  options: ['As sharp as a real digit', 'Much greyer than a real digit', 'Pure noise'],
  todo: 'Then move `t` to about 700.',
  facts: (state) => {
    const noised = noisedPicture(state);
    if (noised === null || noised.answer === null || Math.abs(noised.shown.t - 700) > 50) return null;
    const { answer, shown, samples } = noised;
    return {
      t: shown.t,
      guess: greyShare(answer.predX0),
      real: greyShare(samples.x0),
      noisy: greyShare(shown.xt),
    };
  },
  answer: ({ guess, real, noisy }) => (guess < 1.5 * real ? 0 : guess < 0.9 * noisy ? 1 : 2),
  found: ({ t, guess, real }) => [
    `At \`t\` = ${t}, ${formatPercent(guess)} of the pixels of \`x̂_0\` are grey, neither nearly black nor nearly white; of the real digit ${formatPercent(real)}.`,
  ],
  why: ({ guess, real }) => [
    'Here the guess of the noise, `ε`, takes the place of the true one: `x̂_0 = (x_t − √(1−ᾱ_t)·ε) / √(ᾱ_t)`. `ᾱ_t`, the picture’s share, is known.',
    guess >= 1.5 * real
      ? 'The network was trained to be wrong by as little as possible on average. Where many digits could be under the noise, that is their mean: a blur.'
      : '',
  ],
});

const errorOverT = page({
  title: 'How wrong is it?',
  world: 'images',
  opens: noise('100'),
  points: 'over-t',
  text: [
    'The error of `x̂_0`, the picture that the network expects, is its distance from the true one: a root mean square over pixels.',
    'With this picture and this noise it depends on the timestep `t` alone.',
  ],
  asks: 'How much larger is the error at `t` = 700 than at 100?',
  options: ['Less than twice', 'Two to four times', 'More than four times'],
  todo: 'Then wait a moment, until the curves “Over all t” are drawn.',
  facts: (state) => {
    const over = overAllT(state);
    if (over === null) return null;
    const at = (t: number) =>
      over.points.reduce((best, point) => (Math.abs(point.t - t) < Math.abs(best.t - t) ? point : best));
    const [near, far] = [at(100), at(700)];
    return near.error > 0 ? { near, far, ratio: far.error / near.error } : null;
  },
  answer: ({ ratio }) => (ratio < 2 ? 0 : ratio <= 4 ? 1 : 2),
  found: ({ near, far, ratio }) => [
    `At \`t\` = ${near.t} it is ${formatSmall(near.error)}, at ${far.t} it is ${formatSmall(far.error)}: ${ratio.toFixed(1)} times as much.`,
  ],
  why: ({ ratio }) => [
    ratio >= 2
      ? 'So one jump from far away is no way to make a picture, though the network has learned from thousands of digits. Its guess says only in which direction to begin.'
      : 'Here one jump is hardly worse from far away. Choose another picture, and look again.',
    'That is why one comes back in steps: a little of the way, then guess again, from a picture with a little less noise.',
  ],
});

const known = new WeakMap<Path, readonly number[]>();

/** Grey in x̂_0 of the unguided lane, in the middle and the last step of a finished run. */
function greyAlong(state: State) {
  const { pack } = state.model;
  const path = currentPath(state);
  const done = steadyRun(state);
  if (pack === null || done === null) return null;
  let shares = known.get(path);
  if (shares === undefined) {
    const records = [path.steps[Math.floor(path.steps.length / 2)], path.steps.at(-1)];
    shares = records.flatMap((record) => {
      const step = record === undefined ? null : expand(record, pack, path.chainSteps);
      const half = (step?.predX0.length ?? 0) / 2;
      return step === null ? [] : [greyShare(step.predX0, half, 2 * half)];
    });
    known.set(path, shares);
  }
  const [middle, last] = shares;
  const t = path.steps[Math.floor(path.steps.length / 2)]?.t;
  if (middle === undefined || last === undefined || t === undefined) return null;
  return { middle, last, t, count: path.steps.length };
}

const inSteps = page({
  title: 'Guess again in every step',
  world: 'images',
  opens: hashOf('denoise', {
    pack: 'digits',
    target: '7',
    sampler: 'ddpm',
    steps: '20',
    seed: '1',
    lanes: 'pair',
    t: '999',
  }),
  goesOnWith: (state) => greyAlong(state) !== null,
  points: 'expected',
  text: [
    'This is a run: it begins with pure noise, and comes back in many steps, with `t` counting down. The small pictures are `x̂_0`, what the network expects at each step.',
    'Look at the one that is not guided: there the network is alone.',
  ],
  asks: 'In the middle of the run, will `x̂_0` still be greyer than at the end?',
  options: ['No, it is as sharp already', 'Yes, it is greyer'],
  todo: 'Then press Play, and watch it.',
  facts: greyAlong,
  answer: ({ middle, last }) => (middle > 1.15 * last ? 1 : 0),
  found: ({ middle, last, t, count }) => [
    `Grey pixels of \`x̂_0\`: ${formatPercent(middle)} in the middle, at \`t\` = ${t}, and ${formatPercent(last)} in the last of ${count}.`,
  ],
  why: ({ middle, last }) => [
    'The guess and the noisy picture `x_t` help each other. Each step makes `x_t` a little clearer, at its timestep `t`, so the next guess has less to choose from.',
    last < middle ? 'In the end one digit is left, and the mean of one digit is sharp.' : '',
  ],
});

export const pages: readonly Page[] = [blur, errorOverT, inSteps];
