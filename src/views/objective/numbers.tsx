// The whole bound of this picture, its parts, and the numbers of the t that is shown.

import type { ReactElement } from 'react';
import { useNudge } from '../../store/use-store';
import type { VarianceType } from '../../terms/scheduler';
import { selectPack } from '../run/selectors';
import { selectNoise } from '../picture/shown';
import view from '../picture/view.module.css';
import styles from './objective.module.css';
import { Row } from './row';
import { halfText, ROUNDED, comparedText, lostText, nothingText, saidOfSet } from './sentences';
import { costOfVariance, selectStatus, type Evidence } from './shown';
import { Tiles } from './tiles';
import type { Shown } from './use-shown';

interface NumbersProps {
  readonly shown: Shown;
  readonly variance: VarianceType;
  readonly draws: number;
}

export function Numbers({ shown, variance, draws }: NumbersProps): ReactElement {
  const { evidence, lanes, compared } = shown;
  const pack = useNudge(selectPack);
  const status = useNudge(selectStatus);
  return (
    <section aria-label="The bound" data-region="note" className={styles.numbers} translate="no">
      <p className={styles.total}>
        <b>{evidence === null ? '–' : evidence.total.bits.toFixed(3)}</b> bits/dim
        {lanes.kind === 'foreign' ? ', own' : ''}
      </p>
      <p className={view.said}>
        {evidence === null
          ? nothingText(lanes, status)
          : evidence.set === undefined
            ? said(evidence)
            : saidOfSet(evidence, evidence.set)}
      </p>
      {lanes.lost > 0 && <p className={view.said}>{lostText(lanes.lost, pack?.title ?? 'this model')}</p>}
      {lanes.kind === 'foreign' && (
        <p className={view.said}>{comparedText(compared, pack?.title ?? 'This model')}</p>
      )}
      <Tiles shown={shown} />
      {draws > 1 && lanes.kind === 'one' && evidence !== null && (
        <p className={view.said}>{ofDraws(evidence, draws)}</p>
      )}
      <table className={styles.table} aria-label="Parts of the bound">
        <tbody>
          <Row name={<Term at="T">the prior</Term>} value={evidence?.prior} />
          <Row name={<Term at="t">t ≥ 1</Term>} value={evidence === null ? undefined : stepsOf(evidence)} />
          <Row
            name={<Term at="0">the last step</Term>}
            value={evidence === null ? undefined : lastOf(evidence)}
          />
          {variance === 'fixed_large' && evidence !== null && (
            <Row name="for Σ = β alone" value={costOfVariance(evidence, variance)} />
          )}
        </tbody>
      </table>
      <AtThisT shown={shown} />
    </section>
  );
}

/** L_0, once it is known. */
function lastOf({ rows, upTo }: Pick<Evidence, 'rows' | 'upTo'>): number | undefined {
  return rows[0]?.t === 0 ? upTo[0] : undefined;
}

function stepsOf({ total, prior, rows, upTo }: Evidence): number | undefined {
  const last = lastOf({ rows, upTo });
  return last === undefined ? undefined : total.bits - prior - last;
}

function said({ total, rows, T, half }: Evidence): string {
  if (!total.complete) return `An estimate from ${rows.length} of ${T} values of t. ${ROUNDED}`;
  return `All ${T} values of t, one noise each. ${halfText(half ?? 0)} ${ROUNDED}`;
}

/** Of the draws that are complete: how far apart their sums are. */
function ofDraws({ totals, T }: Evidence, draws: number): string {
  if (totals.length < 2) return `${totals.length} of ${draws} draws of the noise are complete.`;
  const [least, most] = [Math.min(...totals), Math.max(...totals)];
  const all = totals.length < draws ? `${totals.length} of ${draws}` : String(draws);
  return `Over ${all} draws of the noise, ${T} values of t each: ${least.toFixed(3)} to ${most.toFixed(3)} bits/dim.`;
}

function Term({ at, children }: { readonly at: string; readonly children: string }): ReactElement {
  return (
    <>
      L<sub>{at}</sub>, {children}
    </>
  );
}

function AtThisT({ shown: { evidence, lanes } }: { readonly shown: Shown }): ReactElement {
  const { t } = useNudge(selectNoise);
  const row = evidence?.rows.find((each) => each.t === t);
  return (
    <table className={styles.table}>
      <caption>
        At t = {t}, per pixel{{ one: '', set: ', mean', foreign: ', of own' }[lanes.kind]}
      </caption>
      <tbody>
        <Row
          name={
            <>
              ‖ε − ε<sub>θ</sub>‖², L<sub>simple</sub>
            </>
          }
          value={row?.loss}
        />
        <Row name="the same, of the clipped x̂₀" value={row?.clippedLoss} />
        <Row
          name={
            <>
              ‖μ̂ − μ<sub>θ</sub>‖²
            </>
          }
          value={row?.meanError}
        />
        <Row name="weight (nats)" value={row?.weight} />
        <Row name={<Term at={t === 0 ? '0' : 't'}>bits</Term>} value={row?.bits} />
      </tbody>
    </table>
  );
}
