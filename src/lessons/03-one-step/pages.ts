// One step taken apart: the mean, the variance and the fresh noise, and what the noise is for.

import { hashOf } from '../../address/link';
import { rms } from '../../diffusion/magnitudes';
import { formatPercent, formatSmall } from '../../plots/format';
import { currentPath, ghostPath, settledStep, type State } from '../../history/state';
import { guidedRun, leftRun } from '../facts/guided-run';
import { page, type Page } from '../lesson';

const run = (stops: Readonly<Record<string, string>>): string =>
  hashOf('denoise', {
    pack: 'digits',
    target: '7',
    scale: '0',
    sampler: 'ddpm',
    steps: '20',
    seed: '1',
    lanes: 'pair',
    ...stops,
  });

/** The size of the noise in x_t, of what the mean leaves of it, and of that in x_prev. */
function noiseAlong(signal: number, signalPrev: number, variance: number) {
  const left = (Math.sqrt(signal / signalPrev) * (1 - signalPrev)) / Math.sqrt(1 - signal);
  return { before: Math.sqrt(1 - signal), left, after: Math.sqrt(left ** 2 + variance) };
}

const largest = page({
  title: 'What moves the picture in one step?',
  world: 'images',
  opens: run({ t: '599' }),
  points: 'apart',
  text: [
    'A step leads from the noisy picture `x_t`, at timestep `t`, to `x_prev`, the picture one step less noisy. Here nothing guides: `x_prev = μ + √(Σ)·z`.',
    '`μ` is the mean that the network steps to. `Σ` is the variance of what is drawn around it, one number for all pixels, and `z` the fresh noise.',
  ],
  asks: 'Which of the two changes the pixels more in this step?',
  options: ['The way to the mean, `μ − x_t`', 'The fresh noise, `√(Σ)·z`', 'Both about alike'],
  todo: 'Press “Take the step apart” to see all parts as pictures. Then check.',
  facts: (state) => {
    const step = settledStep(state);
    if (step === null || step.noise === null || step.lanes.length !== 2) return null;
    const size = step.xt.length / 2;
    const way = rms(step.mean.subarray(0, size).map((x, i) => x - (step.xt[i] ?? 0)));
    const { t, alphaCumprod, alphaCumprodPrev, variance } = step.transition;
    return {
      t,
      way,
      sigma: Math.sqrt(variance),
      noise: noiseAlong(alphaCumprod, alphaCumprodPrev, variance),
    };
  },
  answer: ({ way, sigma }) => (way > 1.25 * sigma ? 0 : sigma > 1.25 * way ? 1 : 2),
  found: ({ t, way, sigma }) => [
    `At \`t\` = ${t} the way to the mean is ${formatSmall(way)} a pixel, as a root mean square, and the fresh noise ${formatSmall(sigma)}, the root of \`Σ\`.`,
  ],
  why: ({ way, sigma, noise }) => [
    sigma > way
      ? 'So most of what one sees change here is noise. So it is in all steps but the last few, in which little noise is put back.'
      : 'So here the network’s way is no smaller than the noise that is put on top of it.',
    `The way to the mean takes the noise in the picture from ${noise.before.toFixed(3)} to ${noise.left.toFixed(3)}, and the fresh noise brings it to ${noise.after.toFixed(3)}. Independent noises add by their squares.`,
    'So chance decides a part of every step: `μ` says around what it draws, and `Σ` how widely.',
  ],
});

