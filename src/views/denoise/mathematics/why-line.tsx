// One line of a derivation: the formula, and what it says.

import type { ReactElement, ReactNode } from 'react';
import styles from './why-shift.module.css';

export function Line({ formula, children }: { formula: ReactNode; children: ReactNode }): ReactElement {
  return (
    <li className={styles.line}>
      <math display="block" translate="no">
        {formula}
      </math>
      <p>{children}</p>
    </li>
  );
}
