// The losses of the sentence over all t, and the numbers of the t that is shown.

import type { ReactElement } from 'react';
import { useNudge } from '../../../store/use-store';
import { lossRefusal } from '../../../worlds/words/losses/loss-state';
import view from '../../picture/view.module.css';
import { selectPack } from '../../run/selectors';
import { Row } from '../row';
import styles from '../objective.module.css';
import { NO_BITS, nothingOfSentence, ofLossDraws, saidOfLosses } from './sentences';
import { selectLossSettings, selectLossStatus, selectLossText, type LossEvidence } from './shown';

export function LossNumbers({ evidence }: { readonly evidence: LossEvidence | null }): ReactElement {
  const status = useNudge(selectLossStatus);
  const { draws, t } = useNudge(selectLossSettings);
  const refusal = lossRefusal(useNudge(selectLossText), useNudge(selectPack));
  const row = evidence?.rows.find((each) => each.t === t);
  return (
    <section aria-label="The losses" data-region="note" className={styles.numbers} translate="no">
      <p className={styles.total}>
        <b>{evidence === null ? '–' : evidence.mean.error.toFixed(3)}</b> training loss
      </p>
      <p className={view.said}>
        {refusal ?? (evidence === null ? nothingOfSentence(status) : saidOfLosses(evidence))}
      </p>
      {draws > 1 && evidence !== null && <p className={view.said}>{ofLossDraws(evidence, draws)}</p>}
      <table className={styles.table} aria-label="Parts of the loss">
        <tbody>
          <Row name="‖x₀ − x̂₀‖² per number, mean over t" value={evidence?.mean.error} />
          <Row name="rounding −log p(w | x₀), nats a place" value={evidence?.atX0} />
          <Row name="the same of x̂₀, mean over t" value={evidence?.mean.rounding} />
          <Row name="left of x₀ at T, per number" value={evidence?.prior} />
        </tbody>
      </table>
      <table className={styles.table}>
        <caption>At t = {t}</caption>
        <tbody>
          <Row name="‖x₀ − x̂₀‖² per number" value={row?.error} />
          <Row name="rounding −log p(w | x̂₀), nats a place" value={row?.rounding} />
          <tr>
            <th scope="row">places read rightly</th>
            <td>
              {row === undefined || evidence === null
                ? '–'
                : `${Math.round(row.right * evidence.of.tokens.length)} of ${evidence.of.tokens.length}`}
            </td>
          </tr>
        </tbody>
      </table>
      <p className={view.said}>{NO_BITS}</p>
    </section>
  );
}