const shrinking = page({
  title: 'How much noise is put back',
  world: 'images',
  opens: run({ t: 'end' }),
  goesOnWith: (state) => guidedRun(state)?.complete === true,
  points: 'sizes',
  text: [
    'A step puts fresh noise `√(Σ)·z` on the mean. `Σ` is the variance of it, and `z` the fresh noise, one normal number a pixel.',
    'The timestep `t` counts down, and the last step is to leave a clean picture.',
  ],
  asks: 'How does the size of that noise, `√(Σ)`, go along the run?',
  options: ['It grows', 'It stays about the same', 'It shrinks, and the last step adds none'],
  todo: 'Then let the run come to its end. The curve is in “RMS per pixel”, root mean squares, further down.',
  facts: (state) => {
    const done = guidedRun(state);
    const first = done?.steps[0];
    const middle = done?.steps[Math.floor(done.steps.length / 2)];
    const last = done?.steps.at(-1);
    if (done?.complete !== true || first === undefined || middle === undefined || last === undefined)
      return null;
    return first.sigma > 0 ? { first, middle, last } : null;
  },
  answer: ({ first, middle, last }) =>
    last.sigma === 0 && middle.sigma < first.sigma ? 2 : last.sigma > first.sigma ? 0 : 1,
  found: ({ first, middle, last }) => [
    `\`√(Σ)\` is ${formatSmall(first.sigma)} at \`t\` = ${first.t}, ${formatSmall(middle.sigma)} at ${middle.t}, and ${formatSmall(last.sigma)} in the last step.`,
  ],
  why: () => [
    'Far from the picture many next pictures are possible, so they are drawn widely. Close to it there is little left to choose.',
  ],
});

/** A finished branch that differs from the run that it left in its seed alone. */
function otherNoise(state: State) {
  const path = currentPath(state);
  const ghost = ghostPath(state);
  const [now, before] = [guidedRun(state), leftRun(state)];
  const at = path.branchedAt;
  if (ghost === null || at === null || !now?.verdicts || !before?.verdicts) return null;
  const [step, left] = [path.steps[at], ghost.steps[at]];
  if (step === undefined || left === undefined || step.t !== left.t) return null;
  if (step.lanes[0]?.seed === left.lanes[0]?.seed) return null;
  if (step.lanes[0]?.guidanceScale !== left.lanes[0]?.guidanceScale) return null;
  const [end, other] = [path.tip?.xt, ghost.tip?.xt];
  if (end === undefined || other === undefined) return null;
  const size = end.length / 2;
  const apart = rms(end.subarray(0, size).map((x, i) => x - (other[i] ?? 0)));
  return {
    t: step.t,
    apart,
    read: [before.classes[before.verdicts[0].label] ?? '', now.classes[now.verdicts[0].label] ?? ''] as const,
    signal: step.transition.alphaCumprod,
  };
}

const whatFor = page({
  title: 'Does the fresh noise decide anything?',
  world: 'images',
  opens: run({ t: '699', to: 'end' }),
  points: 'transport',
  uses: ['seed'],
  text: [
    'This run has been taken to its end, and you look back at the noisy picture `x_t` at timestep `t` = 699.',
    'From here you can go on with another seed, the number that all noise is drawn from: the picture stays, what is drawn from now on changes.',
  ],
  asks: 'From this very picture on, with other noise: what will the end be?',
  options: ['The same picture', 'Another picture of the same digit', 'Another digit'],
  todo: 'Press Branch, draw another seed, and press Play.',
  facts: otherNoise,
  answer: ({ apart, read }) => (apart < 0.02 ? 0 : read[0] === read[1] ? 1 : 2),
  found: ({ t, apart, read }) => [
    `The judge, a network that looks at finished pictures only, read ${read[0]} before and reads ${read[1]} now.`,
    `Their pixels differ by ${formatSmall(apart)}, though both came through the same picture at \`t\` = ${t}.`,
  ],
  why: ({ apart, signal }) => [
    apart >= 0.02
      ? `At that point \`ᾱ_t\`, the picture’s share, was ${formatPercent(signal)}. What was still open, the later noise has chosen.`
      : 'Here nothing was open any more. Branch earlier, at a larger `t`, and try again.',
    'So a run is not hidden in its first noise alone: every draw on the way is part of it.',
  ],
});

export const pages: readonly Page[] = [largest, shrinking, whatFor];
