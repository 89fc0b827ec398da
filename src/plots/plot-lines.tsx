// The lines of a line plot with their names at them, and the marks on its x axis.

import { memo, type ReactElement } from 'react';
import {
  bandPath,
  linePath,
  lonePoints,
  xPixel,
  yPixel,
  type Axis,
  type Box,
  type Series,
} from './line-layout';
import styles from './line-plot.module.css';
import { placeNames, type NamePlaces } from './place-names';
import type { Reference } from './plot-axes';
import { flagLabel, rectOf, referenceLabel, type Tick } from './plot-labels';

/** A place on the x axis with a word to it. */
export type Flag = Tick;

interface PlotLinesProps {
  readonly series: readonly Series[];
  readonly x: Axis;
  readonly y: Axis;
  readonly box: Box;
  /** Of the type, in the plot's units. */
  readonly size: number;
  readonly names: NamePlaces;
  readonly marks: readonly number[];
  readonly reference: Reference | undefined;
  readonly flag: Flag | null;
}

export const PlotLines = memo(function PlotLines(props: PlotLinesProps): ReactElement {
  const { series, x, y, box, size, names, marks, reference, flag } = props;
  const floor = box.height - box.bottom;
  const level = reference === undefined ? null : referenceLabel(reference, box, y);
  const taken = level === null ? [] : [rectOf(level, size)];
  const word = flag === null ? null : flagLabel(flag, box, x, size, taken);
  if (word !== null) taken.push(rectOf(word, size));
  const notes = [level, word].filter((label) => label !== null);
  return (
    <>
      {flag !== null && (
        <path className={styles.flag} d={`M${xPixel(box, x, flag.at).toFixed(1)} ${box.top}V${floor}`} />
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
      {placeNames(series, names, box, x, y, size, taken).map(({ series: line, x: left, y: baseline }) => (
        <text key={line.name} className={styles.name} data-tone={line.tone} x={left} y={baseline}>
          {line.name}
        </text>
      ))}
      {notes.map((label) => (
        <text key={label.text} className={styles.note} x={label.x} y={label.y} textAnchor={label.anchor}>
          {label.text}
        </text>
      ))}
    </>
  );
});
