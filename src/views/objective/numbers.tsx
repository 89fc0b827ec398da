// The whole bound of this picture, its parts, and the numbers of the t that is shown.

import type { ReactElement } from 'react';
import { formatSmall } from '../../plots/format';
import { useNudge } from '../../store/use-store';
import type { VarianceType } from '../../terms/scheduler';
import { selectNoise } from '../picture/shown';
import styles from './objective.module.css';
import { costOfVariance, type Evidence } from './shown';

interface NumbersProps {
  readonly evidence: Evidence | null;
  readonly variance: VarianceType;
}

export function Numbers({ evidence, variance }: NumbersProps): ReactElement {
  return (
    <section aria-label="The bound" data-region="note" className={styles.numbers} translate="no">
      <p className={styles.total}>
        <b>{evidence === null ? '–' : evidence.total.bits.toFixed(3)}</b> bits/dim
      </p>
      <p className={styles.said}>
        {evidence === null ? 'The model is asked about this picture.' : said(evidence)}
      </p>
      <table className={styles.table} aria-label="Parts of the bound">
        <tbody>
          <Row name="L_T, the prior" value={evidence?.prior} />
          <Row name="L_t, t ≥ 1" value={evidence === null ? undefined : stepsOf(evidence)} />
          <Row name="L_0, the last step" value={evidence?.rows.find(({ t }) => t === 0)?.bits} />
          {variance === 'fixed_large' && evidence !== null && (
            <Row name="for Σ = β alone" value={costOfVariance(evidence, variance)} />
          )}
        </tbody>
      </table>
      <AtThisT evidence={evidence} />
    </section>
  );
}

function stepsOf({ total, prior, rows }: Evidence): number | undefined {
  const last = rows.find(({ t }) => t === 0)?.bits;
  return last === undefined ? undefined : total.bits - prior - last;
}

function said({ total, rows, T, half }: Evidence): string {
  const rounded = 'The picture is rounded to 256 levels first: any other has no bits.';
  if (!total.complete) return `An estimate from ${rows.length} of ${T} values of t. ${rounded}`;
  return `All ${T} values of t, one noise each. Half of all bits are spent below t = ${half ?? 0}. ${rounded}`;
}

function AtThisT({ evidence }: { readonly evidence: Evidence | null }): ReactElement {
  const { t } = useNudge(selectNoise);
  const row = evidence?.rows.find((each) => each.t === t);
  return (
    <table className={styles.table}>
      <caption>At t = {t}, per pixel</caption>
      <tbody>
        <Row name="‖ε − ε_θ‖², L_simple" value={row?.loss} />
        <Row name="the same, of the clipped x̂₀" value={row?.clippedLoss} />
        <Row name="‖μ̂ − μ_θ‖²" value={row?.meanError} />
        <Row name="weight (nats)" value={row?.weight} />
        <Row name={t === 0 ? 'L_0 (bits)' : 'L_t (bits)'} value={row?.bits} />
      </tbody>
    </table>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: number | undefined }): ReactElement {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{value === undefined || Number.isNaN(value) ? '–' : formatSmall(value)}</td>
    </tr>
  );
}
