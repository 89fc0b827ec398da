// In words: what is measured, of what, and what is missing for more.

import type { ReactElement } from 'react';
import { FEWEST } from '../../measures/tradeoff';
import { useNudge } from '../../store/use-store';
import type { SweepOf } from '../../worlds/images/sweep/asked';
import { selectClasses, targetWords } from '../run/selectors';
import { scalesText, selectAsked, selectReal } from './shown';
import view from '../picture/view.module.css';
import styles from './sweep.module.css';
import type { Shown } from './use-tradeoff';

export function Note({ shown }: { readonly shown: Shown }): ReactElement {
  const of = useNudge(selectAsked);
  const hasReal = useNudge(selectReal) !== null;
  const classes = useNudge(selectClasses);
  return (
    <section className={styles.note} data-region="note" aria-label="What is measured">
      <p className={view.said}>
        {of === null ? (
          'What guidance buys and what it costs, measured once the model is here.'
        ) : (
          <>
            {of.guide === null ? 'Samples of the model alone' : 'What guidance buys, and what it costs'}:
            pictures of <b>{of.guide === null ? of.pack.title : targetWords(classes, of.target)}</b>, read by
            a judge that never guides.
          </>
        )}
      </p>
      {of !== null && <p className={view.said}>{missingOf(of, hasReal, shown)}</p>}
      {of !== null && of.leftOut.length > 0 && (
        <p className={view.said} role="status">
          s = {scalesText(of.leftOut)} is outside of what {of.guide?.title} takes, {of.guide?.scale.min} to{' '}
          {of.guide?.scale.max}, and is left out.
        </p>
      )}
    </section>
  );
}

/** The one thing that most needs saying. */
function missingOf(of: SweepOf, hasReal: boolean, { tradeoff, rows }: Shown): string {
  const about = 'Sentences and points are not measured here yet.';
  if (!of.pack.hasJudge) {
    return `This model has no judge: there are its samples, and their distances in pixels, which also count what went wrong as variety. ${about}`;
  }
  if (of.guide === null) return `Nothing was asked for, so there is nothing to accept. ${about}`;
  if (!hasReal) {
    return `No real samples of this come with the model, so acceptance and nats are all there is: variety is only told beside real ones. ${about}`;
  }
  if (of.settings.seeds === 1 && !rows.some(({ isShipped }) => isShipped)) {
    return `One seed shows what s does to one noise; to measure, ask for ${FEWEST} seeds or more. ${about}`;
  }
  if (tradeoff.m === null) {
    return `Variety is measured as soon as a scale has ${FEWEST} samples that the judge accepts. ${about}`;
  }
  return `Variety is that of the first ${tradeoff.m} accepted samples of each scale, since wrong ones would count as variety; the diamond is ${tradeoff.m} real ones. Bars are 95 % intervals. ${about}`;
}
