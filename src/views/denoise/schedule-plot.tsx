// The schedule that the pack was trained with: how much signal is left at t, and how noisy it is.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import { createSchedule, signalToNoise } from '../../diffusion/schedule';
import { formatSmall } from '../../plots/format';
import type { Axis, Series } from '../../plots/line-layout';
import { LinePlot, type Tick } from '../../plots/line-plot';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import type { SchedulerConfig } from '../../terms/scheduler';
import styles from './along-the-way.module.css';
import { selectPack, selectStep } from './frame';

const SIZE: Axis = { from: 1e-5, to: 1e3, log: true };
const TICKS: readonly Tick[] = [
  { at: 1e3, text: '1000' },
  { at: 1, text: '1' },
  { at: 1e-3, text: '0.001' },
];
/** Points of a curve: more than pixels would be wasted. */
const POINTS = 120;

export function SchedulePlot(): ReactElement | null {
  const pack = useNudge(selectPack);
  const step = useNudgeFrame(selectStep);
  const scheduler = pack?.scheduler ?? null;
  const series = useMemo(() => (scheduler === null ? [] : curvesOf(scheduler)), [scheduler]);
  if (scheduler === null) return null;
  const first = scheduler.trainTimesteps - 1;
  const numbers =
    step === null
      ? ''
      : `: at t ${step.t} ᾱ is ${formatSmall(step.alphaCumprod)}, SNR ${formatSmall(signalToNoise(step.alphaCumprod))}, β of this step ${formatSmall(step.beta)}`;
  return (
    <section>
      <h2 className={styles.title}>
        Schedule: β, ᾱ and SNR (log)
        <Info about="the schedule">
          <p>
            x_t is √ᾱ of a picture and √(1 − ᾱ) of noise; SNR = ᾱ/(1 − ᾱ) is how much picture there is for
            each noise. β is the noise that one training step adds; a step of a shorter chain takes many of
            them at once.
          </p>
        </Info>
      </h2>
      <LinePlot
        label={`Schedule over t${numbers}`}
        series={series}
        x={{ from: first, to: 0 }}
        y={SIZE}
        xTicks={[
          { at: first, text: `t = ${first}` },
          { at: 0, text: '0' },
        ]}
        yTicks={TICKS}
        height={116}
        cursor={step?.t ?? null}
        names={{
          SNR: { at: first * 0.12, above: true },
          ᾱ: { at: first * 0.1, above: false },
          β: { at: first * 0.9, above: true },
        }}
      />
    </section>
  );
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
