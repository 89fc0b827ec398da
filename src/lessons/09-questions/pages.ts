// Ten questions at the end. Each shows a state and asks what will happen; the answer does not depend on what has been
// run, and is shown by a link into the state. test/lessons/questions.test.ts and the flows hold that each is true, and
// that no choice can be told by its length or its place.

import type { Page } from '../lesson';
import { question } from './question';
import { clouds, digits, noise, objective, petals, spirals, words } from './states';

export const pages: readonly Page[] = [
  question({
    title: 'Eight per cent of a 7',
    world: 'images',
    opens: noise('0'),
    points: 'transport',
    text: [
      'You see a 7 that is nearly clean. It is to jump to the timestep `t` = 500, where `ᾱ_t`, the picture’s share, is 8 %.',
    ],
    asks: 'There, how sure will this classifier, which knows noise, be of the 7?',
    options: [
      'About 10 % sure: an eye sees only noise by then',
      'Above 50 % sure: all weak strokes still add up',
      'About 8 % sure: as much as is left of the 7',
    ],
    right: 1,
    why: [
      'The share is no measure of what can be read. A trace in hundreds of pixels says much to a network that was trained to look for it.',
    ],
    told: '1.1',
    see: noise('500'),
  }),
  question({
    title: 'Two parts of a step',
    world: 'images',
    opens: digits({ target: '7', seed: '1', t: '699' }),
    points: 'apart',
    text: [
      'A step stands at `t` = 699. One part of it is the way from the noisy picture `x_t` to the mean `μ`; the other part is the fresh noise.',
    ],
    asks: 'How large is the way to the mean, beside the fresh noise of this step?',
    options: [
      'Less than half as large: most of one step is chance',
      'About as large: it puts back what it has taken away',
      'Over twice as large: a step heads for the picture',
    ],
    right: 0,
    why: [
      'What one sees change is mostly noise. The way to the mean is small in each step, but it keeps its direction, and chance does not.',
    ],
    told: '3.1',
    see: digits({ target: '7', seed: '1', t: '699' }),
  }),
  question({
    title: 'What comes first',
    world: 'images',
    opens: digits({ target: '7', seed: '1', t: '999' }),
    points: 'nudge',
    text: [
      'A run toward 7 stands at pure noise. On its way there is one step with the largest nudge, and one in which the belief in the 7 first passes 90 %.',
    ],
    asks: 'In which order do they come?',
    options: [
      'The nudge is largest at 999, and the 90 % come below 200',
      'The 90 % come near 600, and then the nudge is largest',
      'The nudge is largest near 600, and the 90 % come after',
    ],
    right: 2,
    why: [
      'In pure noise the classifier cannot tell, so it has little to push with. It pushes most while it begins to see something and is still in doubt.',
      'Once it is sure, the nudge all but stops.',
    ],
    told: '4.2',
    see: digits({ target: '7', seed: '1', t: '549' }),
  }),
  question({
    title: 'Two changes of mind',
    world: 'images',
    opens: digits({ target: '3', seed: '5', t: '399' }),
    points: 'class',
    text: [
      'A run toward 3 stands at `t` = 399, and the classifier is over 99 % sure of the 3. The same noise becomes an 8 by itself. One copy is asked for a 9 from here on, another one from 99 on.',
    ],
    asks: 'What will the judge read at the two ends?',
    options: [
      'A 3 in both: where belief is that sure, it stays',
      'A 9 where it turned at 399, but a 3 where at 99',
      'A 9 in both: each step does as it is asked anew',
    ],
    right: 1,
    why: [
      'At 399 there is still noise to shape, and there are steps enough, so it can be turned. A sure belief does not hold a run.',
      'From 99 on there is hardly a step left. Its noise is small or none, and so is the nudge.',
    ],
    told: '4.5',
    see: digits({ target: '3', seed: '5', t: '99' }),
  }),
  question({
    title: 'Three ways to an arm',
    world: 'plane',
    opens: spirals('clean', '999'),
    points: 'pictures',
    text: [
      'Three runs toward one arm begin with the same noise. One has no guide, one a classifier of clean points, and one a classifier of noisy points.',
    ],
    asks: 'How many points will the classifier of clean points bring to the arm?',
    options: [
      'Most, yet fewer than the noisy one: it errs in noise',
      'As few as no guide at all: it is blind in noise',
      'As many as that of noisy points: it knows the arms too',
    ],
    right: 0,
    why: [
      'In noise it says what it has never learned: not wrong everywhere, so most points come, but not right enough for all.',
    ],
    told: '5.2',
    see: spirals('clean', 'end'),
  }),
  question({
    title: 'Which cloud is true?',
    world: 'plane',
    opens: clouds('999'),
    points: 'pictures',
    text: [
      'Network and classifier are exact, and the classes overlap. Seven runs differ in `s`, the guidance scale, and begin with the same noise.',
    ],
    asks: 'Which cloud will spread most like true points of the class?',
    options: [
      'That of `s` = 1, a fourth of it like another class',
      'That of `s` = 4, with a clear push and not too much',
      'That of `s` = 16, all of it like the class asked for',
    ],
    right: 0,
    why: [
      'A fourth of the true points look like another class too. Larger scales leave those out, and the cloud gets narrower than the class.',
    ],
    told: '6.1',
    see: clouds('end'),
  }),
  question({
    title: 'A push at the beginning',
    world: 'images',
    opens: digits({ target: '4', seed: '1', interval: '600-999', t: '999' }),
    points: 'interval',
    text: [
      'Toward 4 this classifier pushes in the first 8 of 20 steps alone, from 999 down to 600. By itself this noise becomes a 0.',
    ],
    asks: 'What will the judge read at the left?',
    options: [
      'A 4: the first steps set the course for all the others',
      'A 0: up there the classifier has little to push with',
      'A third digit: a push that ends leaves a run astray',
    ],
    right: 1,
    why: [
      'Above 600 its belief is about a guess, and its gradient small. As many steps later on would have more to say.',
    ],
    told: '6.5',
    see: digits({ target: '4', seed: '1', interval: '600-999', t: 'end' }),
  }),
  question({
    title: 'The first word',
    world: 'words',
    opens: words('1999'),
    points: 'pictures',
    text: [
      'A sentence of 17 words is to come of noise, and nothing steers it. At each look you see the nearest word of every place, and which of them already stand.',
    ],
    asks: 'How many of the others will stand before the first word of the sentence does?',
    options: [
      'None of them: each word is chosen by those before it',
      'All of them: it waits for what it has to lead up to',
      'A part of them: each place clears up in its own time',
    ],
    right: 2,
    why: ['All places are denoised at once, and each sees all others. There is no order of writing.'],
    told: '7.1',
    see: words('end'),
  }),
  question({
    title: 'One unit, or five',
    world: 'images',
    opens: objective('500'),
    points: 'plots',
    text: [
      'Two networks guess the noise equally well but at two timesteps. At `t` = 10 the squared error of the first one is a unit larger; at 500 that of the second one is five units larger.',
    ],
    asks: 'Which of them has the better likelihood bound?',
    options: [
      'The first one, whose squared error is smaller in all',
      'The second one, whose larger error costs fewer bits',
      'Neither, since both err in what the last step undoes',
    ],
    right: 1,
    why: [
      'In the bound a unit at 10 costs over ten times as many bits as one at 500. The simple loss gives both the same weight, and prefers the first one.',
    ],
    told: '8.2',
    see: objective('10'),
  }),
  question({
    title: 'At one, without a classifier',
    world: 'plane',
    opens: petals('999'),
    points: 'pictures',
    text: [
      'Classifier-free guidance toward one petal, at seven scales from the same noise. At `s` = 0 the points are of all petals.',
    ],
    asks: 'At `s` = 1, how many of the points will be of the petal asked for?',
    options: [
      'About half, as both guesses have an equal part there',
      'As at 0, since 1 is where the push is still none',
      'Nearly all, as the network is told the class there',
    ],
    right: 2,
    why: [
      'At 1 only the guess with the class is left. Guidance begins beyond it, but the class is known before.',
    ],
    told: '8.3',
    see: petals('end'),
  }),
];
