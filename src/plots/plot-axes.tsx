// The still part of a line plot: axes, ticks, grid and the reference level.

import { memo, type ReactElement } from 'react';
import { PLOT_WIDTH, plotBox, xPixel, yPixel, type Axis } from './line-layout';
import styles from './line-plot.module.css';

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** A level to compare with, and what it means. */
export interface Reference {
  readonly at: number;
  readonly text: string;
}

interface PlotAxesProps {
  readonly x: Axis;
  readonly y: Axis;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly height: number;
  readonly reference: Reference | undefined;
}

export const PlotAxes = memo(function PlotAxes(props: PlotAxesProps): ReactElement {
  const { x, y, xTicks, yTicks, height, reference } = props;
  const box = plotBox(height);
  const right = PLOT_WIDTH - box.right;
  const anchor = (index: number): 'start' | 'middle' | 'end' =>
    index === 0 ? 'start' : index === xTicks.length - 1 ? 'end' : 'middle';
  return (
    <>
      {yTicks.map((tick) => (
        <g key={tick.text}>
          <path className={styles.grid} d={`M${box.left} ${yPixel(box, y, tick.at)}H${right}`} />
          <text className={styles.tick} x={box.left - 5} y={yPixel(box, y, tick.at) + 3.5} textAnchor="end">
            {tick.text}
          </text>
        </g>
      ))}
      {xTicks.map((tick, index) => (
        <text
          key={tick.text}
          className={styles.tick}
          x={xPixel(box, x, tick.at)}
          y={height - 6}
          textAnchor={anchor(index)}
        >
          {tick.text}
        </text>
      ))}
      <path className={styles.axis} d={`M${box.left} ${box.top}V${height - box.bottom}H${right}`} />
      {reference !== undefined && (
        <path className={styles.reference} d={`M${box.left} ${yPixel(box, y, reference.at)}H${right}`} />
      )}
    </>
  );
});
