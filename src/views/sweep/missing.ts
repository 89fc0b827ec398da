// What is missing for more, in words; or else what there is.

import { FEWEST } from '../../measures/tradeoff';
import { targetText } from '../../terms/target-text';
import type { SweepOf } from '../../worlds/images/sweep/asked';
import type { Shown } from './use-tradeoff';

/** The one thing that most needs saying. */
export function missingOf(of: SweepOf, hasReal: boolean, { tradeoff, rows }: Shown): string {
  const about = 'Sentences and points are not measured here yet.';
  if (!of.pack.hasJudge) {
    return `This model has no judge: there are its samples, and their distances in pixels, which also count what went wrong as variety. ${about}`;
  }
  if (of.guide === null) return `Nothing was asked for, so there is nothing to accept. ${about}`;
  const counts = rows.map(({ samples }) => samples.length);
  const accepted = tradeoff.rows.map((row) => row?.accepted ?? 0);
  const some = Math.max(0, ...counts);
  const unread = rows.some(({ samples }) => samples.some(({ verdict }) => verdict?.accepted === null));
  if (unread) {
    return `The judge has no word for ${targetText(of.target)}, so nothing can be accepted: ask for something that it can read. ${about}`;
  }
  if (!hasReal) {
    return `No real samples of this come with the model, so acceptance and nats are all there is: variety is only told beside real ones. ${about}`;
  }
  if (of.settings.seeds < FEWEST && !rows.some(({ isShipped }) => isShipped)) {
    const few =
      of.settings.seeds === 1
        ? 'One seed shows what happens to one noise'
        : `${of.settings.seeds} seeds are too few to measure variety`;
    return `${few}: ask for ${FEWEST} or more. ${about}`;
  }
  if (tradeoff.m === null) {
    const most = Math.max(0, ...accepted);
    const how = some === 0 ? 'no sample is computed yet' : `the row that has most has ${most} of ${some}`;
    return `Variety is measured as soon as a row has ${FEWEST} samples that the judge accepts: ${how}. ${about}`;
  }
  const few = tradeoff.rows.filter((row) => row !== null && row.variety === null).length;
  const left =
    few === 0 ? '' : ` ${few} of ${rows.length} rows ${few === 1 ? 'has' : 'have'} too few of them.`;
  return `Variety is that of the first ${tradeoff.m} accepted samples of each row, since wrong ones would count as variety; the diamond is ${tradeoff.m} real ones. Bars are 95 % intervals.${left} ${about}`;
}
