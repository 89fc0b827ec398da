// The values of x_t's pixels against N(0, 1), in which every picture ends.

import type { ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { Formula, Xt } from '../../../controls/symbols';
import { densityOf, momentsOf } from '../../../diffusion/distribution';
import { formatSmall } from '../../../plots/format';
import { Histogram } from '../../../plots/histogram';
import { useNudgeFrame } from '../../../store/use-store';
import styles from '../section.module.css';
import { selectNoised } from '../../picture/shown';
import { BINS, DENSITY, DENSITY_TICKS, STANDARD_NORMAL, VALUE, VALUE_TICKS } from './values';

const LAW = { name: 'N(0, 1)', values: STANDARD_NORMAL } as const;

export function PixelValues(): ReactElement {
  const level = useNudgeFrame(selectNoised);
  const values = level?.xt ?? new Float32Array(0);
  const { mean, variance } = momentsOf(values);
  const words = level === null ? '' : `: mean ${formatSmall(mean)}, variance ${formatSmall(variance)}`;
  return (
    <section>
      <h2 className={styles.title}>
        Pixel values of{' '}
        <Formula>
          <Xt />
        </Formula>
        <Info about="the pixel values">
          <p>
            How the values of xₜ’s pixels are spread, as a density, against the normal law. A picture has most
            of its pixels at black and white; in the end nothing of it is left. Bars higher than the plot are
            cut off.
          </p>
        </Info>
        <span className={styles.aside}>
          {level === null ? '' : `mean ${formatSmall(mean)}, variance ${formatSmall(variance)}`}
        </span>
      </h2>
      <Histogram
        label={`Histogram of the pixel values of x_t against N(0, 1)${words}`}
        filled={{ name: 'pixels of xₜ', density: densityOf(values, VALUE.from, VALUE.to, BINS) }}
        law={LAW}
        x={VALUE}
        y={DENSITY}
        xTicks={VALUE_TICKS}
        yTicks={DENSITY_TICKS}
        height={130}
      />
    </section>
  );
}
