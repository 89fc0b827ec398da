// The still part of a line plot: axes, ticks that have room, grid and the reference level.

import { memo, type ReactElement } from 'react';
import { PLOT_WIDTH, yPixel, type Axis, type Box } from './line-layout';
import styles from './line-plot.module.css';
import { xTickLabels, yTickLabels, type Tick } from './plot-labels';

export type { Tick } from './plot-labels';

/** A level to compare with, and what it means. */
export type Reference = Tick;

interface PlotAxesProps {
  readonly x: Axis;
  readonly y: Axis;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly box: Box;
  /** Of the type, in the plot's units. */
  readonly size: number;
  readonly reference: Reference | undefined;
}

export const PlotAxes = memo(function PlotAxes(props: PlotAxesProps): ReactElement {
  const { x, y, xTicks, yTicks, box, size, reference } = props;
  const right = PLOT_WIDTH - box.right;
  const labels = [...yTickLabels(yTicks, box, y, size), ...xTickLabels(xTicks, box, x, size)];
  return (
    <>
      {yTicks.map((tick) => (
        <path
          key={tick.text}
          className={styles.grid}
          d={`M${box.left} ${yPixel(box, y, tick.at)}H${right}`}
        />
      ))}
      {labels.map((label) => (
        <text
          key={`${label.text} ${label.x}`}
          className={styles.tick}
          x={label.x}
          y={label.y}
          textAnchor={label.anchor}
        >
          {label.text}
        </text>
      ))}
      <path className={styles.axis} d={`M${box.left} ${box.top}V${box.height - box.bottom}H${right}`} />
      {reference !== undefined && (
        <path className={styles.reference} d={`M${box.left} ${yPixel(box, y, reference.at)}H${right}`} />
      )}
    </>
  );
});
