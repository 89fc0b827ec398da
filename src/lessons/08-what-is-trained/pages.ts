// What is trained: the bound and the loss that takes its place; and the other way to steer, without any classifier.

import { hashOf } from '../../address/link';
import { formatPercent, formatSmall } from '../../plots/format';
import type { State } from '../../history/state';
import { lossWeight } from '../../measures/bound';
import { filledTerms, halfOfBits } from '../../measures/bound-total';
import { boundOf, tablesOf } from '../../worlds/images/bound/bound-state';
import { classesOf } from '../../terms/pack-info';
import { cloud } from '../facts/cloud';
import { threeWays } from '../facts/three-ways';
import { page, type Page } from '../lesson';

const objective = hashOf('objective', { pack: 'digits', image: '71', level: '300', noise: '7' });

/** So many terms of the bound are enough to say where its half lies. */
const ENOUGH = 200;

const whereBitsGo = page({
  title: 'Where a likelihood spends its bits',
  world: 'images',
  opens: objective,
  points: 'note',
  text: [
    'Two people have the same network, and one sends the other this picture. Both know what the network expects, so only the rest has to be sent. The fewer bits it takes, the better the network knows the picture.',
    'The variational bound says how many bits are enough. It is a sum of terms `L_t`, one for each timestep `t`: what that step leaves open. At small `t` that is the last fine traces of noise, at large `t` what the picture is of.',
  ],
  asks: 'Up to which `t` has half of all bits been spent?',
  options: ['Below 10', 'From 10 to 99', 'From 100 to 499', '500 or more'],
  todo: 'Then wait until enough terms have been asked for.',
  facts: (state) => {
    const { of, terms } = boundOf(state);
    if (of === null || terms.size < Math.min(ENOUGH, of.tables.length)) return null;
    const bits = filledTerms(
      new Map([...terms.values()].map((term) => [term.t, term.bits])),
      of.tables.length,
    );
    const all = bits.reduce((sum, each) => sum + each, 0);
    const late = bits.slice(Math.floor(bits.length / 2)).reduce((sum, each) => sum + each, 0);
    return {
      half: halfOfBits(bits),
      all,
      late,
      known: terms.size,
      count: of.tables.length,
      pixels: of.x0.length,
      classes: state.model.pack === null ? 0 : classesOf(state.model.pack).length,
    };
  },
  answer: ({ half }) => (half < 10 ? 0 : half < 100 ? 1 : half < 500 ? 2 : 3),
  found: ({ half, all, late, known, count }) => [
    `In all it is ${formatSmall(all)} bits a pixel. Half of them are spent ${half === 0 ? 'in the very last step, at' : 'up to'} \`t\` = ${half}.`,
    known < count
      ? `That is from ${known} of ${count} terms; the others are taken from their neighbours.`
      : '',
    `The noisier half of all timesteps, from \`t\` = ${Math.floor(count / 2)} on, has ${formatPercent(late / all)} of them.`,
  ],
  why: ({ half, count, all, pixels, classes }) => [
    classes > 1
      ? `To say which of ${classes} classes it is takes at most ${Math.log2(classes).toFixed(1)} bits; the whole picture takes ${(all * pixels).toFixed(0)}.`
      : '',
    half < count / 10
      ? 'So a likelihood cares most for what no eye sees: the exact grey of each pixel. A good likelihood and a good digit are two things.'
      : '',
  ],
});

const weights = page({
  title: 'The loss that is trained instead',
  world: 'images',
  opens: objective,
  goesOnWith: () => true,
  points: 'plots',
  text: [
    'Networks like this one are trained with a simpler loss: at a random timestep `t`, the squared error of the guessed noise, the same weight everywhere.',
    'In the bound, the same error costs a different number of bits at each `t`: the weight at `t`. It is counted here in nats: one nat is nearly one and a half bits.',
  ],
  asks: 'How much more does one unit of error cost at `t` = 10 than at 500?',
  options: ['Just as much', 'Up to ten times as much', 'More than ten times as much'],
  todo: 'The curve of weights is below the pictures. Check when you have looked.',
  facts: (state: State) => {
    const { pack } = state.model;
    if (pack === null || pack.scheduler.trainTimesteps <= 500) return null;
    const tables = tablesOf(pack.scheduler, pack.scheduler.varianceType);
    const [near, far] = [tables[10], tables[500]];
    if (near === undefined || far === undefined) return null;
    return { near: lossWeight(near), far: lossWeight(far), ratio: lossWeight(near) / lossWeight(far) };
  },
  answer: ({ ratio }) => (ratio < 1.1 ? 0 : ratio <= 10 ? 1 : 2),
  found: ({ near, far, ratio }) => [
    `One unit costs ${formatSmall(near)} nats at \`t\` = 10 and ${formatSmall(far)} at 500: ${ratio.toFixed(1)} times as much.`,
  ],
  why: ({ ratio }) => [
    ratio > 1.1
      ? 'The simple loss forgets these weights. Beside the bound it looks away from the last fine traces, and puts more of its effort where there is more noise. Ho et al. (2020) report better pictures by it, and worse likelihoods.'
      : '',
    'So a small loss does not mean a good likelihood. To compare models by likelihood, the bound has to be summed as it is here.',
  ],
});

