// The quantities of a step: symbol, name, one sentence, and the picture of the guided lane's.

import type { ReactNode } from 'react';
import { PredX0, ScaledShift, Xt, XPrev } from '../../controls/symbols';
import {
  paintEps,
  paintGradient,
  paintLargePredX0,
  paintLargeXt,
  paintMean,
  paintNoise,
  paintNudge,
  paintXPrev,
  type Paint,
} from './paint';

export interface Explained {
  /** MathML. */
  readonly symbol: ReactNode;
  readonly name: string;
  readonly sentence: string;
  /** Null for what is one number, the same for all pixels. */
  readonly paint: Paint | null;
}

export const EXPLAINED = {
  xt: {
    symbol: <Xt />,
    name: 'x_t',
    sentence: 'The noisy sample at t: √ᾱ of a picture and √(1 − ᾱ) of noise.',
    paint: paintLargeXt,
  },
  eps: {
    symbol: <mi>ε</mi>,
    name: 'ε',
    sentence: 'The model’s guess at the noise that is in x_t, as the step uses it.',
    paint: paintEps,
  },
  predX0: {
    symbol: <PredX0 />,
    name: 'predicted x_0',
    sentence: 'x_t with that noise taken out, in one jump, and clipped to the range of pictures.',
    paint: paintLargePredX0,
  },
  mean: {
    symbol: <mi>μ</mi>,
    name: 'μ',
    sentence: 'Where the model alone would go: a little of x̂_0, the rest of x_t.',
    paint: paintMean,
  },
  variance: {
    symbol: <mi mathvariant="normal">Σ</mi>,
    name: 'Σ',
    sentence:
      'How far the step may stray from μ, the same for every pixel: Σ = σ². It sets the reach of the nudge too.',
    paint: null,
  },
  gradient: {
    symbol: <mi>g</mi>,
    name: 'g',
    sentence:
      'The direction in which the noisy classifier grows surer of y fastest: brighter where vermilion, darker where teal.',
    paint: paintGradient,
  },
  nudge: {
    symbol: <ScaledShift />,
    name: 'nudge',
    sentence:
      'What guidance adds: the direction g in which the classifier grows surer, as far as Σ lets the step go, times s.',
    paint: paintNudge,
  },
  noise: {
    symbol: (
      <mrow>
        <mi>σ</mi>
        <mi>z</mi>
      </mrow>
    ),
    name: 'noise σz',
    sentence: 'Fresh noise, the same for both pictures. Without it all samples would drift to one average.',
    paint: paintNoise,
  },
  xPrev: {
    symbol: <XPrev />,
    name: 'x_prev',
    sentence: 'The sample at the next listed timestep: the x_t of the next step.',
    paint: paintXPrev,
  },
} as const satisfies Readonly<Record<string, Explained>>;

export type Quantity = keyof typeof EXPLAINED;
