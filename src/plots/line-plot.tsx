// A line plot: named lines, a cursor, a reference level and marks. Layout is in line-layout.ts.

import type { PointerEvent, ReactElement } from 'react';
import { linePath, xPixel, xValue, yPixel, type Axis, type Box, type Series } from './line-layout';
import styles from './line-plot.module.css';

export interface Tick {
  readonly at: number;
  readonly text: string;
}

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
  readonly reference?: { readonly at: number; readonly text: string };
  /** x of the places where the steering changed. */
  readonly marks?: readonly number[];
  /** Where each line's name stands, in x. */
  readonly names: Readonly<Record<string, { readonly at: number; readonly above: boolean }>>;
  /** Pointing at an x moves the playhead there. */
  readonly onPick?: (x: number) => void;
}

const WIDTH = 320;

export function LinePlot(props: LinePlotProps): ReactElement {
  const { label, series, x, y, xTicks, yTicks, height, cursor, reference, marks = [], names, onPick } = props;
  const box: Box = { width: WIDTH, height, left: 34, right: 6, top: 8, bottom: 20 };
  const floor = height - box.bottom;
  const pick = (event: PointerEvent<SVGSVGElement>): void => {
    if (onPick === undefined) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    onPick(xValue(box, x, ((event.clientX - bounds.left) / bounds.width) * WIDTH));
  };
  return (
    <svg
      className={styles.plot}
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={label}
      data-pick={onPick !== undefined}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pick(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) pick(event);
      }}
    >
      {yTicks.map((tick) => (
        <g key={tick.text}>
          <path className={styles.grid} d={`M${box.left} ${yPixel(box, y, tick.at)}H${WIDTH - box.right}`} />
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
          textAnchor={index === 0 ? 'start' : index === xTicks.length - 1 ? 'end' : 'middle'}
        >
          {tick.text}
        </text>
      ))}
      <path className={styles.axis} d={`M${box.left} ${box.top}V${floor}H${WIDTH - box.right}`} />
      {reference !== undefined && (
        <path
          className={styles.reference}
          d={`M${box.left} ${yPixel(box, y, reference.at)}H${WIDTH - box.right}`}
        />
      )}
      {marks.map((mark) => (
        <path key={mark} className={styles.mark} d={`M${xPixel(box, x, mark)} ${floor}l-3.2 5h6.4z`} />
      ))}
      {cursor !== null && (
        <path className={styles.cursor} d={`M${xPixel(box, x, cursor).toFixed(1)} ${box.top - 4}V${floor}`} />
      )}
      {series.map((line) => (
        <path key={line.name} className={styles.line} data-tone={line.tone} d={linePath(line, box, x, y)} />
      ))}
      {series.map((line) => {
        const place = names[line.name];
        const near = place === undefined ? undefined : nearest(line, place.at);
        if (place === undefined || near === undefined) return null;
        const [nearX, nearY] = near;
        const baseline = yPixel(box, y, nearY) + (place.above ? -6 : 14);
        return (
          <text
            key={line.name}
            className={styles.name}
            data-tone={line.tone}
            x={Math.min(WIDTH - 70, xPixel(box, x, nearX) + 3)}
            y={Math.max(12, Math.min(floor - 4, baseline))}
          >
            {line.name}
          </text>
        );
      })}
      {reference !== undefined && (
        <text
          className={styles.note}
          x={WIDTH - box.right}
          y={yPixel(box, y, reference.at) - 4}
          textAnchor="end"
        >
          {reference.text}
        </text>
      )}
    </svg>
  );
}

function nearest(line: Series, at: number): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined;
  for (const point of line.points) {
    if (Number.isNaN(point[1])) continue;
    if (best === undefined || Math.abs(point[0] - at) < Math.abs(best[0] - at)) best = point;
  }
  return best;
}
