// What is missing for more, in words; or else what there is.

import { FEWEST } from '../../measures/tradeoff';
import { targetText } from '../../terms/target-text';
import type { SweepOf } from '../../sweep/asked';
import type { Shown } from './use-tradeoff';

/** The one thing that most needs saying. */
export function missingOf(
  of: SweepOf,
  hasReal: boolean,
  { tradeoff, rows }: Shown,
  isReading = false,
): string {
  const isPictures = of.pack.text === undefined && of.mixture === null;
  if (isPictures && !of.pack.hasJudge) {
    return 'This model has no judge: there are its samples, and their distances in pixels, which also count what went wrong as variety.';
  }
  if (of.guide === null) return 'Nothing was asked for, so there is nothing to accept.';
  const counts = rows.map(({ samples }) => samples.length);
  const accepted = tradeoff.rows.map((row) => row?.accepted ?? 0);
  const some = Math.max(0, ...counts);
  const unread = rows.some(({ samples }) => samples.some(({ verdict }) => verdict?.accepted === null));
  if (unread) {
    return `What was asked for (${targetText(of.target) || 'nothing at all'}) cannot be read off a sample, so none can be accepted.`;
  }
  if (isPictures && !hasReal) {
    if (isReading) return 'What comes with the model is on its way: real samples, and results.';
    return 'The model comes without real samples of this, so only acceptance and nats are shown: variety needs real samples to compare with.';
  }
  if (of.settings.seeds < FEWEST && !rows.some(({ isShipped }) => isShipped)) {
    const few =
      of.settings.seeds === 1
        ? 'One seed shows what happens to one noise'
        : `${of.settings.seeds} seeds are too few to measure variety`;
    return `${few}: ask for ${FEWEST} or more.`;
  }
  if (tradeoff.m === null) {
    const most = Math.max(0, ...accepted);
    const how = some === 0 ? 'no sample is computed yet' : `the best row has ${most} of ${some}`;
    return `Variety is measured as soon as a row has ${FEWEST} accepted samples: ${how}.`;
  }
  const few = tradeoff.rows.filter((row) => row !== null && row.variety === null).length;
  const real = tradeoff.real === null ? '' : `; the diamond is ${tradeoff.m} real ones`;
  const left =
    few === 0 ? '' : ` ${few} of ${rows.length} rows ${few === 1 ? 'has' : 'have'} too few of them.`;
  return `Variety is that of the first ${tradeoff.m} accepted samples of each row, since wrong ones would count as variety${real}. Bars are 95 % intervals.${left}`;
}
