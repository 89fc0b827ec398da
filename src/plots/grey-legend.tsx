// The legend of a picture: its greys from -1 to +1, the range of a picture's values, or of another.

import type { ReactElement } from 'react';
import styles from './signed-legend.module.css';

export function GreyLegend({ range }: { readonly range: number }): ReactElement {
  return (
    <div className={styles.box} aria-hidden="true">
      <div className={styles.legend}>
        <span>−{range}</span>
        <i className={styles.ramp} data-map="grey" />
        <span>+{range}</span>
      </div>
    </div>
  );
}
