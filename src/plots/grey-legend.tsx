// The legend of a picture: its greys from -1 to +1, the range of a sample's values.

import type { ReactElement } from 'react';
import styles from './signed-legend.module.css';

export function GreyLegend(): ReactElement {
  return (
    <div className={styles.box} aria-hidden="true">
      <div className={styles.legend}>
        <span>−1</span>
        <i className={styles.ramp} data-map="grey" />
        <span>+1</span>
      </div>
    </div>
  );
}
