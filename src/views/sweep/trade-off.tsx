// The plots of what guidance buys and costs: two measures against each other, a point a row; and the judge's NLL.

import type { ReactElement } from 'react';
import { Info } from '../../controls/info';
import { FEWEST } from '../../measures/tradeoff';
import type { Axis } from '../../plots/line-layout';
import type { Tick } from '../../plots/plot-axes';
import { wholeName } from '../../plots/plotted-point';
import { PointsPlot, type PlottedPoint } from '../../plots/points-plot';
import { useNudge } from '../../store/use-store';
import view from '../picture/view.module.css';
import { trainTimestepsOf } from '../run/selectors';
import { kindOf, realValueOf, valueOf, type PlotOf, type Quantity } from './kinds';
import { range, toneOf, type PlotProps, type Row } from './plotted';
import { selectAsked } from './shown';
import { Surprise } from './surprise';
import styles from './sweep.module.css';
import { useShown } from './use-tradeoff';

/** Why there is no point: where enough are accepted, only real samples can be missing. */
function emptyOf(rows: readonly Row[]): string {
  const enough = rows.some(({ found }) => found.accepted >= FEWEST);
  return enough ? 'variety needs real samples' : 'too few accepted so far';
}

export function TradeOff(): ReactElement {
  const shown = useShown();
  const kind = kindOf(useNudge(selectAsked));
  const { tradeoff } = shown;
  const rows = shown.rows.flatMap(({ scale, interval, name }, i): Row[] => {
    const found = tradeoff.rows[i] ?? null;
    return found === null ? [] : [{ scale, interval, name, found }];
  });
  const others = shown.others.flatMap(({ title, rows: theirs, measures }) =>
    theirs.flatMap(({ scale, interval, name }, i): Row[] => {
      const found = measures[i] ?? null;
      return found === null ? [] : [{ scale, interval, name, found, series: title }];
    }),
  );
  const last = useNudge(trainTimestepsOf) - 1;
  const isOrdered = shown.rows.every(({ interval }) => interval === null);
  const props: PlotProps = { rows, tradeoff, isOrdered, last };
  return (
    <div className={styles.plots}>
      {kind.plots.map((plot) => (
        <Against key={plot.title} plot={plot} {...props} rows={[...rows, ...others]} />
      ))}
      <Surprise nats={kind.nats} {...props} />
      {others.length > 0 && <Lines titles={shown.others.map(({ title }) => title)} />}
    </div>
  );
}

/** Which line is which. */
function Lines({ titles }: { readonly titles: readonly string[] }): ReactElement {
  const guide = useNudge(selectAsked)?.guide;
  return (
    <p className={view.said}>
      Solid: {guide?.title}. Dashed: {titles.join(', ')}, of the same class, seeds and chain.
    </p>
  );
}

interface AgainstProps extends PlotProps {
  readonly plot: PlotOf;
}

function Against({ plot, rows, tradeoff: { m, real }, isOrdered }: AgainstProps): ReactElement {
  const { title, about, info, x, y, height } = plot;
  const points = rows.flatMap(({ scale, name, found, series }): PlottedPoint[] => {
    const [atX, atY] = [valueOf(found, x), valueOf(found, y)];
    if (found.variety === null || atX === null || atY === null) return [];
    const ranges = { xRange: range(atX), yRange: range(atY) };
    const ofSeries = series === undefined ? {} : { series };
    return [{ name, x: atX.value, y: atY.value, ...ranges, tone: toneOf(scale), ...ofSeries }];
  });
  const [realX, realY] = real === null ? [null, null] : [realValueOf(real, x), realValueOf(real, y)];
  const all: PlottedPoint[] =
    realX === null || realY === null || points.length === 0
      ? points
      : [...points, { name: 'real', x: realX, y: realY, tone: 'real' }];
  const across = axisOf(
    x,
    m,
    all.map((each) => [each.x, each.xRange] as const),
  );
  const up = axisOf(
    y,
    m,
    all.map((each) => [each.y, each.yRange] as const),
  );
  const said = all.map((each) => `${wholeName(each)}: ${y.as(each.y)}, ${x.as(each.x)}`);
  return (
    <section>
      <h2 className={view.heading}>
        {title}
        <Info about={about}>
          {info.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Info>
      </h2>
      <PointsPlot
        label={`${title}: ${y.title(m)} against ${x.title(m)}. ${said.join('; ')}`}
        points={all}
        x={across.axis}
        y={up.axis}
        xTicks={across.ticks}
        yTicks={up.ticks}
        xTitle={x.title(m)}
        yTitle={y.title(m)}
        height={height}
        joined={isOrdered}
        empty={emptyOf(rows)}
      />
    </section>
  );
}

interface Scaled {
  readonly axis: Axis;
  readonly ticks: readonly Tick[];
}

type Placed = readonly [value: number, range: readonly [number, number] | undefined];

/** From the least that is known to the most that there can be. */
function axisOf({ reaches, as }: Quantity, m: number | null, placed: readonly Placed[]): Scaled {
  const lows = placed.flatMap(([value, ends]) => [value, ends?.[0] ?? value]);
  const highs = placed.flatMap(([value, ends]) => [value, ends?.[1] ?? value]);
  const finite = (values: readonly number[]): number[] => values.filter((each) => Number.isFinite(each));
  if (reaches === 'share') {
    const from = Math.max(0, Math.min(0.8, Math.floor(10 * Math.min(1, ...lows)) / 10));
    return scaled(from, 1, as);
  }
  if (reaches === 'm') {
    const most = m ?? 10;
    return scaled(Math.max(1, Math.floor(Math.min(most - 1, ...lows))), most, formatShort);
  }
  const from = Math.max(0, Math.floor(10 * Math.min(...finite(lows), 1)) / 10);
  return scaled(from, Math.max(from + 0.1, Math.ceil(10 * Math.max(...finite(highs), 0)) / 10), as);
}

function scaled(from: number, to: number, as: (value: number) => string): Scaled {
  return { axis: { from, to }, ticks: [from, (from + to) / 2, to].map((at) => ({ at, text: as(at) })) };
}

const formatShort = (value: number): string => String(Number(value.toFixed(1)));
