// How much the denoiser misses over t, beside the least that is possible, and how far it is from the exact one.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import type { Axis, Series } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import type { Tick } from '../../../plots/plot-axes';
import type { NamePlaces } from '../../../plots/place-names';
import { useNudgeFrame } from '../../../store/use-store';
import styles from './panels.module.css';
import { fieldTime } from '../../../worlds/plane/field-keeper';
import { useErrorByT } from './use-error-by-t';
import { type OpenedPlane } from '../../../worlds/plane/use-plane';

const X: Axis = { from: 999, to: 0 };
const X_TICKS: readonly Tick[] = [
  { at: 999, text: 't = 999' },
  { at: 500, text: '500' },
  { at: 0, text: '0' },
];
const Y: Axis = { from: 1e-4, to: 3, log: true };
const Y_TICKS: readonly Tick[] = [
  { at: 1, text: '1' },
  { at: 1e-2, text: '0.01' },
  { at: 1e-4, text: '1e-4' },
];
const NAMES: NamePlaces = {
  loss: { at: 780, above: true },
  'least possible': { at: 420, above: false },
  'from the exact one': { at: 880, above: false },
};

export function ErrorPlot({ plane }: { plane: OpenedPlane }): ReactElement {
  const error = useErrorByT(plane);
  const t = useNudgeFrame(fieldTime);
  const series = useMemo<readonly Series[]>(() => {
    if (error === null) return [];
    const line = (values: readonly number[]) =>
      error.times.map((time, i) => [time, (values[i] ?? 0) > 0 ? (values[i] ?? NaN) : NaN] as const);
    return [
      { name: 'least possible', tone: 'quiet', points: line(error.least) },
      { name: 'loss', tone: 'model', points: line(error.loss) },
      { name: 'from the exact one', tone: 'ink', points: line(error.fromExact) },
    ];
  }, [error]);
  const mean = error === null ? NaN : error.fromExact.reduce((a, b) => a + b, 0) / error.fromExact.length;
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>
        Loss per t
        <Info about="loss per t">
          Mean squares of v at twenty timesteps, on fresh noised points. Even the exact denoiser cannot know
          which noise was added: that is the least possible loss. The third line is what training can still
          win.
        </Info>
      </h2>
      <LinePlot
        label={`Loss per t; mean square from the exact denoiser ${Number.isNaN(mean) ? 'not known' : mean.toPrecision(2)}`}
        series={series}
        x={X}
        y={Y}
        xTicks={X_TICKS}
        yTicks={Y_TICKS}
        height={120}
        cursor={t}
        names={NAMES}
        empty="not asked yet"
      />
    </section>
  );
}
