// Noise destroys a picture in a known way: up to where it can be read, how its share falls, and that one jump is as good
// as a walk.

import { hashOf } from '../../address/link';
import { momentsOf } from '../../diffusion/distribution';
import { rms } from '../../diffusion/magnitudes';
import { Walk } from '../../diffusion/forward/walk';
import { formatPercent, formatSmall } from '../../plots/format';
import type { State } from '../../history/state';
import type { ForwardSamples } from '../../worlds/images/forward-samples';
import { noisedPicture, overAllT, type Noised } from '../facts/noised-picture';
import { page, type Page } from '../lesson';
import { signed } from '../numbers';

const noise = (level: string): string => hashOf('noise', { pack: 'digits', image: '71', level, noise: '7' });

const HALF = 0.5;

const readable = page({
  title: 'How much noise until nothing is left?',
  world: 'images',
  opens: noise('0'),
  points: 'transport',
  uses: ['over-t'],
  text: [
    'A picture is to sink into noise. On this way the timestep `t` counts up: at 0 it is almost clean, at the end only noise is left.',
    'Move the slider `t` slowly up, and look at the noisy picture `x_t`. A classifier looks with you: it was trained on pictures in noise of every strength.',
  ],
  asks: 'Up to which quarter of this way is the classifier more than half sure of the digit?',
  options: ['Only in the first', 'Into the second', 'Into the third', 'Into the last'],
  todo: 'Then move `t`, and wait a moment: the curves “Over all t” come while you rest.',
  facts: (state) => {
    const over = overAllT(state);
    const noised = noisedPicture(state);
    if (over === null || noised === null) return null;
    const lost = over.points.findIndex(({ belief }) => belief <= HALF);
    const point = over.points[lost < 0 ? over.points.length - 1 : lost - 1];
    if (point === undefined) return null;
    return { label: over.label, point, lost: lost >= 0, noised, share: noised.alphasCumprod[point.t] ?? 0 };
  },
  answer: ({ point, noised }) => Math.min(3, Math.floor((4 * point.t) / (noised.last + 1))),
  found: ({ label, point }) => [
    `Of the clean picture it reads ${label}. It is more than half sure of that up to \`t\` = ${point.t}, with ${formatPercent(point.belief)}.`,
  ],
  why: ({ lost, share }) => [
    'The noisy picture is a sum: `x_t = √(ᾱ_t)·x_0 + √(1−ᾱ_t)·ε`, with `x_0` the clean picture, and `ε` the noise, a normal number for each pixel.',
    '`ᾱ_t`, the picture’s share, goes from 1 down to 0, and noise takes what it leaves. Shares are squares: the two factors, squared, add up to 1.',
    lost && share < 0.25
      ? `Where it was more than half sure last, the share is only ${formatPercent(share)}: what looks like noise to the eye still says much.`
      : '',
  ],
});

const halfWay = page({
  title: 'Half of the way is not half of the picture',
  world: 'images',
  opens: noise('0'),
  points: 'transport',
  text: [
    'In `x_t = √(ᾱ_t)·x_0 + √(1−ᾱ_t)·ε` the squares of the two factors are shares: `ᾱ_t` is that of the clean picture `x_0`, and the noise `ε` has the rest.',
    'The timestep `t` counts evenly, on the way from the picture to pure noise.',
  ],
  asks: 'In the middle of this way, how large is `ᾱ_t`?',
  options: ['About a half', 'About a quarter', 'Less than a sixth'],
  todo: 'Then move `t` to the middle, near 500.',
  facts: (state) => {
    const noised = noisedPicture(state);
    if (noised === null) return null;
    const { shown, last, alphasCumprod } = noised;
    if (Math.abs(shown.t - last / 2) > 0.02 * last) return null;
    return { t: shown.t, share: shown.alphaCumprod, early: alphasCumprod[Math.round(last / 4)] ?? 0, last };
  },
  answer: ({ share }) => (share >= 0.375 ? 0 : share >= 1 / 6 ? 1 : 2),
  found: ({ t, share, early, last }) => [
    `At \`t\` = ${t}, \`ᾱ_t\` is ${formatPercent(share)}; a quarter of the way along, at ${Math.round(last / 4)}, it was ${formatPercent(early)}.`,
  ],
  why: ({ t, share }) => [
    'Each timestep keeps a share of the picture that is a little less than 1, and these multiply. `ᾱ_t` is the product of all up to `t`.',
    share < 1 / 6
      ? `So from \`t\` = ${t} on it is nearly all noise: at most ${formatPercent(share)} is picture.`
      : '',
  ],
});

const walks = new WeakMap<ForwardSamples, { readonly walk: Float32Array; readonly t: number }>();

/** t single steps of the same picture, with a noise of its own each. Worked out once for what is on screen. */
function walked({ samples, shown, tables, seed }: Noised): Float32Array {
  const known = walks.get(samples);
  if (known?.t === shown.t) return known.walk;
  const walk = new Walk(tables, seed, samples.x0.length).sampleAt(samples.x0, shown.t);
  walks.set(samples, { walk, t: shown.t });
  return walk;
}

/** A walk of more steps takes longer than a frame has. */
const LONGEST_WALK = 400;

function jumpAndWalk(state: State) {
  const noised = noisedPicture(state);
  if (noised === null || noised.shown.t < 100 || noised.shown.t > LONGEST_WALK) return null;
  const walk = walked(noised);
  const { xt, t } = noised.shown;
  const [jumped, stepped] = [momentsOf(xt), momentsOf(walk)];
  return {
    t,
    apart: rms(xt.map((x, i) => x - (walk[i] ?? 0))),
    jumped: { mean: jumped.mean, spread: Math.sqrt(jumped.variance) },
    stepped: { mean: stepped.mean, spread: Math.sqrt(stepped.variance) },
  };
}

const jumpIsWalk = page({
  title: 'One jump, or many steps',
  world: 'images',
  opens: noise('300'),
  points: 'jump-or-walk',
  text: [
    'There are two ways to a noisy picture `x_t`. A jump mixes picture and noise once, by the formula. A walk takes each timestep up to `t`: all shrinks a little, and a little fresh noise comes in.',
    'Both begin with the same picture, its pixels from −1 to 1. Each has its own noise.',
  ],
  asks: 'What will the two noisy pictures have in common?',
  options: ['Every pixel', 'No pixel, but the mean and the spread of all pixels', 'Neither'],
  todo: 'Then look at “Jump or walk”, below the pictures.',
  facts: jumpAndWalk,
  answer: ({ apart, jumped, stepped }) => {
    if (apart < 0.01) return 0;
    const near =
      Math.abs(jumped.mean - stepped.mean) < 0.1 && Math.abs(jumped.spread / stepped.spread - 1) < 0.1;
    return near ? 1 : 2;
  },
  found: ({ t, apart, jumped, stepped }) => [
    `At \`t\` = ${t} their pixels differ by ${formatSmall(apart)}, as a root mean square.`,
    `The jump has mean ${signed(jumped.mean)} and spread ${formatSmall(jumped.spread)}, the walk ${signed(stepped.mean)} and ${formatSmall(stepped.spread)}.`,
  ],
  why: () => [
    'A sum of normal noises is a normal noise, and the walk shrinks the picture by as much as the jump. So both are drawn from the same law.',
    'Training lives on that: any picture can be put at any `t` at once, without a walk.',
  ],
});

export const pages: readonly Page[] = [readable, halfWay, jumpIsWalk];
