// Ten questions at the end. Each shows a state and asks what will happen; the answer does not depend on what has been
// run, and is shown by a link into the state. test/lessons/questions.test.ts and the flows hold that each is true.

import { hashOf } from '../../address/link';
import type { Page } from '../lesson';
import { question } from './question';

const noise = (level: string, seed: string): string =>
  hashOf('noise', { pack: 'digits', image: '71', level, noise: seed });

const digits = (of: Readonly<Record<string, string>>): string =>
  hashOf('denoise', { pack: 'digits', sampler: 'ddpm', steps: '20', lanes: 'pair', ...of });

const plane = (of: Readonly<Record<string, string>>): string =>
  hashOf('plane', { sampler: 'ddpm', steps: '100', ...of });

export const pages: readonly Page[] = [
  question({
    title: 'Another noise',
    world: 'images',
    opens: noise('300', '7'),
    points: 'pictures',
    text: ['You see a 7 that has jumped to `t` = 300. It jumps there once more, with another noise.'],
    asks: 'What will the new noisy picture share with this one?',
    options: [
      'Every pixel: the formula is the same',
      'The mean and the spread of its pixels, but hardly a pixel',
      'Nothing: it may be more noisy or less',
    ],
    right: 1,
    why: [
      'The law of the noise depends on the timestep `t` alone. Which noise is drawn from it is chance.',
      'The link shows the same picture at the same `t`, with noise of another seed.',
    ],
    see: noise('300', '8'),
  }),
  question({
    title: 'Back toward the picture',
    world: 'images',
    opens: noise('900', '7'),
    points: 'pictures',
    text: [
      'At `t` = 900 you see `x̂_0`, the picture that the network expects. Now `t` goes down to 100, with the same picture and the same noise.',
    ],
    asks: 'What will `x̂_0` do?',
    options: [
      'Stay as it is: the network has already said what it sees',
      'Come closer to the true picture, and lose its blur',
      'Become noisier, since less noise is taken away',
    ],
    right: 1,
    why: [
      'A network that sees more has less to choose from. Its mean over what is possible is then nearly one picture.',
    ],
    see: noise('100', '7'),
  }),
  question({
    title: 'Before the last step',
    world: 'images',
    opens: digits({ target: '7', scale: '0', seed: '1', t: '49' }),
    points: 'pictures',
    text: [
      'The run stands before its last step, and still looks a little grainy. Each step so far has added fresh noise.',
    ],
    asks: 'How much fresh noise will the very last step add?',
    options: ['As much as each step before', 'The most of all', 'None'],
    right: 2,
    why: [
      'The nearer the end, the less noise a step adds, and the last step adds none. So the picture ends clean.',
    ],
    see: digits({ target: '7', scale: '0', seed: '1', t: 'end' }),
  }),
  question({
    title: 'In pure noise',
    world: 'images',
    opens: digits({ target: '7', seed: '1', t: '999' }),
    points: 'nudge',
    text: [
      'A guided run stands at pure noise. You see the first nudge: what the classifier’s gradient adds to the pixels in this step.',
    ],
    asks: 'How large will the nudge be in the middle of the way, beside this first one?',
    options: ['Larger', 'The same: the scale does not change', 'Smaller, and so on down to the end'],
    right: 0,
    why: [
      'In pure noise the classifier can hardly tell, so its gradient is small. In the middle it begins to see something, and can still be persuaded.',
      'Once it is sure, the nudge all but stops. The scale was the same all along.',
    ],
    see: digits({ target: '7', seed: '1', t: '549' }),
  }),
  question({
    title: 'A late wish',
    world: 'images',
    opens: digits({ target: '3', seed: '5', t: '99' }),
    points: 'class',
    text: [
      'A run toward 3 stands at `t` = 99, with two steps to go: the picture is nearly clean. From now on an 8 is asked for, at the same scale.',
    ],
    asks: 'What will the judge read at the end?',
    options: ['A 3', 'An 8', 'Pure noise'],
    right: 0,
    why: [
      'What is decided is decided. So late there is little noise left for the nudge to shape, and each step can move the picture only a little.',
    ],
    see: digits({ target: '3', seed: '5', t: '99' }),
  }),
  question({
    title: 'The class as it is',
    world: 'plane',
    opens: plane({
      distribution: 'overlapping',
      denoiser: 'exact',
      target: '0',
      guide: 'exact',
      scale: '1',
      steps: '200',
      t: '999',
    }),
    points: 'pictures',
    text: [
      'Network and classifier are exact, and the classes overlap: of true points of the class, some look like another. The guidance scale is 1.',
    ],
    asks: 'At the end, how many of the points will the exact classifier take for the class that is asked for?',
    options: [
      'All of them: they were guided there',
      'About as many as of true points of the class, so not all',
      'About as many as without any guide',
    ],
    right: 1,
    why: [
      'At scale 1 the run draws the class as it is, with those points that look like another class. Only a larger scale leaves them out.',
    ],
    see: plane({
      distribution: 'overlapping',
      denoiser: 'exact',
      target: '0',
      guide: 'exact',
      scale: '1',
      steps: '200',
      t: 'end',
    }),
  }),
  question({
    title: 'Surer and surer',
    world: 'images',
    opens: digits({ target: '8', seed: '1', scale: '2', lanes: 'seeds9', t: '999' }),
    points: 'pictures',
    text: [
      'Nine runs toward 8, at a small scale. You run them again at a larger one, and the classifier that guides is surer of each picture than before.',
    ],
    asks: 'What does that alone say about the pictures?',
    options: [
      'They are better 8s: the belief is higher',
      'They are worse: more scale always spoils them',
      'Not much: the belief is what was pushed, so ask the judge',
    ],
    right: 2,
    why: [
      'A guide that pushes will be surer of what it has pushed. Evidence has to come from a network that had no part in it.',
    ],
    see: digits({ target: '8', seed: '1', scale: '8', lanes: 'seeds9', t: '999' }),
  }),
  question({
    title: 'Half of a sentence',
    world: 'words',
    opens: hashOf('words', {
      slots: 'food=Italian,price=cheap',
      scale: '1',
      sampler: 'ddpm',
      steps: '100',
      seed: '3',
      lanes: 'pair',
      t: '999',
    }),
    points: 'pictures',
    text: [
      'A sentence stands half of the way from noise. At some of its places the word that is nearest stands already, at others it still changes.',
    ],
    asks: 'Where may words still change in the next steps?',
    options: [
      'At the end only: what is before it has been written',
      'At one place after the other, from the left',
      'At any place, the first one too',
    ],
    right: 2,
    why: ['All places are denoised at once, and each sees all others. There is no order of writing.'],
    see: hashOf('words', {
      slots: 'food=Italian,price=cheap',
      scale: '1',
      sampler: 'ddpm',
      steps: '100',
      seed: '3',
      lanes: 'pair',
      t: 'end',
    }),
  }),
  question({
    title: 'Two errors of one size',
    world: 'images',
    opens: hashOf('objective', { pack: 'digits', image: '71', level: '500', noise: '7' }),
    points: 'plots',
    text: [
      'Two networks guess the noise equally well on average. The first one errs more at `t` = 10 and less at `t` = 500, by the same amount; the second one the other way round.',
    ],
    asks: 'Their simple losses are equal. Which one has the better likelihood bound?',
    options: [
      'The first one, which is better at 500',
      'The second one, which is better at 10',
      'Neither: equal losses, equal bounds',
    ],
    right: 1,
    why: [
      'In the bound an error at `t` = 10 costs far more bits than the same error at 500. The simple loss gives both the same weight.',
    ],
    see: hashOf('objective', { pack: 'digits', image: '71', level: '10', noise: '7' }),
  }),
  question({
    title: 'Another class, no classifier',
    world: 'plane',
    opens: plane({
      distribution: 'petals',
      denoiser: 'learned',
      target: '2',
      guide: 'classifier-free',
      scale: '2',
      lanes: 'point-scales',
      t: '999',
    }),
    points: 'pictures',
    text: [
      'Classifier-free guidance, seven scales at once from the same noise. The run is taken twice: once toward this class, and once toward another.',
    ],
    asks: 'Which points will end at the very same places in both runs?',
    options: ['Those of scale 0', 'Those of scale 1', 'Those of the largest scale', 'None'],
    right: 0,
    why: [
      'At scale 0 only the guess without the class is left, so it does not matter which class is asked for. At scale 1 it is the guess with the class.',
    ],
    see: plane({
      distribution: 'petals',
      denoiser: 'learned',
      target: '1',
      guide: 'classifier-free',
      scale: '2',
      lanes: 'point-scales',
      t: 'end',
    }),
  }),
];
