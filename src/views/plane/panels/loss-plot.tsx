// The losses over the steps: every one faintly, their running means on top.

import { useMemo, type ReactElement } from 'react';
import type { Axis, Series } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import type { Tick } from '../../../plots/plot-axes';
import type { NamePlaces } from '../../../plots/place-names';
import type { KeptCurve, TrainingState } from '../../../worlds/plane/training';
import styles from './panels.module.css';

const Y: Axis = { from: 0.01, to: 3, log: true };
const Y_TICKS: readonly Tick[] = [
  { at: 1, text: '1' },
  { at: 0.1, text: '0.1' },
  { at: 0.01, text: '0.01' },
];

export function LossPlot({ training }: { training: TrainingState | null }): ReactElement {
  const step = Math.max(100, training?.step ?? 0);
  const denoiser = training?.denoiser;
  const classifier = training?.classifier ?? null;
  const series = useMemo<readonly Series[]>(() => {
    if (denoiser === undefined) return [];
    const lines: Series[] = [
      { name: 'each step', tone: 'faint', points: pointsOf(denoiser, denoiser.raw) },
      { name: 'denoiser, L_simple', tone: 'model', points: pointsOf(denoiser, denoiser.smoothed) },
    ];
    if (classifier !== null) {
      lines.push({ name: 'classifier', tone: 'guide', points: pointsOf(classifier, classifier.smoothed) });
    }
    return lines;
  }, [denoiser, classifier]);
  const x = useMemo<Axis>(() => ({ from: 0, to: step }), [step]);
  const xTicks = useMemo<readonly Tick[]>(
    () => [
      { at: 0, text: 'step 0' },
      { at: step, text: step.toLocaleString('en') },
    ],
    [step],
  );
  const names = useMemo<NamePlaces>(
    () => ({
      'denoiser, L_simple': { at: step * 0.35, above: true },
      classifier: { at: step * 0.35, above: false },
    }),
    [step],
  );
  const now = denoiser?.smoothed.at(-1);
  const nowClassifier = classifier?.smoothed.at(-1);
  return (
    <figure className={styles.figure}>
      <LinePlot
        label="Loss"
        series={series}
        x={x}
        y={Y}
        xTicks={xTicks}
        yTicks={Y_TICKS}
        height={132}
        cursor={null}
        names={names}
        empty="nothing has been trained here yet"
      />
      <figcaption className={styles.caption}>
        {now === undefined
          ? 'Loss over the steps: nothing yet.'
          : `Loss now: denoiser ${now.toFixed(3)} (mean square of v)${nowClassifier === undefined ? '' : `, classifier ${nowClassifier.toFixed(3)} nats`}.`}
      </figcaption>
    </figure>
  );
}

function pointsOf({ every }: KeptCurve, values: readonly number[]): readonly (readonly [number, number])[] {
  return values.map((value, i) => [(i + 1) * every, value]);
}
