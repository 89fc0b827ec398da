// A labelled place in the controls column: label with its symbol, what it does to the mathematics, the value
// with its unit at the right, and the control itself below.

import type { ReactElement, ReactNode } from 'react';
import { Info } from './info';
import styles from './field.module.css';

export interface FieldText {
  readonly label: string;
  /** The paper's symbol, after the label. */
  readonly symbol?: ReactNode;
  /** What it does to the mathematics: a sentence or two. */
  readonly info: ReactNode;
}

interface FieldProps extends FieldText {
  readonly labelId: string;
  readonly value?: ReactNode | undefined;
  readonly tone?: 'guide' | 'model';
  readonly children: ReactNode;
}

export function Field({
  label,
  symbol,
  info,
  labelId,
  value,
  tone = 'model',
  children,
}: FieldProps): ReactElement {
  return (
    <div className={styles.field} data-tone={tone}>
      <div className={styles.head}>
        <span className={styles.label}>
          <span id={labelId}>{label}</span>
          {symbol !== undefined && (
            <span className={styles.symbol} translate="no">
              {symbol}
            </span>
          )}
          <Info about={label.toLowerCase()}>{info}</Info>
        </span>
        {value !== undefined && (
          <span className={styles.value} translate="no">
            {value}
          </span>
        )}
      </div>
      {children}
    </div>
  );
}
