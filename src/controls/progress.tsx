// A progress bar that counts bytes.

import type { ReactElement } from 'react';
import styles from './progress.module.css';

/** "1.2 of 2.9 MB"; "0.4 MB" while the total is not known. */
export function bytesText(loaded: number, total: number): string {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
  return total > 0 ? `${megabytes(loaded)} of ${megabytes(total)} MB` : `${megabytes(loaded)} MB`;
}

interface ProgressProps {
  readonly label: string;
  /** Bytes so far. */
  readonly loaded: number;
  /** Bytes in all; 0 until known. */
  readonly total: number;
}

export function Progress({ label, loaded, total }: ProgressProps): ReactElement {
  const text = bytesText(loaded, total);
  return (
    <div>
      <div className={styles.text} aria-hidden="true">
        <span>{label}</span>
        <span className={styles.bytes}>{text}</span>
      </div>
      <progress
        className={styles.bar}
        {...(total > 0 ? { value: Math.min(loaded, total), max: total } : {})}
        aria-label={label}
        aria-valuetext={text}
      />
    </div>
  );
}
