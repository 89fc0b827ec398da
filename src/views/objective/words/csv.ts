// The losses as a table for other programs.

import { sentenceText } from '../../../diffusion/words/sentence';
import { linesOf, modelOf } from '../csv';
import type { LossEvidence } from './shown';

/** One line a t; what it is of stands in the lines that begin with #. */
export function lossCsv({ of, rows, T, isComplete, mean, atX0, prior }: LossEvidence): string {
  const about = [
    `${modelOf(of)}, noise seed ${of.seed}`,
    `sentence: ${sentenceText(of.words)}`,
    `${rows.length} of ${T} values of t; ${isComplete ? 'means' : 'estimates of the means'} over t: error ${mean.error}, rounding ${mean.rounding}`,
    `rounding at x_0 ${atX0}; left of x_0 at T ${prior}`,
    'error: squared error of x_0 per number; rounding: nats per place, of x̂_0; right: share of places; losses, no bits',
  ];
  return linesOf(about, [
    't,error,rounding,right',
    ...rows.map(({ t, error, rounding, right }) => [t, error, rounding, right].join(',')),
  ]);
}
