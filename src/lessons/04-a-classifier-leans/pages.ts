// A classifier leans on it: how small the nudge is, when it decides, what s does, and when a run can still be turned.

import { hashOf } from '../../address/link';
import { formatPercent, formatSmall } from '../../plots/format';
import { settingsOf, type State } from '../../history/state';
import { askedNow, oneOf } from '../facts/asked-for';
import { guidedRun, largestNudge, steadyRun, type GuidedRun, type GuidedStep } from '../facts/guided-run';
import { takenTwice, turnedRun } from '../facts/turned-run';
import { page, type Page } from '../lesson';
import { isNear, times } from '../numbers';

const run = (target: string, seed: string, stops: Readonly<Record<string, string>>): string =>
  hashOf('denoise', { pack: 'digits', target, sampler: 'ddpm', steps: '20', seed, lanes: 'pair', ...stops });

const labelIn = ({ classes }: GuidedRun, index: number): string => classes[index] ?? String(index);

const nudgeAndNoise = page({
  title: 'One noise, two ends',
  world: 'images',
  opens: run('7', '1', { t: '999' }),
  points: 'nudge',
  text: (state) => [
    'Left and right begin as the same pure noise. The timestep `t` counts down from there, step by step, until a picture is left.',
    `Each step but the last adds fresh noise, the same on both sides. The left one also gets a nudge: a classifier says how its pixels should change to be more of ${askedNow(state)}. The guidance scale, its strength, is ${settingsOf(state).guidanceScale} here.`,
  ],
  asks: 'Beside the fresh noise of its step, how large is the largest nudge of the run?',
  options: [
    'Larger than the noise',
    'Between a fifth of the noise and all of it',
    'Less than a fifth of the noise',
  ],
  todo: 'Then press Play, below the pictures, and let it run to the end.',
  facts: (state) => {
    const done = steadyRun(state);
    const step = done === null ? null : largestNudge(done.steps.filter(({ sigma }) => sigma > 0));
    return done === null || step === null ? null : { run: done, step, ratio: step.nudge / step.sigma };
  },
  answer: ({ ratio }) => (ratio >= 1 ? 0 : ratio >= 0.2 ? 1 : 2),
  found: ({ run: done, step, ratio }) => {
    const [guided, twin] = done.verdicts;
    const asked = labelIn(done, step.asked);
    return [
      `It is largest at \`t\` = ${step.t}: ${formatSmall(step.nudge)} a pixel beside noise of ${formatSmall(step.sigma)}, ${formatPercent(ratio)} of it.`,
      `The judge, a network that never pushes, reads ${labelIn(done, guided.label)} at the left and ${labelIn(done, twin.label)} at the right.`,
      guided.label === step.asked && twin.label !== guided.label
        ? `So that nudge has made a ${asked} of a noise that becomes a ${labelIn(done, twin.label)} by itself.`
        : '',
      twin.label === step.asked
        ? `This noise becomes a ${asked} by itself, so it shows little. Draw another seed, and run again.`
        : '',
      guided.label !== step.asked ? `Here the nudge was too weak: it did not come to a ${asked}.` : '',
    ];
  },
  why: () => [
    'Noise has no aim: four draws of it add up to only twice the size of one, for they partly cancel. The nudge has one, and four pushes in one direction add up to four.',
    'How large the nudge is depends on the guidance scale, and on the run: with another wish on the way it can be more.',
  ],
});

/** The first step from which the classifier is so sure. */
const SURE = 0.9;

const quarterOf = (t: number, steps: readonly GuidedStep[]): number =>
  Math.min(3, Math.floor(4 * (1 - (t + 1) / ((steps[0]?.t ?? t) + 1))));

