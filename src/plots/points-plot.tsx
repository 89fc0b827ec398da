// A plot of points that are known on both axes within intervals: a cross each, a line through them in their order, and
// others to compare with. Axes, ticks and type are those of a line plot.

import type { ReactElement } from 'react';
import { PLOT_WIDTH, plotBox, xPixel, yPixel, type Axis } from './line-layout';
import styles from './line-plot.module.css';
import { PlotAxes, type Tick } from './plot-axes';
import { placeNames } from './point-names';
import own from './points-plot.module.css';

export interface PlottedPoint {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Absent: it is known exactly. */
  readonly xRange?: readonly [low: number, high: number];
  readonly yRange?: readonly [low: number, high: number];
  /** `real` is none of the line's. */
  readonly tone: 'guide' | 'model' | 'real';
  /** Name of another line that it is of, which is dashed; absent: of the one. */
  readonly series?: string;
}

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
  /** In the place of points, where there are none. */
  readonly empty: string;
}

/** Below the ticks, for the name of the axis. */
const TITLE = 20;
/** Width of a title's character, generously. */
const TITLE_CHARACTER = 7;
const keyOf = ({
  name,
  series = '',
}: {
  readonly name: string;
  readonly series?: string | undefined;
}): string => `${series} ${name}`;

export function PointsPlot(props: PointsPlotProps): ReactElement {
  const { label, points, x, y, xTicks, yTicks, xTitle, yTitle, height } = props;
  const inner = height - TITLE;
  const box = plotBox(inner);
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
    [{ left: end - yTitle.length * TITLE_CHARACTER, right: end, top: -TITLE, bottom: -4 }],
  );
  const middle = (box.left + PLOT_WIDTH - box.right) / 2;
  return (
    <div className={styles.box}>
      <svg
        className={styles.plot}
        viewBox={`0 ${-TITLE} ${PLOT_WIDTH} ${height + TITLE}`}
        role="img"
        aria-label={label}
        translate="no"
      >
        <PlotAxes x={x} y={y} xTicks={xTicks} yTicks={yTicks} height={inner} reference={undefined} />
        <text className={own.title} x={end} y={-8} textAnchor="end">
          {yTitle}
        </text>
        <text className={own.title} x={end} y={height - 4} textAnchor="end">
          {xTitle}
        </text>
        {points.length === 0 && (
          <text className={styles.empty} x={middle} y={inner / 2} textAnchor="middle">
            {props.empty}
          </text>
        )}
        {points.map((point) => (
          <path key={keyOf(point)} className={own.range} data-tone={point.tone} d={cross(point)} />
        ))}
        {lines.map(({ series, at }) => (
          <polyline
            key={series ?? ''}
            className={own.line}
            data-other={series !== undefined}
            points={at.map((each) => each.join()).join(' ')}
          />
        ))}
        {points.map((point) => {
          const [cx, cy] = place(point);
          return point.tone === 'real' ? (
            <path key={keyOf(point)} className={own.real} d={`M${cx} ${cy - 6}l6 6l-6 6l-6-6z`} />
          ) : (
            <circle
              key={keyOf(point)}
              className={own.point}
              data-tone={point.tone}
              data-other={point.series !== undefined}
              cx={cx}
              cy={cy}
              r={4}
            />
          );
        })}
        {named.map(({ name, tone, series }, i) => (
          <text
            key={keyOf({ name, series })}
            className={styles.name}
            data-tone={tone === 'real' ? 'ink' : tone}
            x={names[i]?.x}
            y={names[i]?.y}
            textAnchor={names[i]?.anchor}
          >
            {name}
          </text>
        ))}
      </svg>
    </div>
  );

  function cross(point: PlottedPoint): string {
    const [cx, cy] = place(point);
    const [left, right] = (point.xRange ?? [point.x, point.x]).map((at) => xPixel(box, x, at));
    const [low, high] = (point.yRange ?? [point.y, point.y]).map((at) => yPixel(box, y, at));
    return `M${left} ${cy}H${right}M${cx} ${low}V${high}`;
  }
}
