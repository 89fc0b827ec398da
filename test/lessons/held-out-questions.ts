// Ten questions that no page of the app holds: readers who know nothing but the lessons answer them,
// before and after. They were written without the texts of the ten of the quiz in sight.
export interface HeldOutQuestion {
  readonly state: string;
  readonly ask: string;
  // Alike in length and in tone: each wrong one is what people believe.
  readonly options: readonly string[];
  // The place of the right option, from 0.
  readonly right: number;
  readonly why: string;
  // The page of the lessons that it follows from, as addresses name it.
  readonly told: string;
  // Numbers of rows in docs/misconceptions.md.
  readonly misconceptions: readonly number[];
}

export const heldOutQuestions: readonly HeldOutQuestion[] = [
  {
    state:
      'A clean picture of a 7 is put into noise along 1000 timesteps. Its share is ᾱ_t, 1 at the beginning.',
    ask: 'Near which t has the share fallen to a half?',
    options: [
      'Near t = 100, as noise hits a clean picture hardest',
      'Near t = 250, as the shares of all steps multiply up',
      'Near t = 500, as half the way is half of the noise',
      'Near t = 750, as a picture is strong and goes last',
    ],
    right: 1,
    why: 'Each step keeps a little less than 1, and these multiply. At t = 500 only 8 % are left.',
    told: '1.2',
    misconceptions: [],
  },
  {
    state:
      'A 7 at t = 100. Its estimate x̂_0 is wrong by 0.083, as a root mean square over pixels. Now t goes up to 700, with the same picture and the same noise.',
    ask: 'How large will that error be?',
    options: [
      'About 0.08: it is one network and one picture',
      'About 0.16: the network has learned both alike',
      'About 0.42: a mean of many digits is a grey blur',
      'About 1.50: so much noise leaves a blind guess',
    ],
    right: 2,
    why: 'From far away many digits are possible. The network answers with their mean, which is wrong by a part of each pixel.',
    told: '2.2',
    misconceptions: [9],
  },
  {
    state:
      'A DDPM run of 20 steps. The size of the fresh noise, the root of Σ, is 0.79 in the first step, at t = 999, and 0 in the last.',
    ask: 'In which half of the run does it fall more?',
    options: [
      'In the first half: most of the noise goes there',
      'In neither: it is the same until the last step',
      'In neither: each of the steps takes an equal part of it',
      'In the second half: much stays open until there',
    ],
    right: 3,
    why: 'In the middle, at t = 499, it is still 0.60. So it falls by 0.19 in the first half, and by 0.60 in the second.',
    told: '3.2',
    misconceptions: [],
  },
  {
    state:
      'A run that nothing guides has ended as a 0. It is taken up again at t = 699, from its noisy picture there, with the fresh noise of another seed.',
    ask: 'What will the judge read at the end of this branch?',
    options: [
      'Another digit: nearly all was still open at t = 699',
      'A 0, the same one: it was fixed by the first noise',
      'A 0, drawn otherwise: noise moves details alone',
      'No digit: that noise does not fit to this picture',
    ],
    right: 0,
    why: 'The share of the picture is 1 % at t = 699. What is open then, the later draws decide.',
    told: '3.3',
    misconceptions: [9],
  },
  {
    state:
      'By itself a noise becomes a 0. Guided in all of its steps, with s = 12, it becomes a 7. In one of the steps the nudge is larger than in all the others.',
    ask: 'How large is that nudge, beside the fresh noise of the same step?',
    options: [
      'About as large: it has to outweigh the noise',
      'Over twice as large: or else chance would win',
      'About a tenth of it: it has an aim, noise has not',
      'About half of it: just enough to tip an even chance',
    ],
    right: 2,
    why: 'It is a tenth of the noise. Noise cancels from step to step, and a push in one direction adds up.',
    told: '4.1',
    misconceptions: [8],
  },
  {
    state:
      'A guided run toward 7. In each step this classifier, which knows noise, says how likely it thinks a 7; at pure noise it says 10 %.',
    ask: 'How large is the picture’s share ᾱ_t in x_t when it first says over 90 %?',
    options: [
      'Below 15 %: it reads what no eye can see by then',
      'Near 50 %: once the picture outweighs the noise',
      'Near 75 %: once an eye can see strokes of a digit',
      'Above 90 %: it is as sure as the picture is clear',
    ],
    right: 0,
    why: 'It passes 90 % near t = 500, where the share is 8 %. To the eye that is noise.',
    told: '4.2',
    misconceptions: [4, 10],
  },
  {
    state:
      'One DDPM step at t = 599 has a nudge of 0.054 at s = 12. It is taken once more from the same x_t, at s = 3.',
    ask: 'How large will the nudge be this time?',
    options: [
      '0.0540: g is brought to one length before it acts',
      '0.0135: a fourth, as g and Σ are what they were',
      '0.0270: a half, as s acts through a square root',
      '0.0034: a sixteenth, as s acts on both g and Σ',
    ],
    right: 1,
    why: 'The nudge is s·Σ·g, and in one step from one picture only s has changed.',
    told: '4.3',
    misconceptions: [11],
  },
  {
    state:
      'One step at t = 599 is guided under DDPM. It is taken again from the same x_t under DDIM, toward the same class, at the same s.',
    ask: 'How large will the nudge be, beside that of DDPM?',
    options: [
      'The same: s and g are, and no other thing counts',
      'None at all: with no noise there is no Σ to push by',
      'Larger: where no noise weakens it, it can act in full',
      'Smaller: it acts on the noise guess, by another rule',
    ],
    right: 3,
    why: 'DDIM takes the gradient into ε. At this step that makes the push about four fifths of the other.',
    told: '5.4',
    misconceptions: [14],
  },
  {
    state:
      'Guidance toward 7 acts at t = 0 to 299 alone, at s = 16. At the end the classifier that pushed gives the 7 73 %.',
    ask: 'The judge has pushed nothing. How much will it give the 7?',
    options: [
      'About 95 %: a clean picture is easier to read',
      'About 45 %: it is not the one that was persuaded',
      'About 73 %: both have learned the same ten digits',
      'About 5 %: so late a push cannot change the digit',
    ],
    right: 1,
    why: 'The belief of the classifier is what was pushed up. The judge sees a picture that is half a 7.',
    told: '6.2',
    misconceptions: [5],
  },
  {
    state:
      'Classifier-free guidance goes on with ε + s(ε_y − ε): ε is the guess without the class, ε_y the one with it. A paper gives its scale as w = 2.',
    ask: 'Which s is that here?',
    options: [
      's = 2: both letters name one factor',
      's = 1: w begins at 1 and s begins at 0',
      's = 3: w is what goes on beyond s = 1',
      's = 0.5: w divides what s multiplies',
    ],
    right: 2,
    why: 'w = s − 1: it is 0 where the network is only told the class.',
    told: '8.3',
    misconceptions: [2],
  },
];
