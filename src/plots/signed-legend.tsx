// The legend of a signed map: its colours from -range to +range.

import type { ReactElement } from 'react';
import { formatRange } from './format';
import styles from './signed-legend.module.css';

export function SignedLegend({ range }: { range: number }): ReactElement {
  return (
    <div className={styles.box} aria-hidden="true">
      <div className={styles.legend}>
        <span>{range === 0 ? '–' : `−${formatRange(range)}`}</span>
        <i className={styles.ramp} />
        <span>{range === 0 ? '–' : `+${formatRange(range)}`}</span>
      </div>
    </div>
  );
}
