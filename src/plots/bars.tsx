// Bars of belief: for each class, one lane beside another. Short labels stand under upright bars; words stand
// left of lying ones. Colour is not the only carrier: the second lane's bars are hatched.

import type { CSSProperties, ReactElement } from 'react';
import { formatPercent } from './format';
import styles from './bars.module.css';

/** One lane’s belief. */
export interface BarSeries {
  readonly name: string;
  readonly tone: 'guide' | 'model';
  /** One probability a label, 0 to 1. */
  readonly values: ArrayLike<number>;
}

interface BarsProps {
  readonly label: string;
  readonly labels: readonly string[];
  /** One or two. */
  readonly series: readonly BarSeries[];
  /** Index of the label that is asked for. */
  readonly highlighted: number;
}

/** Upright when no label is longer than two characters. */
export function orientationOf(labels: readonly string[]): 'upright' | 'lying' {
  return labels.every((label) => label.length <= 2) ? 'upright' : 'lying';
}

/** Index of the largest value; the first of equals; -1 for none. */
export function largestIndex(values: ArrayLike<number>): number {
  let best = -1;
  for (let index = 0; index < values.length; index++) {
    if (best < 0 || (values[index] ?? 0) > (values[best] ?? 0)) best = index;
  }
  return best;
}

/** "guided: 7, 76 %; not guided: 6, 80 %" */
export function beliefInWords(labels: readonly string[], series: readonly BarSeries[]): string {
  return series
    .map((lane) => {
      const top = largestIndex(lane.values);
      return `${lane.name}: ${labels[top] ?? 'nothing yet'}, ${formatPercent(lane.values[top] ?? 0)}`;
    })
    .join('; ');
}

/**
 * Towards which side the label of a bar's top leans, so that it does not lie over the other lane's: "middle" unless
 * both stand on neighbouring bars.
 *
 * @param tops index of the largest value of each lane
 */
export function leanOf(tops: readonly number[], lane: number): 'left' | 'middle' | 'right' {
  const [first, second] = tops.map((top, row) => top * tops.length + row);
  if (first === undefined || second === undefined || Math.abs(first - second) > 1) return 'middle';
  return (lane === 0) === first < second ? 'left' : 'right';
}

export function Bars({ label, labels, series, highlighted }: BarsProps): ReactElement {
  const tops = series.map((lane) => largestIndex(lane.values));
  return (
    <div
      className={styles.bars}
      data-orientation={orientationOf(labels)}
      role="img"
      aria-label={`${label}. ${beliefInWords(labels, series)}`}
    >
      {labels.map((text, index) => (
        <div key={text} className={styles.group} data-on={index === highlighted}>
          <div className={styles.columns}>
            {series.map((lane, row) => {
              const value = lane.values[index] ?? 0;
              const style: CSSProperties & { '--value': number } = { '--value': value };
              return (
                <i key={lane.name} className={styles.bar} data-tone={lane.tone} style={style}>
                  {tops[row] === index && value > 0 && (
                    <span className={styles.top} data-lean={leanOf(tops, row)}>
                      {formatPercent(value).replace(' ', '')}
                    </span>
                  )}
                </i>
              );
            })}
          </div>
          <span className={styles.name}>{text}</span>
        </div>
      ))}
    </div>
  );
}
