// How much is too much: what more guidance costs, that a belief is no evidence, and how much a digit needs.

import { hashOf } from '../../address/link';
import { formatPercent, formatSmall } from '../../plots/format';
import { isComplete } from '../../history/path';
import { currentPath, type State } from '../../history/state';
import { classesOf } from '../../terms/pack-info';
import { classOf } from '../../terms/target';
import { cloud } from '../facts/cloud';
import { page, type Page } from '../lesson';

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
    `At \`s\` = 1 the spread is ${formatSmall(one.spread)}, at \`s\` = ${most.scale} it is ${formatSmall(most.spread)}. True points of the class have ${formatSmall(found.truth.spread)}.`,
    `Taken for the class asked for: ${formatPercent(one.share)} at \`s\` = 1, ${formatPercent(most.share)} at \`s\` = ${most.scale}; of true points of it ${formatPercent(found.truth.share)}.`,
  ],
  why: ({ ratio, most, found }) => [
    ratio < 0.9
      ? 'More scale buys certainty with variety: points go where the classifier is surest, away from where classes meet.'
      : 'Here the spread has hardly suffered. Choose another class or distribution, and look again.',
    most.share > found.truth.share
      ? 'More of them look like the class than of its own true points do. That is not a better class, it is another distribution.'
      : '',
  ],
});

const SURE = 0.9;

/** Nine finished pictures: of how many the classifier is sure, and how many the judge reads as asked. */
function nine(state: State) {
  const path = currentPath(state);
  const last = path.steps.at(-1);
  const { pack } = state.model;
  if (!isComplete(path) || path.verdicts === null || last === undefined || pack === null) return null;
  const count = classesOf(pack).length;
  const { beliefs } = last;
  if (beliefs === null || last.lanes.length < 5 || count === 0) return null;
  const lanes = last.lanes.flatMap(({ target, guidanceScale }, lane) => {
    const asked = classOf(target);
    const verdict = path.verdicts?.[lane];
    if (asked === null || verdict === undefined || guidanceScale === 0) return [];
    return [{ asked, scale: guidanceScale, belief: beliefs[lane * count + asked] ?? 0, read: verdict.label }];
  });
  const [first] = lanes;
  if (first === undefined || lanes.length !== last.lanes.length) return null;
  if (lanes.some(({ asked, scale }) => asked !== first.asked || scale !== first.scale)) return null;
  return {
    asked: classesOf(pack)[first.asked] ?? String(first.asked),
    scale: first.scale,
    count: lanes.length,
    sure: lanes.filter(({ belief }) => belief > SURE).length,
    right: lanes.filter(({ read }) => read === first.asked).length,
    both: lanes.filter(({ belief, read }) => belief > SURE && read === first.asked).length,
  };
}

const noEvidence = page({
  title: 'Is a sure classifier evidence?',
  world: 'images',
  opens: hashOf('denoise', {
    pack: 'digits',
    target: '8',
    scale: '2',
    sampler: 'ddpm',
    steps: '20',
    seed: '1',
    lanes: 'seeds9',
    t: '999',
  }),
  points: 'pictures',
  text: [
    'Nine runs toward the same class, each of its own noise, with few steps and little push: `s` is the guidance scale.',
    'At the end two look at each picture. One is the classifier that has pushed. The other is the judge, which has never pushed anything.',
  ],
  asks: `Of the pictures of which the classifier is more than ${formatPercent(SURE)} sure, how many will the judge read so too?`,
  options: ['All of them', 'Some of them', 'None of them'],
  todo: 'Then press Play. Nine at once take a while.',
  facts: (state) => {
    const found = nine(state);
    return found === null || found.sure === 0 ? null : found;
  },
  answer: ({ sure, both }) => (both === sure ? 0 : both > 0 ? 1 : 2),
  found: ({ asked, count, sure, right, both, scale }) => [
    `At \`s\` = ${scale.toFixed(1)} the classifier is so sure of ${sure} of ${count}; of these the judge reads ${both} as ${asked}. In all it reads ${right} so.`,
  ],
  why: ({ both, sure }) => [
    'The classifier’s belief rises because we push it up: it is the thing that is pushed, like a scale with a thumb on it. It would also rise for a picture that only fools it.',
    both === sure
      ? 'Here both agree, and that is what speaks for the pictures: the judge agrees, and it has no part in the push.'
      : 'Where they differ, believe the judge: it has no part in the push.',
  ],
});

/** One noise under a row of scales: from which s on the judge reads what was asked. */
function row(state: State) {
  const path = currentPath(state);
  const { pack } = state.model;
  const lanes = path.steps.at(-1)?.lanes ?? [];
  if (!isComplete(path) || path.verdicts === null || pack === null) return null;
  const rows = lanes.flatMap(({ target, guidanceScale, seed }, lane) => {
    const asked = classOf(target);
    const verdict = path.verdicts?.[lane];
    return asked === null || verdict === undefined
      ? []
      : [{ asked, seed, scale: guidanceScale, read: verdict.label }];
  });
  const [first] = rows;
  if (
    first === undefined ||
    rows.length < 4 ||
    rows.some(({ seed, asked }) => seed !== first.seed || asked !== first.asked)
  )
    return null;
  if (rows.some(({ scale }, i) => i > 0 && scale <= (rows[i - 1]?.scale ?? 0))) return null;
  const wrong = rows.findLastIndex(({ read }) => read !== first.asked);
  const classes = classesOf(pack);
  return {
    asked: classes[first.asked] ?? String(first.asked),
    from: rows[wrong + 1]?.scale ?? null,
    alone: first.scale === 0 ? (classes[first.read] ?? String(first.read)) : null,
    all: rows.map(({ scale, read }) => `${classes[read] ?? read} at ${scale}`).join(', '),
  };
}

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
  facts: row,
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
    'There is no right `s`. What 1 means depends on the classifier: with learned ones it is often too weak, and each model here has its own default.',
  ],
});

export const pages: readonly Page[] = [moreIsNarrower, noEvidence, howMuch];
