// Ten questions that no page of the app holds: readers who know nothing but the lessons answer them,
// before and after. They were written before the ten of the quiz, without its texts in sight.
export interface HeldOutQuestion {
  readonly state: string;
  readonly ask: string;
  readonly options: readonly string[];
  // The place of the right option, from 0.
  readonly right: number;
  readonly why: string;
  // Numbers of rows in docs/misconceptions.md.
  readonly misconceptions: readonly number[];
}

export const heldOutQuestions: readonly HeldOutQuestion[] = [
  {
    state:
      'A clean picture of a 7. One group of 500 copies is put into noise step by step, up to t = 600. Another group of 500 copies jumps to t = 600 at once by the closed form. Each copy has noise of its own.',
    ask: 'How will the two groups differ at t = 600?',
    options: [
      'The group that walked is noisier, since it was given noise 600 times.',
      'Not at all beyond chance: both groups have the same mean and the same spread.',
      'The group that jumped is noisier, since all its noise came at once.',
      'The group that walked keeps more of the 7, since each of its steps is small.',
    ],
    right: 1,
    why: 'Normal noise added in many steps is again normal noise. The closed form gives its sum in one jump.',
    misconceptions: [],
  },
  {
    state:
      'A run without guidance stands at t = 950. Its estimate x̂_0 is a grey smudge that has the look of several digits at once.',
    ask: 'What will the picture be at the end of the run?',
    options: [
      'This smudge, since the network has already said what the picture is.',
      'This smudge with sharper edges, and otherwise the same.',
      'Noise, since a smudge shows that the network failed.',
      'One sharp digit, which the smudge at t = 950 does not yet tell.',
    ],
    right: 3,
    why: 'Early x̂_0 is an average over all pictures that fit x_t. The steps that follow decide among them.',
    misconceptions: [9],
  },
  {
    state:
      'One DDPM step at t = 500 is open, guided with s = 4. It is taken again from the same x_t with the same noise z, but with s = 0.',
    ask: 'What will be different in x_prev?',
    options: [
      'It differs by exactly the nudge s·Σ·g, and by nothing else.',
      'Everything, since μ, Σ and z all depend on s.',
      'Only the noise part, since guidance replaces z.',
      'Nothing, since s acts on the next step only.',
    ],
    right: 0,
    why: 'x_prev = μ + s·Σ·g + σ·z. The mean, the variance and the noise do not depend on s.',
    misconceptions: [11],
  },
  {
    state:
      'A guided run toward the digit 3 stands at t = 990. The noisy classifier gives each of the ten classes about 10 %.',
    ask: 'What will its belief do as the run goes on, if classifier and run are in order?',
    options: [
      'It stays near 10 %: a classifier so unsure at the start was badly trained.',
      'It jumps to 100 % at the next step, since guidance adds the class.',
      'It stays low through the noisiest steps, then rises once x_t holds enough of a picture.',
      'It rises by the same amount at every step.',
    ],
    right: 2,
    why: 'At t = 990 there is nearly nothing to see in x_t. To be unsure there is right.',
    misconceptions: [4, 7],
  },
  {
    state:
      'The Plane at t = 700: noisy points are steered to one class. One crowd is steered by a classifier trained on points with noise, the other by one that has seen clean points only. Scale and noise are the same.',
    ask: 'Which crowd will end with more points in the class that was asked for?',
    options: [
      'The one steered by the clean classifier: it knows the true classes.',
      'The one steered by the noisy classifier: its gradient is meant for points like these.',
      'Both alike: any classifier of the same classes gives the same gradient.',
      'Neither: classifiers have no effect as early as t = 700.',
    ],
    right: 1,
    why: 'A clean classifier is asked about points that it never saw, so its gradient misleads.',
    misconceptions: [3],
  },
  {
    state:
      'A run with a very large scale has ended. The guide that steered it gives the class asked for 99.9 %. The judge, which steered nothing, gives it 60 %.',
    ask: 'You make many more such runs and look at the pictures. What will you find?',
    options: [
      'Nearly all are good: the guide is almost certain.',
      'All are bad: a judge below 99 % means noise.',
      'Nothing can be said, since the two numbers contradict each other.',
      'Clearly fewer good ones than the guide claims: its belief is what the run pushed up.',
    ],
    right: 3,
    why: 'The belief of the guide is the quantity being pushed. Only a measure that was not pushed is evidence.',
    misconceptions: [5, 8],
  },
  {
    state:
      'The same class and the same sixteen seeds are run at s = 1 and at a scale ten times larger. Both rows are shown side by side at the start.',
    ask: 'What will the row at the larger scale look like at the end?',
    options: [
      'The pictures are more alike, and more of them are the class that was asked for.',
      'The pictures are more varied, since more is added to them.',
      'The same pictures, only reached in fewer steps.',
      'Better in every respect: more scale, better samples.',
    ],
    right: 0,
    why: 'A larger scale pulls all samples to where the classifier is surest. Variety is lost.',
    misconceptions: [6, 8],
  },
  {
    state:
      'A run of Words stands in the middle of its chain. The line shows for each place the word that lies nearest to its vector.',
    ask: 'What can the next step change?',
    options: [
      'Only the next word on the right: the words before it are settled.',
      'Only the one word that is furthest from any word of the vocabulary.',
      'Any place of the sentence: all vectors move a little in each step.',
      'No word at all: words appear in the last step only.',
    ],
    right: 2,
    why: 'The chain denoises all places at once. Nothing is written from left to right.',
    misconceptions: [16],
  },
  {
    state:
      'Two networks trained in the Plane. The first has the smaller loss L_simple. Their likelihood bounds L_vlb have not been measured yet.',
    ask: 'What will the measurement of the bounds show?',
    options: [
      'The first is better, since L_simple is the negative log-likelihood.',
      'It cannot be told: L_simple weighs the timesteps otherwise than the bound does.',
      'The second is better, since the two losses always trade off.',
      'Both are equal, since L_simple and L_vlb have the same value.',
    ],
    right: 1,
    why: 'L_simple drops the weights of the bound. A smaller L_simple can go with either bound.',
    misconceptions: [13],
  },
  {
    state:
      'Three lanes on one noise, with classifier-free guidance in the form u + s(c − u): s = 0, s = 1 and s = 3. Here u is the prediction without the class and c the one with it.',
    ask: 'Which lane will be the plain conditional sample, as if there were no guidance at all (w = 0)?',
    options: [
      's = 0, since there nothing is added.',
      's = 3, since only a large scale makes it conditional.',
      'None: a classifier-free run is always unconditional.',
      's = 1, since there the prediction is exactly c.',
    ],
    right: 3,
    why: 'At s = 0 the prediction is u, which knows no class. At s = 1 it is c, and w = s − 1 = 0.',
    misconceptions: [1, 2, 15],
  },
];
