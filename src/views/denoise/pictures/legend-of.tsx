// The legend of a quantity's picture: the signed map with its range, or grey from -1 to +1.

import type { ReactElement } from 'react';
import { GreyLegend } from '../../../plots/grey-legend';
import { SignedLegend } from '../../../plots/signed-legend';
import type { State } from '../../../history/state';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { greyRange } from '../../../terms/planes';
import { selectShape } from '../../run/selectors';
import type { Quantity } from '../mathematics/explained';
import { NOISE_RANGE, selectGradientRange, selectNudgeRange } from './paint';
import { selectVarianceRange } from './paint-noise';

type Range = (state: State) => number;

const ofNoise: Range = () => NOISE_RANGE;

/** Ends of the maps of what is signed; the rest are pictures. */
const RANGES: Partial<Record<Quantity, Range>> = {
  eps: ofNoise,
  guidedEps: ofNoise,
  withoutClass: ofNoise,
  withClass: ofNoise,
  combined: ofNoise,
  noise: ofNoise,
  gradient: selectGradientRange,
  nudge: selectNudgeRange,
  variance: selectVarianceRange,
};

export function LegendOf({ quantity }: { quantity: Quantity }): ReactElement {
  const range = RANGES[quantity];
  const greys = greyRange(useNudge(selectShape));
  return range === undefined ? (
    <GreyLegend range={greys} />
  ) : (
    <Signed range={range} sizes={quantity === 'variance'} />
  );
}

function Signed({ range, sizes }: { range: Range; sizes: boolean }): ReactElement {
  return <SignedLegend range={useNudgeFrame(range)} sizes={sizes} />;
}
