// The legend of a signed map: its colours from -range to +range.

import type { ReactElement } from 'react';
import { formatRange } from './format';
import styles from './signed-legend.module.css';

/** @param sizes from 0 to +range alone */
export function SignedLegend({ range, sizes = false }: { range: number; sizes?: boolean }): ReactElement {
  if (sizes) {
    return (
      <div className={styles.box} aria-hidden="true">
        <div className={styles.legend}>
          <span>0</span>
          <i className={styles.ramp} data-map="size" />
          <span>{range === 0 ? '–' : formatRange(range)}</span>
        </div>
      </div>
    );
  }
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
