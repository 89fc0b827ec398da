// The legend of a signed map: its colours from -range to +range.

import type { ReactElement } from 'react';
import { formatRange } from './format';
import styles from './signed-legend.module.css';

export function SignedLegend({ range }: { range: number }): ReactElement {
  return (
    <div className={styles.legend} aria-hidden="true">
      <span>−{formatRange(range)}</span>
      <i className={styles.ramp} />
      <span>+{formatRange(range)}</span>
    </div>
  );
}
