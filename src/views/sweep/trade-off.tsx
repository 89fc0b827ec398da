// The plots: acceptance against variety, recall against precision, and the judge's surprise over s.

import type { ReactElement } from 'react';
import { Info } from '../../controls/info';
import type { Estimate } from '../../measures/shares';
import type { RowMeasures, Tradeoff } from '../../measures/tradeoff';
import { formatSmall } from '../../plots/format';
import type { Axis } from '../../plots/line-layout';
import type { Tick } from '../../plots/plot-axes';
import { PointsPlot, type PlottedPoint } from '../../plots/points-plot';
import view from '../picture/view.module.css';
import styles from './sweep.module.css';
import { useNudge } from '../../store/use-store';
import { selectAsked } from './shown';
import type { Shown } from './use-tradeoff';

/** From the least that is known, in tenths, to all. */
function sharesFrom(lows: readonly number[]): { readonly axis: Axis; readonly ticks: readonly Tick[] } {
  const from = Math.max(0, Math.min(0.8, Math.floor(10 * Math.min(1, ...lows)) / 10));
  const ticks = [from, (from + 1) / 2, 1].map((at): Tick => ({ at, text: `${Math.round(100 * at)} %` }));
  return { axis: { from, to: 1 }, ticks };
}

interface Row {
  readonly scale: number;
  readonly found: RowMeasures;
  /** Title of another guide that it is of. */
  readonly series?: string;
}

export function TradeOff({ shown }: { readonly shown: Shown }): ReactElement {
  const { tradeoff } = shown;
  const rows = shown.rows.flatMap(({ scale }, i): Row[] => {
    const found = tradeoff.rows[i] ?? null;
    return found === null ? [] : [{ scale, found }];
  });
  const others = shown.others.flatMap(({ title, rows: theirs, measures }) =>
    theirs.flatMap(({ scale }, i): Row[] => {
      const found = measures[i] ?? null;
      return found === null ? [] : [{ scale, found, series: title }];
    }),
  );
  const all = [...rows, ...others];
  return (
    <div className={styles.plots}>
      <Main rows={all} tradeoff={tradeoff} />
      {others.length > 0 && <Lines titles={shown.others.map(({ title }) => title)} />}
      <Coverage rows={all} tradeoff={tradeoff} />
      <Surprise rows={rows} tradeoff={tradeoff} />
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

interface PlotProps {
  readonly rows: readonly Row[];
  readonly tradeoff: Tradeoff;
}

const range = ({ low, high }: Estimate): readonly [number, number] => [low, high];
const toneOf = (scale: number): PlottedPoint['tone'] => (scale === 0 ? 'model' : 'guide');
const EMPTY = 'too few accepted so far';

function Main({ rows, tradeoff: { m, real } }: PlotProps): ReactElement {
  const points = rows.flatMap(({ scale, series, found: { acceptance, variety } }): PlottedPoint[] =>
    variety === null
      ? []
      : [
          {
            name: `s = ${scale}`,
            x: variety.vendi.value,
            y: acceptance.value,
            xRange: range(variety.vendi),
            yRange: range(acceptance),
            tone: toneOf(scale),
            ...(series === undefined ? {} : { series }),
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
  const said = all.map(
    ({ name, series, x, y }) =>
      `${series === undefined ? '' : `${series}, `}${name}: ${(100 * y).toFixed(0)} %, ${x.toFixed(1)} different`,
  );
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
        empty={EMPTY}
      />
    </section>
  );
}

function Coverage({ rows, tradeoff: { m, real } }: PlotProps): ReactElement {
  const points = rows.flatMap(({ scale, series, found: { variety } }): PlottedPoint[] =>
    variety === null
      ? []
      : [
          {
            name: `s = ${scale}`,
            x: variety.precision.value,
            y: variety.recall.value,
            xRange: range(variety.precision),
            yRange: range(variety.recall),
            tone: toneOf(scale),
            ...(series === undefined ? {} : { series }),
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
    ({ name, series, x, y }) =>
      `${series === undefined ? '' : `${series}, `}${name}: recall ${(100 * y).toFixed(0)} %, precision ${(100 * x).toFixed(0)} %`,
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
        empty={EMPTY}
      />
    </section>
  );
}

function Surprise({ rows, tradeoff: { real } }: PlotProps): ReactElement {
  const known = rows.filter(({ found }) => Number.isFinite(found.nats.value));
  const most = Math.max(1, ...known.map(({ found }) => Math.min(8, found.nats.value * 1.5)));
  const points = known.map(({ scale, found: { nats } }, i): PlottedPoint => ({
    name: `s = ${scale}`,
    x: i,
    y: nats.value,
    ...(Number.isFinite(nats.high)
      ? { yRange: [Math.max(0, nats.low), Math.min(most, nats.high)] as const }
      : {}),
    tone: toneOf(scale),
  }));
  const last = Math.max(1, points.length);
  const all: PlottedPoint[] =
    real === null || points.length === 0
      ? points
      : [...points, { name: 'real', x: last, y: real.nats, tone: 'real' }];
  const said = all.map(({ name, y }) => `${name}: ${formatSmall(y)}`);
  return (
    <section>
      <h2 className={view.heading}>
        The judge’s NLL
        <Info about="the judge’s NLL">
          <p>
            −log p of what was asked for, by the judge, in nats, over all samples: 0 where it is sure, 2.3
            where it guesses among ten.
          </p>
        </Info>
      </h2>
      <PointsPlot
        label={`The judge’s NLL over s. ${said.join('; ')}`}
        points={all}
        x={{ from: -0.4, to: last + 0.5 }}
        y={{ from: 0, to: most }}
        named={false}
        xTicks={all.map(({ name, x }) => ({
          at: name === 'real' ? x + 0.4 : x,
          text: name.replace('s = ', ''),
        }))}
        yTicks={[most, most / 2, 0].map((at) => ({ at, text: at === 0 ? '0' : at.toFixed(1) }))}
        xTitle="s"
        yTitle="nats"
        height={150}
        empty="no sample yet"
      />
    </section>
  );
}

const formatShort = (value: number): string => String(Number(value.toFixed(1)));
