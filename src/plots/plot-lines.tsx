// The lines of a line plot with their names at them, and the marks on its x axis.

import { memo, type ReactElement } from 'react';
import {
  linePath,
  lonePoints,
  nearestPoint,
  PLOT_WIDTH,
  plotBox,
  xPixel,
  yPixel,
  type Axis,
  type Series,
} from './line-layout';
import styles from './line-plot.module.css';
import type { Reference } from './plot-axes';

/** Where each line's name stands: near the point whose x is nearest. */
export type NamePlaces = Readonly<Record<string, { readonly at: number; readonly above: boolean }>>;

/** A place on the x axis with a word to it. */
export interface Flag {
  readonly at: number;
  readonly text: string;
}

interface PlotLinesProps {
  readonly series: readonly Series[];
  readonly x: Axis;
  readonly y: Axis;
  readonly height: number;
  readonly names: NamePlaces;
  readonly marks: readonly number[];
  readonly reference: Reference | undefined;
  readonly flag: Flag | null;
}

/** Room for a name at the right edge. */
const NAME_WIDTH = 70;

export const PlotLines = memo(function PlotLines(props: PlotLinesProps): ReactElement {
  const { series, x, y, height, names, marks, reference, flag } = props;
  const box = plotBox(height);
  const floor = height - box.bottom;
  return (
    <>
      {flag !== null && (
        <>
          <path className={styles.flag} d={`M${xPixel(box, x, flag.at).toFixed(1)} ${box.top}V${floor}`} />
          <text
            className={styles.note}
            x={xPixel(box, x, flag.at) + (xPixel(box, x, flag.at) > PLOT_WIDTH / 2 ? -4 : 4)}
            y={floor - 5}
            textAnchor={xPixel(box, x, flag.at) > PLOT_WIDTH / 2 ? 'end' : 'start'}
          >
            {flag.text}
          </text>
        </>
      )}
      {marks.map((mark) => (
        <path key={mark} className={styles.mark} d={`M${xPixel(box, x, mark)} ${floor}l-3.2 5h6.4z`} />
      ))}
      {series.map((line) => (
        <path key={line.name} className={styles.line} data-tone={line.tone} d={linePath(line, box, x, y)} />
      ))}
      {series.map((line) =>
        lonePoints(line).map(([atX, atY]) => (
          <circle
            key={`${line.name} ${atX}`}
            className={styles.lone}
            data-tone={line.tone}
            cx={xPixel(box, x, atX)}
            cy={yPixel(box, y, atY)}
            r={3}
          />
        )),
      )}
      {series.map((line) => {
        const place = names[line.name];
        const near = place === undefined ? undefined : nearestPoint(line, place.at);
        if (place === undefined || near === undefined) return null;
        const baseline = yPixel(box, y, near[1]) + (place.above ? -6 : 14);
        return (
          <text
            key={line.name}
            className={styles.name}
            data-tone={line.tone}
            x={Math.min(PLOT_WIDTH - NAME_WIDTH, xPixel(box, x, near[0]) + 3)}
            y={Math.max(12, Math.min(floor - 4, baseline))}
          >
            {line.name}
          </text>
        );
      })}
      {reference !== undefined && (
        <text
          className={styles.note}
          x={PLOT_WIDTH - box.right}
          y={yPixel(box, y, reference.at) - 4}
          textAnchor="end"
        >
          {reference.text}
        </text>
      )}
    </>
  );
});
