// The judge's surprise over what is varied: over s, or where in t each interval lies.

import type { ReactElement } from 'react';
import { Info } from '../../controls/info';
import { formatSmall } from '../../plots/format';
import type { Axis } from '../../plots/line-layout';
import type { Tick } from '../../plots/plot-axes';
import { PointsPlot, type PlottedPoint } from '../../plots/points-plot';
import view from '../picture/view.module.css';
import type { Kind } from './kinds';
import { shortName } from './shown';
import { toneOf, type PlotProps, type Row } from './plotted';

interface AcrossAxis {
  readonly x: Axis;
  readonly at: (row: Row, index: number) => Pick<PlottedPoint, 'x' | 'xRange'>;
  /** Where real samples stand. */
  readonly real: number;
  readonly ticks: (all: readonly PlottedPoint[]) => readonly Tick[];
}

/** A place for each scale, and one for real samples behind them. */
function ofScales(known: readonly Row[]): AcrossAxis {
  const real = Math.max(1, known.length);
  return {
    x: { from: -0.4, to: real + 0.5 },
    at: (_, i) => ({ x: i }),
    real,
    ticks: (all) => all.map(({ name, x }) => ({ at: name === 'real' ? x + 0.4 : x, text: shortName(name) })),
  };
}

/** Each interval where it lies in t. */
function ofIntervals(last: number): AcrossAxis {
  const at = (interval: Row['interval']): readonly [number, number] => interval ?? [0, last];
  return {
    x: { from: 0, to: last },
    at: ({ interval }) => ({ x: (at(interval)[0] + at(interval)[1]) / 2, xRange: at(interval) }),
    real: last,
    ticks: () =>
      [0, 0.25, 0.5, 0.75, 1].map((share) => ({ at: share * last, text: (share * last).toFixed(0) })),
  };
}

interface SurpriseProps extends PlotProps {
  readonly nats: Kind['nats'];
}

export function Surprise({
  nats: about,
  rows,
  tradeoff: { real },
  isOrdered,
  last,
}: SurpriseProps): ReactElement {
  const known = rows.filter(({ found }) => Number.isFinite(found.nats.value));
  const most = Math.max(1, ...known.map(({ found }) => Math.min(8, found.nats.value * 1.5)));
  const axis = isOrdered ? ofScales(known) : ofIntervals(last);
  const points = known.map((row, i): PlottedPoint => {
    const { nats } = row.found;
    return {
      name: row.name,
      ...axis.at(row, i),
      y: nats.value,
      ...(Number.isFinite(nats.high)
        ? { yRange: [Math.max(0, nats.low), Math.min(most, nats.high)] as const }
        : {}),
      tone: toneOf(row.scale),
    };
  });
  const all: PlottedPoint[] =
    real === null || points.length === 0
      ? points
      : [...points, { name: 'real', x: axis.real, y: real.nats, tone: 'real' }];
  const said = all.map(({ name, y }) => `${name}: ${formatSmall(y)}`);
  return (
    <section>
      <h2 className={view.heading}>
        {about.title}
        <Info about={about.title.toLowerCase()}>
          <p>{about.info}</p>
          <p>Where intervals are varied, each bar reaches as far as its interval.</p>
        </Info>
      </h2>
      <PointsPlot
        label={`${about.title} over ${isOrdered ? 's' : 'intervals'}. ${said.join('; ')}`}
        points={all}
        x={axis.x}
        y={{ from: 0, to: most }}
        named={false}
        xTicks={axis.ticks(all)}
        yTicks={[most, most / 2, 0].map((at) => ({ at, text: at === 0 ? '0' : at.toFixed(1) }))}
        xTitle={isOrdered ? 's' : 't in which s acts'}
        yTitle="nats"
        height={150}
        joined={isOrdered}
        empty="no sample yet"
      />
    </section>
  );
}
