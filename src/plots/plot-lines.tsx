// The lines of a line plot with their names at them, and the marks on its x axis.

import { memo, type ReactElement } from 'react';
import {
  bandPath,
  linePath,
  lonePoints,
  PLOT_WIDTH,
  plotBox,
  xPixel,
  yPixel,
  type Axis,
  type Series,
} from './line-layout';
import styles from './line-plot.module.css';
import { placeNames, type NamePlaces } from './place-names';
import type { Reference } from './plot-axes';

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
      {series.map((line) =>
        line.band === undefined ? null : (
          <path
            key={`band ${line.name}`}
            className={styles.band}
            data-tone={line.tone}
            d={bandPath(line, box, x, y)}
          />
        ),
      )}
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
      {placeNames(series, names, box, x, y).map(({ series: line, x: left, y: baseline }) => (
        <text key={line.name} className={styles.name} data-tone={line.tone} x={left} y={baseline}>
          {line.name}
        </text>
      ))}
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
