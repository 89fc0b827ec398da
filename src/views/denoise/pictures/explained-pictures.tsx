// Those quantities of a step that are pictures.

import type { ReactNode } from 'react';
import { PredX0, Xt, XPrev } from '../../../controls/symbols';
import { NudgeSymbol } from '../mathematics/nudge-symbol';
import {
  paintEps,
  paintFirst,
  paintGradient,
  paintGuidedEps,
  paintGuidedPredX0,
  paintLargePredX0,
  paintLargeXt,
  paintLast,
  paintMean,
  paintNudge,
  paintXPrev,
  type Paint,
} from './paint';
import { paintNoise } from './paint-noise';
import { paintCombined, paintWithClass, paintWithoutClass } from './paint-predictions';
import {
  ofGuidedPredX0,
  ofMean,
  ofNoise,
  ofNudge,
  ofPredX0,
  ofX0,
  type Sentence,
} from '../mathematics/sentences';

function picture(symbol: ReactNode, name: string, said: string | Sentence, paint: Paint) {
  const sentence: Sentence = typeof said === 'string' ? () => said : said;
  return { symbol, name, sentence, paint, value: null };
}

const prediction = (of: string): ReactNode => (
  <msub>
    <mi>p</mi>
    <mi>{of}</mi>
  </msub>
);

const x = (index: string): ReactNode => (
  <msub>
    <mi>x</mi>
    <mi>{index}</mi>
  </msub>
);

export const PICTURES = {
  xT: picture(
    x('T'),
    'x_T',
    'Where it begins, the same in all lanes of one seed: pure noise that the seed decides, unless the run begins with a picture that was taken into noise.',
    paintFirst,
  ),
  xt: picture(<Xt />, 'x_t', 'The noisy sample at t: √ᾱ of a picture and √(1 − ᾱ) of noise.', paintLargeXt),
  eps: picture(
    <mi>ε</mi>,
    'ε',
    'The model’s guess at the noise that is in x_t, as the step uses it.',
    paintEps,
  ),
  guidedEps: picture(
    <mover accent="true">
      <mi>ε</mi>
      <mo stretchy="false">^</mo>
    </mover>,
    'guided ε',
    'ε with the gradient taken into it: noise that, taken out of x_t, leaves more of the class asked for.',
    paintGuidedEps,
  ),
  predX0: picture(<PredX0 />, 'predicted x_0', ofPredX0, paintLargePredX0),
  guidedPredX0: picture(<PredX0 />, 'guided x_0', ofGuidedPredX0, paintGuidedPredX0),
  withoutClass: picture(
    prediction('u'),
    'prediction without the class',
    'What the network predicts of x_t with its null class: that of the model alone.',
    paintWithoutClass,
  ),
  withClass: picture(
    prediction('c'),
    'prediction with the class',
    'What the same network predicts of the same x_t, told the class.',
    paintWithClass,
  ),
  combined: picture(
    <mi>p</mi>,
    'combined prediction',
    'The one without the class, and s times the way from there to the one with it.',
    paintCombined,
  ),
  mean: picture(<mi>μ</mi>, 'μ', ofMean, paintMean),
  gradient: picture(
    <mi>g</mi>,
    'g',
    'The direction in which the guide’s value grows fastest, as in which a classifier grows surer of y: brighter where vermilion, darker where teal.',
    paintGradient,
  ),
  nudge: picture(<NudgeSymbol />, 'nudge', ofNudge, paintNudge),
  noise: picture(
    <mrow>
      <mi>σ</mi>
      <mi>z</mi>
    </mrow>,
    'noise σz',
    ofNoise,
    paintNoise,
  ),
  xPrev: picture(
    <XPrev />,
    'x_prev',
    'The sample at the next listed timestep: the x_t of the next step.',
    paintXPrev,
  ),
  x0: picture(x('0'), 'x_0', ofX0, paintLast),
} as const;