const whenDecided = page({
  title: 'When it is decided',
  world: 'images',
  opens: run('3', '5', { t: '999' }),
  points: 'belief',
  text: (state) => [
    `The bars are the classifier’s belief: how likely it thinks each digit is, given the noisy picture \`x_t\` at timestep \`t\`. You ask for ${askedNow(state)}, at guidance scale ${settingsOf(state).guidanceScale}.`,
    'This classifier was trained on pictures in noise of every strength, and is told `t`.',
  ],
  asks: `In which quarter of the run, counted from pure noise, will it first be more than ${formatPercent(SURE)} sure at the left?`,
  options: ['In the first quarter', 'In the second', 'In the third', 'In the last', 'Never'],
  todo: 'Then press Play, and watch the bars.',
  facts: (state) => {
    const done = steadyRun(state);
    const peak = done === null ? null : largestNudge(done.steps);
    if (done === null || peak === null) return null;
    return { done, peak, sure: done.steps.find(({ belief }) => belief > SURE) ?? null };
  },
  answer: ({ done, sure }) => (sure === null ? 4 : quarterOf(sure.t, done.steps)),
  found: ({ done, sure, peak }) => {
    const asked = labelIn(done, peak.asked);
    return [
      sure === null
        ? `It was never so sure of the ${asked} in this run.`
        : `It was ${formatPercent(sure.belief)} sure of the ${asked} at \`t\` = ${sure.t}.`,
      sure !== null && sure.signal < 0.5
        ? `There \`x_t\` is still more noise than picture: \`ᾱ_t\`, the picture’s share in it, is ${formatPercent(sure.signal)}.`
        : '',
    ];
  },
  why: ({ done, peak }) => {
    const [first] = done.steps;
    const last = done.steps.at(-1);
    const chance = 1 / done.classes.length;
    return [
      first !== undefined && first.belief < 2 * chance
        ? `At first it cannot tell: in pure noise its belief is ${formatPercent(first.belief)}, about a guess. There is little to push with.`
        : '',
      `The nudge is largest at \`t\` = ${peak.t}${peak.belief <= SURE ? ': it begins to see something, and is not sure yet' : ''}.`,
      last !== undefined && last.belief > SURE && last.nudge < peak.nudge / 20
        ? 'Once it is sure of what is asked for, a change of the pixels hardly makes it surer, and the nudge all but stops.'
        : '',
    ];
  },
});

const scaleOfOneStep = page({
  title: 'What s does in one step',
  world: 'images',
  opens: run('3', '5', { t: '599', to: '499' }),
  points: 'scale',
  uses: ['nudge'],
  text: [
    'One step of the left picture is `x_prev = μ + s·Σ·g + √(Σ)·z`. It leads to `x_prev`, the picture one step less noisy.',
    '`μ` is the mean that the model alone steps to. `g` is the gradient: how to change each pixel so that the log-probability of the class, the logarithm of the classifier’s belief in it, grows fastest. Automatic differentiation of the classifier gives it, at `x_t`, the picture before the step.',
    '`s` is the guidance scale, which you set. `Σ` is the variance of this step’s noise, and `z` the fresh noise.',
  ],
  asks: 'Take this very step again with another `s`. How does the nudge `s·Σ·g` change?',
  options: ['By the same factor as `s`', 'By the square of that factor', 'In some other way'],
  todo: 'Then move the guidance scale to about half: a branch begins here. Take one step forward.',
  facts: (state) => {
    const pair = takenTwice(state);
    if (pair === null) return null;
    const [before, now] = pair;
    return { before, now, scale: now.scale / before.scale, nudge: now.nudge / before.nudge };
  },
  answer: ({ scale, nudge }) => (isNear(nudge, scale) ? 0 : isNear(nudge, scale ** 2) ? 1 : 2),
  found: ({ before, now, scale, nudge }) => [
    `\`s\` went from ${before.scale.toFixed(1)} to ${now.scale.toFixed(1)}, ${times(scale)}.`,
    `The nudge at \`t\` = ${now.t} went from ${formatSmall(before.nudge)} to ${formatSmall(now.nudge)}, ${times(nudge)}.`,
  ],
  why: ({ scale, nudge }) =>
    isNear(nudge, scale)
      ? [
          'The picture before the step is the same, so `g` and `Σ` are the same. What is left is the factor `s`.',
          'That holds for one step. The next one begins at another picture, and has another `g`.',
        ]
      : [
          'That is not what `s·Σ·g` says of one step from one picture: look whether anything else was changed.',
        ],
});

/** How far the run has come, up to where something else is asked for. */
function soFar(state: State): readonly string[] {
  const pushed = guidedRun(state);
  if (pushed === null) return [`The run is on its way to ${askedNow(state)}.`];
  const turn = pushed.steps.findIndex(({ asked }) => asked !== pushed.steps[0]?.asked);
  const last = pushed.steps.at(turn < 0 ? -1 : turn - 1);
  if (last === undefined || (turn < 0 && pushed.complete))
    return [`The run has gone on to ${askedNow(state)}.`];
  return [
    `Up to timestep \`t\` = ${last.t} the run was on its way to ${oneOf(labelIn(pushed, last.asked))}.`,
    last.belief > SURE
      ? `The classifier is ${formatPercent(last.belief)} sure of it there${last.signal < 0.5 ? ', though the eye still sees much noise in the picture `x_t`' : ''}.`
      : '',
  ].filter((line) => line !== '');
}

/** RMS of g per pixel; 0 where the step has no Σ. */
const gradient = ({ nudge, scale, sigma }: GuidedStep): number =>
  sigma > 0 && scale > 0 ? nudge / (scale * sigma ** 2) : 0;

