// A plot of points that are known on both axes within intervals: a cross each, a line through those that have an order,
// and others to compare with. Axes, ticks and type are those of a line plot.

import { useMemo, type ReactElement } from 'react';
import { PLOT_WIDTH, plotBox, xPixel, yPixel, type Axis } from './line-layout';
import styles from './line-plot.module.css';
import { PlotAxes, type Tick } from './plot-axes';
import { emptyLabels, widestOf } from './plot-labels';
import { PlotReader } from './plot-reader';
import { LETTER, usePlotText } from './plot-text';
import { readPoints, wholeName, type PlottedPoint } from './plotted-point';
import { placeNames } from './point-names';
import own from './points-plot.module.css';
import { writerOf } from './reading';

export type { PlottedPoint } from './plotted-point';

interface PointsPlotProps {
  /** What the plot shows, in words and numbers. */
  readonly label: string;
  readonly points: readonly PlottedPoint[];
  readonly x: Axis;
  readonly y: Axis;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly height: number;
  /** Whether each point's name stands beside it; absent: it does. */
  readonly named?: boolean;
  /** Whether a line leads through them in their order; absent: it does. */
  readonly joined?: boolean;
  /** In the place of points, where there are none. */
  readonly empty: string;
}

/** Below the ticks, for the name of the axis. */
const TITLE = 20;

export function PointsPlot(props: PointsPlotProps): ReactElement {
  const { label, points, x, y, xTicks, yTicks, xTitle, yTitle, height } = props;
  const inner = height - TITLE;
  const { svg, size } = usePlotText();
  const widest = widestOf(yTicks, size);
  const box = useMemo(() => plotBox(inner, widest), [inner, widest]);
  // without names at the points the x axis is what names them
  const across = props.named === false ? null : { axis: x, title: xTitle, text: writerOf(xTicks) };
  const reading = readPoints(points, box, across, { axis: y, title: yTitle, text: writerOf(yTicks) }, x);
  const place = ({ x: atX, y: atY }: PlottedPoint): readonly [number, number] => [
    xPixel(box, x, atX),
    yPixel(box, y, atY),
  ];
  const lines = [...new Set(points.map(({ series }) => series))].map((series) => ({
    series,
    at: points.filter((point) => point.series === series && point.tone !== 'real').map(place),
  }));
  const end = PLOT_WIDTH - box.right;
  const named = props.named === false ? [] : points;
  const names = placeNames(
    named.map((point) => ({ text: point.name, at: place(point) })),
    { left: box.left, right: PLOT_WIDTH, top: -TITLE, bottom: inner - 16 },
    [{ left: end - yTitle.length * LETTER * size, right: end, top: -TITLE, bottom: -4 }],
    size,
  );
  const empty = points.length === 0 ? emptyLabels(props.empty, box, size, []) : [];
  return (
    <div className={styles.box}>
      <svg
        ref={svg}
        className={styles.plot}
        viewBox={`0 ${-TITLE} ${PLOT_WIDTH} ${height + TITLE}`}
        role="img"
        aria-label={label}
        translate="no"
      >
        <PlotAxes x={x} y={y} xTicks={xTicks} yTicks={yTicks} box={box} size={size} reference={undefined} />
        <text className={own.title} x={end} y={-8} textAnchor="end">
          {yTitle}
        </text>
        <text className={own.title} x={end} y={height - 4} textAnchor="end">
          {xTitle}
        </text>
        {empty.map((row) => (
          <text key={row.y} className={styles.empty} x={row.x} y={row.y} textAnchor={row.anchor}>
            {row.text}
          </text>
        ))}
        {points.map((point) => (
          <path key={wholeName(point)} className={own.range} data-tone={point.tone} d={cross(point)} />
        ))}
        {props.joined !== false &&
          lines.map(({ series, at }) => (
            <polyline
              key={series ?? ''}
              className={own.line}
              data-other={series !== undefined || undefined}
              points={at.map((each) => each.join()).join(' ')}
            />
          ))}
        {points.map((point) => {
          const [cx, cy] = place(point);
          return point.tone === 'real' ? (
            <path key={wholeName(point)} className={own.real} d={`M${cx} ${cy - 6}l6 6l-6 6l-6-6z`} />
          ) : (
            <circle
              key={wholeName(point)}
              className={own.point}
              data-tone={point.tone}
              data-other={point.series !== undefined || undefined}
              cx={cx}
              cy={cy}
              r={4}
            />
          );
        })}
        {named.map((point, i) => {
          const spot = names[i] ?? null;
          return spot === null ? null : (
            <text
              key={wholeName(point)}
              className={styles.name}
              data-tone={point.tone === 'real' ? 'ink' : point.tone}
              x={spot.x}
              y={spot.y}
              textAnchor={spot.anchor}
            >
              {point.name}
            </text>
          );
        })}
      </svg>
      <PlotReader label={label} reading={reading} box={box} above={TITLE} below={TITLE} />
    </div>
  );

  function cross(point: PlottedPoint): string {
    const [cx, cy] = place(point);
    const [left, right] = (point.xRange ?? [point.x, point.x]).map((at) => xPixel(box, x, at));
    const [low, high] = (point.yRange ?? [point.y, point.y]).map((at) => yPixel(box, y, at));
    return `M${left} ${cy}H${right}M${cx} ${low}V${high}`;
  }
}
