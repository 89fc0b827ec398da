// A line plot: named lines, a cursor, a reference level and marks. Layout is in line-layout.ts. Axes and lines are
// drawn again only when they change, not when the cursor moves: keep the identity of their props.

import { useMemo, type PointerEvent, type ReactElement } from 'react';
import { isEmpty, PLOT_WIDTH, plotBox, xPixel, xValue, type Axis, type Series } from './line-layout';
import styles from './line-plot.module.css';
import { pickHandlers } from './picking';
import type { NamePlaces } from './place-names';
import { PlotAxes, type Reference, type Tick } from './plot-axes';
import { emptyLabels, referenceLabel, rectOf, widestOf } from './plot-labels';
import { PlotLines, type Flag } from './plot-lines';
import { PlotReader } from './plot-reader';
import { usePlotText } from './plot-text';
import { readLines, writerOf } from './reading';

interface LinePlotProps {
  /** What the plot shows, in words and numbers. */
  readonly label: string;
  readonly series: readonly Series[];
  readonly x: Axis;
  readonly y: Axis;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly height: number;
  /** Where the playhead is, in x; null for nowhere. */
  readonly cursor: number | null;
  readonly reference?: Reference;
  /** x of the places where the steering changed. */
  readonly marks?: readonly number[];
  readonly names: NamePlaces;
  readonly flag?: Flag | null;
  /** Why there is nothing to see, where no line has a point. */
  readonly empty?: string;
  /** Pointing at an x moves the playhead there. */
  readonly onPick?: (x: number) => void;
  /** Whether a mouse picks by hovering; else it must be pressed. */
  readonly hoverPicks?: boolean;
  /** How an x is written where it is read out; absent: as the ticks are. */
  readonly xText?: (x: number) => string;
}

const NO_MARKS: readonly number[] = [];

export function LinePlot(props: LinePlotProps): ReactElement {
  const { label, series, x, y, xTicks, yTicks, height, cursor, reference, names, onPick } = props;
  const { svg, size } = usePlotText();
  const widest = widestOf(yTicks, size);
  const box = useMemo(() => plotBox(height, widest), [height, widest]);
  const { xText } = props;
  const reading = useMemo(
    () => readLines(series, box, x, y, xText ?? writerOf(xTicks), writerOf(yTicks)),
    [series, box, x, y, xText, xTicks, yTicks],
  );
  const empty =
    props.empty === undefined || !series.every(isEmpty)
      ? []
      : emptyLabels(
          props.empty,
          box,
          size,
          reference === undefined ? [] : [rectOf(referenceLabel(reference, box, y), size)],
        );
  const pick = (event: PointerEvent): void => {
    if (onPick === undefined) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    onPick(xValue(box, x, ((event.clientX - bounds.left) / bounds.width) * PLOT_WIDTH));
  };
  return (
    <div className={styles.box}>
      <svg
        ref={svg}
        className={styles.plot}
        viewBox={`0 0 ${PLOT_WIDTH} ${height}`}
        role="img"
        aria-label={label}
        translate="no"
        data-pick={onPick !== undefined}
        {...pickHandlers(pick, props.hoverPicks === true)}
      >
        <PlotAxes x={x} y={y} xTicks={xTicks} yTicks={yTicks} box={box} size={size} reference={reference} />
        <PlotLines
          series={series}
          x={x}
          y={y}
          box={box}
          size={size}
          names={names}
          marks={props.marks ?? NO_MARKS}
          reference={reference}
          flag={props.flag ?? null}
        />
        {empty.map((line) => (
          <text key={line.y} className={styles.empty} x={line.x} y={line.y} textAnchor={line.anchor}>
            {line.text}
          </text>
        ))}
        {cursor !== null && (
          <path
            className={styles.cursor}
            d={`M${xPixel(box, x, cursor).toFixed(1)} ${box.top - 4}V${height - box.bottom}`}
          />
        )}
      </svg>
      <PlotReader
        label={label}
        reading={reading}
        box={box}
        from={cursor === null ? null : xPixel(box, x, cursor)}
        onPick={onPick}
      />
    </div>
  );
}
