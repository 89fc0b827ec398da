// The plots of what guidance buys and costs: acceptance against variety, and recall against precision.

import type { ReactElement } from 'react';
import { Info } from '../../controls/info';
import type { Axis } from '../../plots/line-layout';
import type { Tick } from '../../plots/plot-axes';
import { PointsPlot, type PlottedPoint } from '../../plots/points-plot';
import view from '../picture/view.module.css';
import styles from './sweep.module.css';
import { range, toneOf, type PlotProps, type Row } from './plotted';
import { Surprise } from './surprise';
import { useNudge } from '../../store/use-store';
import { trainTimestepsOf } from '../run/selectors';
import type { Shown } from './use-tradeoff';

/** From the least that is known, in tenths, to all. */
function sharesFrom(lows: readonly number[]): { readonly axis: Axis; readonly ticks: readonly Tick[] } {
  const from = Math.max(0, Math.min(0.8, Math.floor(10 * Math.min(1, ...lows)) / 10));
  const ticks = [from, (from + 1) / 2, 1].map((at): Tick => ({ at, text: `${Math.round(100 * at)} %` }));
  return { axis: { from, to: 1 }, ticks };
}

export function TradeOff({ shown }: { readonly shown: Shown }): ReactElement {
  const { tradeoff } = shown;
  const rows = shown.rows.flatMap(({ scale, interval, name }, i): Row[] => {
    const found = tradeoff.rows[i] ?? null;
    return found === null ? [] : [{ scale, interval, name, found }];
  });
  const last = useNudge(trainTimestepsOf) - 1;
  const isOrdered = shown.rows.every(({ interval }) => interval === null);
  return (
    <div className={styles.plots}>
      <Main rows={rows} tradeoff={tradeoff} isOrdered={isOrdered} last={last} />
      <Coverage rows={rows} tradeoff={tradeoff} isOrdered={isOrdered} last={last} />
      <Surprise rows={rows} tradeoff={tradeoff} isOrdered={isOrdered} last={last} />
    </div>
  );
}

const EMPTY = 'too few accepted so far';

function Main({ rows, tradeoff: { m, real }, isOrdered }: PlotProps): ReactElement {
  const points = rows.flatMap(({ scale, name, found: { acceptance, variety } }): PlottedPoint[] =>
    variety === null
      ? []
      : [
          {
            name,
            x: variety.vendi.value,
            y: acceptance.value,
            xRange: range(variety.vendi),
            yRange: range(acceptance),
            tone: toneOf(scale),
          },
        ],
  );
  const all: PlottedPoint[] =
    real === null || points.length === 0
      ? points
      : [...points, { name: 'real', x: real.vendi, y: real.acceptance, tone: 'real' }];
  const most = m ?? 10;
  const least = Math.max(
    1,
    Math.floor(Math.min(most - 1, ...points.map(({ xRange }) => xRange?.[0] ?? most))),
  );
  const shares = sharesFrom(points.map(({ yRange }) => yRange?.[0] ?? 1));
  const said = all.map(({ name, x, y }) => `${name}: ${(100 * y).toFixed(0)} %, ${x.toFixed(1)} different`);
  return (
    <section>
      <h2 className={view.heading}>
        Trade-off
        <Info about="the trade-off">
          <p>
            Up: more of the samples are what was asked for. Right: those that are differ more from each other.
            Guidance goes up and left.
          </p>
          <p>
            The Vendi score (Friedman & Dieng 2023) is the effective number of different samples, from the
            judge’s features, with a Gaussian kernel as wide as half the median real distance. Intervals:
            Wilson for shares, a jackknife on the scale of log odds for what is computed of sets.
          </p>
        </Info>
      </h2>
      <PointsPlot
        label={`Trade-off: acceptance against different ones of ${m ?? 'm'}. ${said.join('; ')}`}
        points={all}
        x={{ from: least, to: most }}
        y={shares.axis}
        xTicks={[least, (least + most) / 2, most].map((at) => ({ at, text: formatShort(at) }))}
        yTicks={shares.ticks}
        xTitle={m === null ? 'different ones (Vendi)' : `different ones of ${m} (Vendi)`}
        yTitle="accepted by the judge"
        height={230}
        joined={isOrdered}
        empty={EMPTY}
      />
    </section>
  );
}

function Coverage({ rows, tradeoff: { m, real }, isOrdered }: PlotProps): ReactElement {
  const points = rows.flatMap(({ scale, name, found: { variety } }): PlottedPoint[] =>
    variety === null
      ? []
      : [
          {
            name,
            x: variety.precision.value,
            y: variety.recall.value,
            xRange: range(variety.precision),
            yRange: range(variety.recall),
            tone: toneOf(scale),
          },
        ],
  );
  const all: PlottedPoint[] =
    real === null || points.length === 0
      ? points
      : [...points, { name: 'real', x: real.precision, y: real.recall, tone: 'real' }];
  const across = sharesFrom(points.map(({ xRange }) => xRange?.[0] ?? 1));
  const up = sharesFrom(points.map(({ yRange }) => yRange?.[0] ?? 1));
  const said = all.map(
    ({ name, x, y }) => `${name}: recall ${(100 * y).toFixed(0)} %, precision ${(100 * x).toFixed(0)} %`,
  );
  return (
    <section>
      <h2 className={view.heading}>
        Recall and precision
        <Info about="recall and precision">
          <p>
            Precision: how many of the accepted samples lie among real ones. Recall: how many real ones lie
            near some sample, which with {m ?? 'few'} samples is small even for real ones (Kynkäänniemi et al.
            2019).
          </p>
        </Info>
      </h2>
      <PointsPlot
        label={`Recall against precision. ${said.join('; ')}`}
        points={all}
        x={across.axis}
        y={up.axis}
        xTicks={across.ticks}
        yTicks={up.ticks}
        xTitle={m === null ? 'precision' : `precision of ${m}`}
        yTitle="recall"
        height={190}
        joined={isOrdered}
        empty={EMPTY}
      />
    </section>
  );
}

const formatShort = (value: number): string => String(Number(value.toFixed(1)));
