// What a teacher needs beside the pages: the aim of each lesson, how long it takes, and what to say at each page. The
// speaker's notes and the teacher's page are made of it. Plain texts, in the order of the pages.

export interface Teaching {
  readonly lesson: number;
  readonly aim: string;
  readonly minutes: number;
  /** Of each page: what to say, ask or do. */
  readonly pages: readonly (readonly string[])[];
}

export const teaching: readonly Teaching[] = [
  {
    lesson: 1,
    aim: 'Know how a picture is put into noise, and that this is known exactly.',
    minutes: 3,
    pages: [
      [
        'Ask for a show of hands before you move t. Most people guess that all is lost in the first quarter.',
        'Move t slowly, and stop where nobody in the room reads the digit any more. The classifier still does.',
      ],
      [
        'Common wrong idea: half of the way is half of the picture.',
        'Point at √ᾱ and √(1−ᾱ) beside the slider: their squares add up to 1.',
      ],
      [
        'Ask which of the two pictures took more work. They come from the same law.',
        'Say that training uses the jump only: any picture, any t, at once.',
      ],
    ],
  },
  {
    lesson: 2,
    aim: 'See why one guess is a blur, and why one comes back in steps.',
    minutes: 3,
    pages: [
      [
        'Common wrong idea: the network already says what the picture is, so one jump is enough.',
        'Ask what the best single answer is where many digits are possible. It is their mean.',
      ],
      [
        'Read the two errors off the curve before you check.',
        'The network is the same at both t. What differs is how much it is told.',
      ],
      [
        'Play, and say nothing until the middle. Then ask which digit it will be.',
        'Each guess is taken a little of the way only, and then made again.',
      ],
    ],
  },
  {
    lesson: 3,
    aim: 'Name the three parts of a step: the mean, the variance and the fresh noise.',
    minutes: 3,
    pages: [
      [
        'Press “Take the step apart”, and name each picture of the row.',
        'Ask which part one sees from step to step. It is mostly noise.',
      ],
      ['Ask what would happen if the last step added noise too: the picture would stay grainy.'],
      [
        'Press Branch, draw another seed, and play. The old run stays beside it.',
        'Common wrong idea: the first noise alone decides what comes.',
      ],
    ],
  },
  {
    lesson: 4,
    aim: 'See how a small push with an aim decides what noise becomes, and when.',
    minutes: 5,
    pages: [
      [
        'Both sides have the same noise in every step. Only the left one is pushed.',
        'Let people guess the size of the push. Nearly everyone guesses too large.',
      ],
      [
        'Common wrong idea: guidance acts alike at all t, and the first steps decide nothing.',
        'Watch the bars, not the pictures. Stop where the bars know and the eye does not.',
      ],
      [
        'Move the scale to half, and take one step. The two nudges stand below the pictures.',
        'For one step from one picture s is a plain factor. For a whole run it is not.',
      ],
      [
        'Choose class 9, and play. The right side becomes an 8 by itself, so the 9 is the work of the new wish.',
        'Common wrong idea: once the classifier is sure, nothing can be changed any more.',
      ],
      [
        'The same wish, four steps later. Compare the two nudges.',
        'Ask for the last t at which the run can still be turned, and branch there.',
      ],
    ],
  },
  {
    lesson: 5,
    aim: 'Know why the classifier has to be trained on noise, and why the gradient is taken times Σ.',
    minutes: 4,
    pages: [
      [
        'Common wrong idea: any good classifier will do.',
        'Say what it was trained on before people predict: clean points, and nothing else.',
      ],
      [
        'The same noise, the same network, the same scale. Only the classifier is another one.',
        'Common wrong idea: low accuracy at strong noise is a failed training.',
      ],
      [
        'This page needs a board: a normal law times a slope is the same law, moved.',
        'At s = 1 the run draws the class as it is. That is what makes Σ the right factor.',
      ],
      [
        'Press Branch, choose DDIM, and take one step. Compare the two nudges.',
        'Common wrong idea: guidance is one formula for every sampler.',
      ],
    ],
  },
  {
    lesson: 6,
    aim: 'Weigh what more guidance buys against what it costs, and know what counts as evidence.',
    minutes: 5,
    pages: [
      [
        'Common wrong idea: more scale is better.',
        'Let people compare the first cloud with the last one. Which looks more like the class as it is?',
      ],
      [
        'Watch the bars at the left in the last steps: they jump, and the picture hardly changes.',
        'Ask who may mark an exam: the one who whispered the answers?',
        'Common wrong idea: a rising belief means that the sample is good.',
      ],
      ['One noise, six scales. Another seed has its change at another place: try one.'],
      [
        'Common wrong idea: guidance should act at all t alike.',
        'Ask which of the steps could be spared, before the next page says it.',
      ],
      [
        'Common wrong idea: who comes first decides. Up there the classifier has nothing to say yet.',
        'Then move the interval to small t alone, and play again.',
      ],
    ],
  },
  {
    lesson: 7,
    aim: 'See the same algorithm at work on sentences.',
    minutes: 3,
    pages: [
      [
        'Common wrong idea: words are replaced one after another.',
        'Ask people to watch one place each, and to raise a hand when its word stands.',
      ],
      ['Read both sentences aloud. The noise was the same; the wish was not.'],
      ['Compare with the page before. One seed proves nothing: take a few.'],
    ],
  },
  {
    lesson: 8,
    aim: 'Tell the loss that is trained from the likelihood, and know where classifier-free guidance stands.',
    minutes: 4,
    pages: [
      [
        'Terms come one by one: begin to speak while they do.',
        'Common wrong idea: a good likelihood means good pictures.',
      ],
      [
        'The plot of weights is logarithmic: each line is ten times the one below it.',
        'Common wrong idea: the simple loss is the likelihood.',
      ],
      [
        'Write both conventions on the board: s and w = s − 1.',
        'Common wrong idea: at scale 0 it is classifier-free guidance. It is no guidance at all.',
      ],
      [
        'Follow one point: with no guide, by the classifier, and classifier-free. The noise is the same.',
        'Common wrong idea: the guide must be a classifier. The difference of two guesses is one.',
      ],
    ],
  },
];
