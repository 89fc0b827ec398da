// The numbers below a slider's track.

import type { ReactElement } from 'react';
import styles from './slider.module.css';

interface SliderTicksProps {
  readonly ticks: readonly number[];
  readonly min: number;
  readonly max: number;
}

export function SliderTicks({ ticks, min, max }: SliderTicksProps): ReactElement {
  return (
    <div className={styles.ticks} aria-hidden="true">
      {ticks.map((tick) => (
        <span key={tick} style={{ left: `${((tick - min) / (max - min)) * 100}%` }}>
          {tick}
        </span>
      ))}
    </div>
  );
}
