// A histogram: one distribution filled, a second one as an outline over it, and the law that they are held against as
// a dashed curve.

import { useMemo, type ReactElement } from 'react';
import { curvePath, readBins, stepPath } from './histogram-layout';
import styles from './histogram.module.css';
import { PLOT_WIDTH, plotBox, type Axis } from './line-layout';
import { PlotAxes, type Tick } from './plot-axes';
import { widestOf } from './plot-labels';
import { PlotReader } from './plot-reader';
import { usePlotText } from './plot-text';

export interface Distribution {
  readonly name: string;
  /** Of each of equal bins over the x axis. */
  readonly density: ArrayLike<number>;
}

interface HistogramProps {
  /** What it shows, in words and numbers. */
  readonly label: string;
  readonly filled: Distribution;
  readonly outlined?: Distribution;
  /** Values at equally spaced x, both ends included. */
  readonly law: { readonly name: string; readonly values: ArrayLike<number> };
  readonly x: Axis;
  readonly y: Axis;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly height: number;
}

export function Histogram(props: HistogramProps): ReactElement {
  const { label, filled, outlined, law, x, y, xTicks, yTicks, height } = props;
  const { svg, size } = usePlotText();
  const widest = widestOf(yTicks, size);
  const box = useMemo(() => plotBox(height, widest), [height, widest]);
  const names = [filled.name, ...(outlined === undefined ? [] : [outlined.name]), law.name];
  const looks = ['filled', ...(outlined === undefined ? [] : ['outlined']), 'law'] as const;
  const bars = [filled, ...(outlined === undefined ? [] : [outlined])].map(({ name, density }) => ({
    name,
    values: density,
  }));
  return (
    <figure className={styles.figure}>
      <div className={styles.box}>
        <svg
          ref={svg}
          className={styles.plot}
          viewBox={`0 0 ${PLOT_WIDTH} ${height}`}
          role="img"
          aria-label={label}
          translate="no"
        >
          <path className={styles.filled} d={stepPath(filled.density, box, x, y)} />
          {outlined !== undefined && (
            <path className={styles.outlined} d={stepPath(outlined.density, box, x, y)} />
          )}
          <path className={styles.law} d={curvePath(law.values, box, x, y)} />
          <PlotAxes x={x} y={y} xTicks={xTicks} yTicks={yTicks} box={box} size={size} reference={undefined} />
        </svg>
        <PlotReader label={label} reading={readBins(bars, law, box, x, y)} box={box} />
      </div>
      <figcaption className={styles.key} aria-hidden="true">
        {names.map((name, i) => (
          <span key={name} data-look={looks[i]}>
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
