// How much is too much: what more guidance costs, that a belief is no evidence, how much a digit needs, and when.

import { hashOf } from '../../address/link';
import { formatPercent, formatSmall } from '../../plots/format';
import { settingsOf, type State } from '../../history/state';
import { intervalWords } from '../../terms/interval';
import { cloud, type Cloud } from '../facts/cloud';
import { pushedWithin, type PushedWithin } from '../facts/interval-run';
import { rowOfScales } from '../facts/row-of-scales';
import { page, type Page } from '../lesson';

/** Of the scales from 1 on. */
const spreads = ({ scales }: Cloud): string =>
  scales
    .filter(({ scale }) => scale >= 1)
    .map(({ scale, spread }, i) => `${formatSmall(spread)} at ${i === 0 ? '`s` = ' : ''}${scale}`)
    .join(', ');

const moreIsNarrower = page({
  title: 'What does more guidance cost?',
  world: 'plane',
  opens: hashOf('plane', {
    distribution: 'overlapping',
    denoiser: 'exact',
    target: '0',
    guide: 'exact',
    scale: '4',
    sampler: 'ddpm',
    steps: '100',
    lanes: 'point-scales',
    t: '999',
  }),
  points: 'pictures',
  text: [
    'Seven runs at once, from the same noise. `s` is the guidance scale: how much of the classifier’s push is taken, from 0 up.',
    'Network and classifier are exact here, and the classes overlap. The spread of the points is their variety.',
  ],
  asks: 'From `s` = 1 to the largest one, what happens to the spread of the points?',
  options: ['It grows', 'It stays the same', 'It shrinks'],
  todo: 'Then press Play, and compare the clouds at the end.',
  facts: (state) => {
    const found = cloud(state);
    const one = found?.scales.find(({ scale }) => scale === 1);
    const most = found?.scales.at(-1);
    if (found === null || one === undefined || most === undefined || most.scale <= 1) return null;
    return { found, one, most, ratio: most.spread / one.spread };
  },
  answer: ({ ratio }) => (ratio > 1.1 ? 0 : ratio < 0.9 ? 2 : 1),
  found: ({ found, one, most }) => [
    `The spread is ${spreads(found)}. True points of the class have ${formatSmall(found.truth.spread)}.`,
    `Taken for the class asked for: ${formatPercent(one.share)} at \`s\` = 1, ${formatPercent(most.share)} at \`s\` = ${most.scale}; of true points of it ${formatPercent(found.truth.share)}.`,
  ],
  why: ({ ratio, most, found }) => [
    ratio < 0.9
      ? 'More scale buys certainty with variety: points go where the classifier is surest, away from where classes meet.'
      : 'Here the spread has hardly suffered. Choose another class or distribution, and look again.',
    most.share > found.truth.share
      ? 'So more of them are taken for the class than of its own true points. That is not a better class, it is another distribution.'
      : '',
  ],
});

const NEAR = 0.1;

const noEvidence = page({
  title: 'Is a sure classifier evidence?',
  world: 'images',
  opens: hashOf('denoise', {
    pack: 'digits',
    target: '7',
    scale: '16',
    interval: '0-299',
    sampler: 'ddim',
    steps: '20',
    seed: '1',
    lanes: 'pair',
    t: '999',
  }),
  points: 'belief',
  uses: ['interval'],
  text: (state) => {
    const { guidanceInterval: acts, guidanceScale } = settingsOf(state);
    return [
      'Both begin as one noise, and a 7 is asked for at the left. At the end there is a judge too: a network that has never pushed anything.',
      acts === null
        ? 'Now the push acts at every timestep `t`. Press “Set up again” to make it act only late.'
        : `Here \`s\`, the guidance scale, is ${guidanceScale}, and acts only late in the run: at timestep \`t\` = ${intervalWords(acts)}.`,
    ];
  },
  asks: 'At the end, who will be surer that the left picture is what was asked for?',
  options: ['The classifier, by more than a tenth', 'The judge, by more than a tenth', 'Both about alike'],
  todo: 'Then press Play, and watch the bars in the last steps.',
  facts: pushedWithin,
  answer: ({ belief, judged }) => (belief > judged + NEAR ? 0 : judged > belief + NEAR ? 1 : 2),
  found: ({ belief, twinBelief, last, asked, read, surety, alone, of }) => [
    `At \`t\` = ${last} the classifier gives ${formatPercent(belief)} to ${of(asked)} at the left, and ${formatPercent(twinBelief)} at the right, where nothing was pushed.`,
    `The judge reads ${of(read)} at the left, with ${formatPercent(surety)}, and ${of(alone)} at the right.`,
  ],
  why: ({ belief, judged, twinBelief }) => [
    belief > judged + NEAR
      ? 'So the one that pushed is surer than the one that did not. Its belief is the very thing that is pushed, and what raises it need not make a good picture.'
      : '',
    Math.abs(belief - judged) <= NEAR && belief > 0.5
      ? 'Here both agree, and that is what speaks for the picture: the judge has no part in the push. The belief alone would not, for it is the thing that is pushed.'
      : '',
    belief <= 0.5
      ? `The push came too late, or was too weak, to persuade even the classifier.${belief > 2 * twinBelief ? ' Its belief has risen all the same.' : ''}`
      : '',
    'A belief that was pushed up is no evidence. Ask somebody who did not push.',
  ],
});

