// The table of measures: a row a scale, each number with its 95 % interval, and real samples below.

import type { ReactElement } from 'react';
import type { Estimate } from '../../measures/shares';
import { useNudge } from '../../store/use-store';
import { kindOf, realValueOf, valueOf } from './kinds';
import { selectAsked, shortName, type ShownRow } from './shown';
import styles from './sweep.module.css';
import { useShown } from './use-tradeoff';

const share = (value: number): string => `${(100 * value).toFixed(0)} %`;
const one = (value: number): string => value.toFixed(1);
const two = (value: number): string => (Math.abs(value) < 0.005 ? 0 : value).toFixed(2);

export function MeasuresTable(): ReactElement {
  const shown = useShown();
  const of = useNudge(selectAsked);
  const { tradeoff, rows, distances } = shown;
  const { m, real } = tradeoff;
  const kind = kindOf(of);
  const isJudged = (of?.pack.hasJudge !== false || of.mixture !== null) && of?.guide !== null;
  return (
    // a table that is wider than its place can be scrolled, by keyboard too
    <div className={styles.scroll} role="region" aria-label="Measures by scale" tabIndex={0}>
      <table className={styles.table} aria-label="Measures">
        <caption>
          <b>Measures</b>
          {m === null ? '' : `variety at m = ${m} accepted samples of each row`}
        </caption>
        <thead>
          <tr>
            <th scope="col">{of?.settings.vary === 'interval' ? 'acts at t' : 's'}</th>
            <th scope="col">samples</th>
            {isJudged ? (
              <>
                <th scope="col">accepted</th>
                <th scope="col">{kind.nats.head}</th>
                {kind.measures.map((each) => (
                  <th key={each.id} scope="col">
                    {each.head(m)}
                  </th>
                ))}
              </>
            ) : (
              <th scope="col">distance in pixels</th>
            )}
          </tr>
        </thead>
        <tbody translate="no">
          {rows.map((row, i) => {
            const found = tradeoff.rows[i] ?? null;
            const variety = found?.variety ?? null;
            const few = found !== null && variety === null && m !== null;
            return (
              <tr key={row.name}>
                <th scope="row">{of?.guide === null ? '–' : shortName(row.name)}</th>
                <td>
                  {row.samples.length}
                  <small>{originOf(row)}</small>
                </td>
                {isJudged ? (
                  <>
                    <Value of={found?.acceptance} as={share} />
                    <Value of={found?.nats} as={two} />
                    {few ? (
                      <td colSpan={kind.measures.length}>
                        too few<small>{found.accepted} accepted</small>
                      </td>
                    ) : (
                      <>
                        {kind.measures.map((each) => (
                          <Value key={each.id} of={found && valueOf(found, each)} as={each.as} />
                        ))}
                      </>
                    )}
                  </>
                ) : (
                  <Value of={distances[i]} as={one} />
                )}
              </tr>
            );
          })}
          {real !== null && (
            <tr data-real="true">
              <th scope="row">real</th>
              <td>
                {m}
                <small>at a time</small>
              </td>
              <td>{share(real.acceptance)}</td>
              <td>{two(real.nats)}</td>
              {kind.measures.map((each) => {
                const value = realValueOf(real, each);
                return <td key={each.id}>{value === null ? '–' : each.as(value)}</td>;
              })}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function originOf({ isShipped, here, samples }: ShownRow): string {
  if (isShipped) return here.size === 0 ? 'precomputed' : `precomputed, ${here.size} here`;
  return samples.length === 0 ? '' : 'here';
}

interface ValueProps {
  readonly of: Estimate | null | undefined;
  readonly as: (value: number) => string;
}

function Value({ of, as }: ValueProps): ReactElement {
  if (of === null || of === undefined || Number.isNaN(of.value)) return <td>–</td>;
  const isBounded = Number.isFinite(of.low) && Number.isFinite(of.high);
  return (
    <td>
      {as(of.value)}
      <small>{isBounded ? `${as(of.low).replace(' %', '')}–${as(of.high)}` : 'no interval'}</small>
    </td>
  );
}