const turning = page({
  title: 'Another wish on the way',
  world: 'images',
  opens: run('3', '5', { t: '399' }),
  points: 'class',
  text: soFar,
  asks: 'From the next step on, ask for a 9. What will the judge read at the end?',
  options: ['What was asked for first', 'What was asked for last', 'Something else'],
  todo: 'Then choose class 9, and press Play.',
  facts: turnedRun,
  answer: ({ before, turn, read }) => (read === before.asked ? 0 : read === turn.asked ? 1 : 2),
  found: ({ done, before, turn, read, alone, after }) => [
    `From \`t\` = ${turn.t} on it was asked for ${labelIn(done, turn.asked)}. Until then the classifier was ${formatPercent(before.belief)} sure of ${labelIn(done, before.asked)}.`,
    `The largest nudge after the turn was ${formatSmall(after.nudge)} a pixel, at \`t\` = ${after.t}, with \`s\` = ${after.scale}.`,
    `The judge, a network that never pushes, reads ${labelIn(done, read)} at the left, and ${labelIn(done, alone)} at the right, where nothing was pushed.`,
  ],
  why: ({ done, before, turn, read, alone, earlier, after }) => [
    read === turn.asked && alone !== read
      ? `By itself this noise becomes ${oneOf(labelIn(done, alone))}, so it is the new wish that made ${oneOf(labelIn(done, read))} of it. It was not too late: a sure belief does not hold a run.`
      : '',
    read === turn.asked && alone === read
      ? 'By itself this noise becomes the same, so one cannot tell whether the new wish did it, or the end of the old one. Ask for another class.'
      : '',
    read === turn.asked && gradient(after) > gradient(earlier)
      ? `The gradient \`g\` was ${formatSmall(gradient(after))} a pixel then; at the old wish’s largest nudge it was ${formatSmall(gradient(earlier))}.`
      : '',
    read === before.asked
      ? 'It was too late: what is left of the noise cannot carry the picture so far. It was decided in steps in which the eye still saw much noise.'
      : '',
    read !== turn.asked && read !== before.asked
      ? 'Two wishes have met in one picture, and it became neither.'
      : '',
    'On the next page the same wish comes later.',
  ],
});

const tooLate = page({
  title: 'A wish that comes too late',
  world: 'images',
  opens: run('3', '5', { t: '199' }),
  points: 'class',
  text: (state) => [...soFar(state), 'It is the run of the page before, but closer to its end.'],
  asks: 'From the next step on, ask for a 9. What will the judge read at the end this time?',
  options: ['What was asked for first', 'What was asked for last', 'Something else'],
  todo: 'Then choose class 9, and press Play.',
  facts: turnedRun,
  answer: ({ before, turn, read }) => (read === before.asked ? 0 : read === turn.asked ? 1 : 2),
  found: ({ done, turn, read, left, earlier, after }) => [
    `From \`t\` = ${turn.t} on it was asked for ${labelIn(done, turn.asked)}. ${left === 1 ? 'One step was' : `${left} steps were`} left. The judge reads ${labelIn(done, read)}.`,
    `The largest nudge before the turn was ${formatSmall(earlier.nudge)} a pixel, at \`t\` = ${earlier.t}. After it, it was ${formatSmall(after.nudge)}.`,
  ],
  why: ({ before, turn, read, earlier, after }) => [
    read === before.asked && after.nudge < earlier.nudge
      ? 'So the classifier no longer has its way: what it can still add is small, and the strokes of the first class stand.'
      : '',
    read === before.asked && after.nudge < earlier.nudge && after.sigma > 0
      ? `The nudge is \`s·Σ·g\`, with \`s\` = ${after.scale} throughout. From the first of these two steps to the second, \`Σ\` went from ${formatSmall(earlier.sigma ** 2)} to ${formatSmall(after.sigma ** 2)}, and \`g\` from ${formatSmall(gradient(earlier))} to ${formatSmall(gradient(after))} a pixel.`
      : '',
    read === turn.asked
      ? 'Here it was not too late yet. Set it up again, and let the run go on for some steps first.'
      : '',
    read !== turn.asked && read !== before.asked
      ? 'Two wishes have met in one picture, and it became neither.'
      : '',
    read === before.asked
      ? 'A wish that comes later still has fewer steps left, and a smaller `Σ` in each. Set it up again, branch earlier, and find the last step at which this run can still be turned.'
      : '',
  ],
});

export const pages: readonly Page[] = [nudgeAndNoise, whenDecided, scaleOfOneStep, turning, tooLate];