const classifierFree = page({
  title: 'The other way: no classifier at all',
  world: 'plane',
  opens: hashOf('plane', {
    distribution: 'petals',
    denoiser: 'learned',
    target: '2',
    guide: 'classifier-free',
    scale: '2',
    sampler: 'ddpm',
    steps: '100',
    lanes: 'point-scales',
    t: '999',
  }),
  points: 'pictures',
  text: [
    'In classifier-free guidance one network is asked twice in every step, with the class and without. `ε_y` is its guess of the noise with the class `y`, and `ε` the one without.',
    'The run goes on with `ε + s·(ε_y − ε)`. Here `s` is the guidance scale of that rule. Papers that give a weight `w` mean `s − 1` by it, so `w` is 0 where `s` is 1.',
  ],
  asks: 'Which points come of `s` = 0, where only the guess without the class is left?',
  options: ['Of the class asked for', 'Of all classes, as they come', 'Pure noise'],
  todo: 'Then press Play: seven scales run at once, from the same noise.',
  facts: (state) => {
    const found = cloud(state);
    const none = found?.scales.find(({ scale }) => scale === 0);
    const one = found?.scales.find(({ scale }) => scale === 1);
    if (found === null || found.guide !== 'classifier-free' || none === undefined || one === undefined)
      return null;
    return { found, none, one };
  },
  answer: ({ none, found }) =>
    none.share > 0.9 ? 0 : none.share < 2 * found.chance && none.share > found.chance / 2 ? 1 : 2,
  found: ({ found, none, one }) => [
    `At \`s\` = 0, ${formatPercent(none.share)} are of the class “${found.asked}”, about its share of the data, ${formatPercent(found.chance)}. At \`s\` = 1 it is ${formatPercent(one.share)}.`,
  ],
  why: ({ none, found }) => [
    none.share < 2 * found.chance
      ? 'So `s` = 0 is the model without any wish, and not “classifier-free guidance”. `s` = 1 is the model that is told the class. In between it is told in part; beyond 1 the class is exaggerated, and that is what guidance is for.'
      : '',
    'The guess without the class is not wasted: the difference of both is the direction. With an exact classifier 0 and 1 mean the same, no wish and Bayes’ rule. As `w` they would be −1 and 0.',
  ],
});

const MOSTLY = 2 / 3;

const threeLanes = page({
  title: 'Three ways from one noise',
  world: 'plane',
  opens: hashOf('plane', {
    distribution: 'petals',
    denoiser: 'learned',
    target: '2',
    guide: 'learned',
    scale: '1.5',
    sampler: 'ddpm',
    steps: '50',
    twins: '1',
    t: '999',
    to: 'end',
  }),
  points: 'guide',
  text: [
    'A classifier of noisy points has taken these points toward one petal. Each has a twin from the same noise that nothing guides. You look back at their beginning.',
    'Now they go once more from that noise, at the same `s`, but classifier-free: by `ε + s·(ε_y − ε)`.',
  ],
  asks: 'Where will a point end this time?',
  options: [
    'Mostly near where the classifier brought it',
    'Mostly near where it goes without a guide',
    'As often near the one as near the other',
  ],
  todo: 'Choose Classifier-free at “Guide”, press Play, and let it run to the end.',
  facts: threeWays,
  answer: ({ nearer }) => (nearer > MOSTLY ? 0 : nearer < 1 - MOSTLY ? 1 : 2),
  found: ({ asked, scale, points, share, nearer }) => [
    `Of ${points} points ${formatPercent(nearer)} ended nearer to where the classifier brought them than to where they go without a guide.`,
    `${formatPercent(share.alone)} are of the class “${asked}” without a guide, ${formatPercent(share.classifier)} by the classifier, and ${formatPercent(share.free)} classifier-free, both at \`s\` = ${scale}.`,
  ],
  why: ({ nearer }) => [
    'By Bayes’ rule what the class adds to the guess of the noise is the gradient of a classifier, times a number: `ε_y − ε = −√(1−ᾱ_t)·g`. Here `g` is the gradient of the class’s log-probability.',
    'That number is the same for all points: it follows from `ᾱ_t`, the picture’s share, at each timestep `t`. In small steps of DDPM this is the push of page 5.3. So the network that is told the class has a classifier in it.',
    nearer > MOSTLY
      ? 'One `s` is therefore about one push in both. What is left between them is the length of the steps, and what each has learned a little wrong.'
      : 'Here the two pushes differ all the same: one of the two networks has learned something wrong.',
    'A classifier can steer a network that is finished. The other way needs one that was trained with the class, and asks it twice in every step.',
  ],
});

export const pages: readonly Page[] = [whereBitsGo, weights, classifierFree, threeLanes];
