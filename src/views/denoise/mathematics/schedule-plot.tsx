// The schedule that the pack was trained with: how much signal is left at t, and how noisy it is.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { createSchedule, signalToNoise } from '../../../diffusion/schedule';
import { formatSmall } from '../../../plots/format';
import type { Axis, Series } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import type { Tick } from '../../../plots/plot-axes';
import { useActions, useNudge, useNudgeFrame } from '../../../store/use-store';
import type { SchedulerConfig } from '../../../terms/scheduler';
import styles from '../pictures/along-the-way.module.css';
import { selectPack, selectResting, selectStep, selectSteps } from '../../run/selectors';
import { indexAt } from '../../../history/index-at';
import { steeringMarks } from '../../../history/steering-marks';

const SIZE: Axis = { from: 1e-5, to: 1e3, log: true };
const TICKS: readonly Tick[] = [
  { at: 1e3, text: '1000' },
  { at: 1, text: '1' },
  { at: 1e-3, text: '0.001' },
];
/** Points of a curve: more than pixels would be wasted. */
const POINTS = 120;

const INFO = (
  <Info about="the schedule">
    <p>
      x_t is √ᾱ of a picture and √(1 − ᾱ) of noise; SNR = ᾱ/(1 − ᾱ) is how much picture there is for each
      noise. β is the noise that one training step adds; a step of a shorter chain takes many of them at once.
    </p>
  </Info>
);

export function SchedulePlot(): ReactElement | null {
  const pack = useNudge(selectPack);
  const step = useNudgeFrame(selectStep);
  const steps = useNudgeFrame(selectSteps);
  const resting = useNudge(selectResting);
  const actions = useActions();
  const marks = useMemo(() => steeringMarks(steps).map(({ t }) => t), [steps]);
  const scheduler = pack?.scheduler ?? null;
  const parts = useMemo(() => (scheduler === null ? null : partsOf(scheduler)), [scheduler]);
  if (parts === null) return null;
  const numbers =
    step === null
      ? ''
      : `: at t ${step.transition.t} ᾱ is ${formatSmall(step.transition.alphaCumprod)}, SNR ${formatSmall(signalToNoise(step.transition.alphaCumprod))}, β of this step ${formatSmall(step.transition.beta)}`;
  return (
    <section>
      <h2 className={styles.title}>
        Schedule: β, ᾱ and SNR (log)
        {INFO}
      </h2>
      <LinePlot
        label={`Schedule over t${numbers}`}
        {...parts}
        y={SIZE}
        yTicks={TICKS}
        height={116}
        cursor={step?.transition.t ?? null}
        marks={marks}
        onPick={(t) => actions.scrub(indexAt(steps, t))}
        hoverPicks={resting}
      />
    </section>
  );
}

function partsOf(scheduler: SchedulerConfig) {
  const first = scheduler.trainTimesteps - 1;
  return {
    series: curvesOf(scheduler),
    x: { from: first, to: 0 },
    xTicks: [
      { at: first, text: `t = ${first}` },
      { at: 0, text: '0' },
    ],
    names: {
      SNR: { at: first * 0.12, above: true },
      ᾱ: { at: first * 0.1, above: false },
      β: { at: first * 0.9, above: true },
    },
  };
}

function curvesOf(scheduler: SchedulerConfig): readonly Series[] {
  const { betas, alphasCumprod } = createSchedule(scheduler);
  const last = scheduler.trainTimesteps - 1;
  const along = (value: (t: number) => number): [number, number][] =>
    Array.from({ length: POINTS + 1 }, (_, point) => {
      const t = Math.round(last - (last * point) / POINTS);
      return [t, value(t)];
    });
  const alphaCumprod = (t: number): number => alphasCumprod[t] ?? Number.NaN;
  return [
    { name: 'β', tone: 'quiet', points: along((t) => betas[t] ?? Number.NaN) },
    { name: 'ᾱ', tone: 'model', points: along(alphaCumprod) },
    { name: 'SNR', tone: 'ink', points: along((t) => signalToNoise(alphaCumprod(t))) },
  ];
}
