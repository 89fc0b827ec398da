// The whole bound of this picture, its parts, and the numbers of the t that is shown.

import type { ReactElement, ReactNode } from 'react';
import { formatSmall } from '../../plots/format';
import { useNudge } from '../../store/use-store';
import type { VarianceType } from '../../terms/scheduler';
import type { BoundStatus } from '../../worlds/images/bound/bound';
import { selectNoise } from '../picture/shown';
import view from '../picture/view.module.css';
import styles from './objective.module.css';
import { costOfVariance, selectStatus, type Evidence } from './shown';

interface NumbersProps {
  readonly evidence: Evidence | null;
  readonly variance: VarianceType;
  readonly draws: number;
}

export function Numbers({ evidence, variance, draws }: NumbersProps): ReactElement {
  const status = useNudge(selectStatus);
  return (
    <section aria-label="The bound" data-region="note" className={styles.numbers} translate="no">
      <p className={styles.total}>
        <b>{evidence === null ? '–' : evidence.total.bits.toFixed(3)}</b> bits/dim
      </p>
      <p className={view.said}>{evidence === null ? NOTHING[status] : said(evidence)}</p>
      {draws > 1 && evidence !== null && <p className={view.said}>{ofDraws(evidence, draws)}</p>}
      <table className={styles.table} aria-label="Parts of the bound">
        <tbody>
          <Row name={<Term at="T">the prior</Term>} value={evidence?.prior} />
          <Row name={<Term at="t">t ≥ 1</Term>} value={evidence === null ? undefined : stepsOf(evidence)} />
          <Row
            name={<Term at="0">the last step</Term>}
            value={evidence?.rows.find(({ t }) => t === 0)?.bits}
          />
          {variance === 'fixed_large' && evidence !== null && (
            <Row name="for Σ = β alone" value={costOfVariance(evidence, variance)} />
          )}
        </tbody>
      </table>
      <AtThisT evidence={evidence} />
    </section>
  );
}

const ASKED = 'The model is asked about this picture.';
const NOTHING: Readonly<Record<BoundStatus, string>> = {
  measuring: ASKED,
  paused: ASKED,
  idle: 'Nothing is measured of this picture: press “Measure here”.',
};

function stepsOf({ total, prior, rows }: Evidence): number | undefined {
  const last = rows.find(({ t }) => t === 0)?.bits;
  return last === undefined ? undefined : total.bits - prior - last;
}

function said({ total, rows, T, half }: Evidence): string {
  const rounded = 'The picture is rounded to 256 levels first: any other has no bits.';
  if (!total.complete) return `An estimate from ${rows.length} of ${T} values of t. ${rounded}`;
  return `All ${T} values of t, one noise each. ${halfText(half ?? 0)} ${rounded}`;
}

/** Of the draws that are complete: how far apart their sums are. */
function ofDraws({ totals, T }: Evidence, draws: number): string {
  if (totals.length < 2) return `${totals.length} of ${draws} draws of the noise are complete.`;
  const [least, most] = [Math.min(...totals), Math.max(...totals)];
  const all = totals.length < draws ? `${totals.length} of ${draws}` : String(draws);
  return `Over ${all} draws of the noise, ${T} values of t each: ${least.toFixed(3)} to ${most.toFixed(3)} bits/dim.`;
}

const halfText = (half: number): string =>
  half === 0
    ? 'More than half of all bits are spent in the last step, at t = 0.'
    : `Half of all bits are spent at t ≤ ${half}.`;

function Term({ at, children }: { readonly at: string; readonly children: string }): ReactElement {
  return (
    <>
      L<sub>{at}</sub>, {children}
    </>
  );
}

function AtThisT({ evidence }: { readonly evidence: Evidence | null }): ReactElement {
  const { t } = useNudge(selectNoise);
  const row = evidence?.rows.find((each) => each.t === t);
  return (
    <table className={styles.table}>
      <caption>At t = {t}, per pixel</caption>
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

function Row({
  name,
  value,
}: {
  readonly name: ReactNode;
  readonly value: number | undefined;
}): ReactElement {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value === undefined || Number.isNaN(value) ? '–' : formatSmall(value)}</td>
    </tr>
  );
}