const howMuch = page({
  title: 'How much does this noise need?',
  world: 'images',
  opens: hashOf('denoise', {
    pack: 'digits',
    target: '7',
    sampler: 'ddpm',
    steps: '20',
    seed: '1',
    lanes: 'scales',
    t: '999',
  }),
  points: 'pictures',
  text: [
    'Six runs from one and the same noise. They differ in `s` alone. `s` is the guidance scale, from 0, no push, upward.',
  ],
  asks: 'From which `s` on will the judge read the class that is asked for?',
  options: ['From 1 or below', 'From 2 to 4', 'From 8 or more', 'Not even from the largest'],
  todo: 'Then press Play, and look at the verdicts under the pictures.',
  facts: rowOfScales,
  answer: ({ from }) => (from === null ? 3 : from <= 1 ? 0 : from <= 4 ? 1 : 2),
  found: ({ all, from, asked }) => [
    `The judge reads ${all}.`,
    from === null
      ? `Even the largest does not make it ${asked}.`
      : `From \`s\` = ${from} on it is ${asked} throughout.`,
  ],
  why: ({ alone, asked }) => [
    alone !== null && alone !== asked
      ? `By itself this noise becomes ${alone}, so it has to be pushed over. Another noise needs less, or more: try another seed.`
      : 'This noise needs no push at all. Try another seed.',
    'There is no right `s` for all. With an exact classifier 1 is Bayes’ rule. A learned one often says too little, so each model here has its own default.',
  ],
});

/** What is known of its labels; it matters where the push acts at such t. */
const trainedToDoubt = (from: number | null): string =>
  from === null
    ? ''
    : `The classifier was trained to doubt there: from \`t\` = ${from} on a part of each label was shared out among all classes. That is label smoothing. This run does not show whether that or the noise counts for more.`;

const toTheEnd = (acts: string): string =>
  hashOf('denoise', {
    pack: 'digits',
    target: '7',
    interval: acts,
    sampler: 'ddpm',
    steps: '20',
    seed: '1',
    lanes: 'pair',
    t: '999',
  });

const actsNow = (state: State): string => {
  const acts = settingsOf(state).guidanceInterval;
  return acts === null
    ? 'Now it acts at every timestep `t`: choose an interval at “Guided at”.'
    : `Now it acts at timestep \`t\` = ${intervalWords(acts)}.`;
};

const pushed = ({ acts, inside, all, most, read, alone, of }: PushedWithin): string[] => [
  `It was pushed in ${inside} of ${all} steps, at \`t\` = ${intervalWords(acts)}, with \`s\` = ${most.scale}. The judge reads ${of(read)} at the left and ${of(alone)} at the right.`,
  `The largest nudge was ${formatSmall(most.nudge)} a pixel, at \`t\` = ${most.t}.`,
];

const READS = ['The class that is asked for', 'What the right one becomes', 'Something else'];
const readAs = ({ read, asked, alone }: PushedWithin): number =>
  read === asked ? 0 : read === alone ? 1 : 2;

const within = page({
  title: 'When must it push?',
  world: 'images',
  opens: toTheEnd('200-599'),
  points: 'interval',
  text: (state) => [
    'Guidance need not act all the way. `s`, the guidance scale, can hold in an interval of timesteps alone, and be 0 before and after.',
    `${actsNow(state)} Left and right start from the same noise: the right one shows what it becomes without a push.`,
  ],
  asks: 'With the push in those steps alone, what will the judge read at the left?',
  options: READS,
  todo: 'Then press Play, and let it run to the end.',
  facts: pushedWithin,
  answer: readAs,
  found: pushed,
  why: ({ read, asked, alone }) => [
    read === asked && alone !== asked
      ? 'So these steps were enough: there the classifier can tell, and the picture can still be changed. The push in all others was not needed.'
      : '',
    read !== asked
      ? 'So these steps were not enough, or not the right ones. Move the interval, and find those that decide.'
      : '',
    alone === asked ? 'This noise becomes that class by itself, so it shows little. Try another seed.' : '',
    'Guidance at all timesteps alike is a habit, not a rule. The next page takes other steps.',
  ],
});

const early = page({
  title: 'A push at the beginning alone',
  world: 'images',
  opens: toTheEnd('600-999'),
  points: 'belief',
  text: (state) => [
    'The same noise as on the page before, the same `s`, and as many steps with a push: but now the first ones.',
    actsNow(state),
  ],
  asks: 'With the push in the first steps alone, what will the judge read at the left?',
  options: READS,
  todo: 'Then press Play, and watch the bars while it pushes.',
  facts: pushedWithin,
  answer: readAs,
  found: (facts) => [
    ...pushed(facts),
    `While it pushed, the classifier gave ${facts.of(facts.asked)} at most ${formatPercent(facts.surest)}, and \`ᾱ_t\`, the picture’s share, was at most ${formatPercent(facts.signal)}.`,
  ],
  why: ({ read, asked, alone, surest, chance, acts, smoothedFrom }) => [
    read !== asked && surest < 2 * chance
      ? `That is about a guess, ${formatPercent(chance)}. In so much noise there is little to tell by. Where it cannot tell, its gradient is small, and it has little to push with.`
      : '',
    read !== asked && read === alone ? 'So the run went where it would have gone by itself.' : '',
    read !== asked && read !== alone
      ? 'So the run came out otherwise, but not as it was asked: a small change early on goes anywhere.'
      : '',
    read === asked && alone !== asked
      ? 'So here even the first steps were enough. Set the interval to fewer of them, and look again.'
      : '',
    alone === asked ? 'This noise becomes that class by itself, so it shows little. Try another seed.' : '',
    smoothedFrom !== null && acts[1] >= smoothedFrom ? trainedToDoubt(smoothedFrom) : '',
  ],
});

export const pages: readonly Page[] = [moreIsNarrower, noEvidence, howMuch, within, early];
