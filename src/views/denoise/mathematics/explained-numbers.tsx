// Those quantities of a step that are one number, the same for all pixels.

import type { ReactNode } from 'react';
import { AlphaBar } from '../../../controls/symbols';
import { rms } from '../../../diffusion/magnitudes';
import { formatSmall } from '../../../plots/format';
import type { State } from '../../../history/state';
import type { Step } from '../../../terms/step';
import { targetWords, lanesOnScreen, selectClasses, selectLarge, selectStep } from '../../run/selectors';
import { paintVariance } from '../pictures/paint-noise';
import { valueText } from './guide-value';
import { ofAsked, ofScale, ofValue, ofVariance, type Sentence } from './sentences';
import { scaleAt } from '../../../terms/lane';
import { classTarget } from '../../../terms/target';

function number(
  symbol: ReactNode,
  name: string,
  said: string | Sentence,
  value: (step: Step, lane: number, state: State) => string,
) {
  const valueOf = (state: State): string => {
    const step = selectStep(state);
    return step === null ? '' : value(step, selectLarge(state), state);
  };
  const sentence: Sentence = typeof said === 'string' ? () => said : said;
  return { symbol, name, sentence, paint: null, value: valueOf };
}

/** √ᾱ of a timestep, or √(1 - ᾱ) of it. */
function root(index: ReactNode, noise: boolean): ReactNode {
  const alpha = (
    <msub>
      <AlphaBar />
      {index}
    </msub>
  );
  if (!noise) return <msqrt>{alpha}</msqrt>;
  return (
    <msqrt>
      <mrow>
        <mn>1</mn>
        <mo>−</mo>
        {alpha}
      </mrow>
    </msqrt>
  );
}

const atT = <mi>t</mi>;
const atPrev = <mtext>prev</mtext>;

export const NUMBERS = {
  t: number(
    <mi>t</mi>,
    't',
    'The timestep, which says how noisy x_t is. The chain visits the listed ones, from high to low.',
    ({ transition }) => String(transition.t),
  ),
  y: number(<mi>y</mi>, 'y', ofAsked, ({ lanes }, lane, state) =>
    targetWords(selectClasses(state), lanes[lane]?.target ?? classTarget(0)),
  ),
  scale: number(<mi>s</mi>, 's', ofScale, ({ transition }, lane, state) => {
    const own = lanesOnScreen(state)[lane];
    return (own === undefined ? 0 : scaleAt(own, transition.t)).toFixed(1);
  }),
  belief: number(
    <msub>
      <mi>p</mi>
      <mi>φ</mi>
    </msub>,
    'the guide’s value',
    ofValue,
    valueText,
  ),
  temperature: number(
    <mi>τ</mi>,
    'τ',
    'The temperature: what CLIP’s cosines are multiplied by. It was learned with both encoders.',
    () => '',
  ),
  weight: number(
    <mi>w</mi>,
    'w',
    'The weight of each phrase: 1 as typed, below 0 away from it.',
    ({ lanes }, lane) => {
      const target = lanes[lane]?.target;
      return target?.kind === 'prompt' ? target.parts.map(({ weight }) => weight).join(', ') : '';
    },
  ),
  variance: {
    ...number(<mi mathvariant="normal">Σ</mi>, 'Σ', ofVariance, ({ transition, variance, lanes }, lane) => {
      if (variance === undefined) return formatSmall(transition.variance);
      const size = variance.length / lanes.length;
      return `rms ${formatSmall(rms(variance, lane * size, (lane + 1) * size))}`;
    }),
    paint: paintVariance,
    pictured: (state: State): boolean => selectStep(state)?.variance !== undefined,
  },
  signal: number(
    root(atT, false),
    'signal √ᾱ_t',
    'How much of x_t is picture. ᾱ is the product of all 1 − β up to t.',
    ({ transition }) => formatSmall(Math.sqrt(transition.alphaCumprod)),
  ),
  residual: number(
    root(atT, true),
    'noise √(1 − ᾱ_t)',
    'How much of x_t is noise. ᾱ is the product of all 1 − β up to t.',
    ({ transition }) => formatSmall(Math.sqrt(1 - transition.alphaCumprod)),
  ),
  signalPrev: number(
    root(atPrev, false),
    'signal √ᾱ_prev',
    'How much of x_prev is picture: more than of x_t.',
    ({ transition }) => formatSmall(Math.sqrt(transition.alphaCumprodPrev)),
  ),
  residualPrev: number(
    root(atPrev, true),
    'noise √(1 − ᾱ_prev)',
    'How much of x_prev is noise, the same noise as in x_t: DDIM adds none.',
    ({ transition }) => formatSmall(Math.sqrt(1 - transition.alphaCumprodPrev)),
  ),
} as const;
