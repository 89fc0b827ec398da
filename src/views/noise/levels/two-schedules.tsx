// Linear and cosine side by side: x_t at the same t, the model's answer to each, and ᾱ and SNR over all t.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { Formula, XAt } from '../../../controls/symbols';
import { ownName, pairOfSchedules, type ScheduleName } from '../../../diffusion/forward/pair-of-schedules';
import { signalToNoise, type Schedule } from '../../../diffusion/schedule';
import { formatSmall } from '../../../plots/format';
import type { Axis, Series } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import type { Tick } from '../../../plots/plot-axes';
import type { NoisedSample } from '../../../worlds/images/forward-samples';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import type { SchedulerConfig } from '../../../terms/scheduler';
import { selectPack } from '../../run/selectors';
import { paintPredX0Of, paintXtOf } from '../../picture/paint';
import { Painted, Titled } from '../../picture/painted';
import styles from '../section.module.css';
import { selectForwardSamples, selectNoise } from '../../picture/shown';
import { useNoiseActions } from '../../../worlds/images/use-noise';

const SHARE: Axis = { from: 0, to: 1 };
const SHARE_TICKS: readonly Tick[] = [
  { at: 1, text: '1' },
  { at: 0.5, text: '0.5' },
  { at: 0, text: '0' },
];
const RATIO: Axis = { from: 1e-5, to: 1e4, log: true };
const RATIO_TICKS: readonly Tick[] = [
  { at: 1e4, text: '1e4' },
  { at: 1, text: '1' },
  { at: 1e-4, text: '1e-4' },
];
const POINTS = 100;
const TITLES: Readonly<Record<ScheduleName, string>> = { linear: 'Linear', cosine: 'Cosine' };

const INFO = (
  <Info about="the two schedules">
    <p>
      Linear (Ho et al. 2020): β grows on a straight line, and the picture is gone long before the end. Cosine
      (Nichol & Dhariwal 2021): ᾱ = cos²(…), so that each t takes about as much of it away as any other.
    </p>
    <p>
      A network knows t only through ᾱ: an xₜ of another schedule is, for it, an xₜ′ of its own with the same
      ᾱ. SNR = ᾱ / (1 − ᾱ).
    </p>
  </Info>
);

export function TwoSchedules(): ReactElement {
  const pack = useNudge(selectPack);
  const moment = useNudgeFrame(selectForwardSamples);
  const scheduler = pack?.scheduler ?? null;
  const own = scheduler === null ? null : ownName(scheduler);
  return (
    <section className={styles.compared}>
      <h2 className={styles.title}>
        Linear and cosine
        {INFO}
      </h2>
      <p className={styles.lead}>
        {own === null
          ? 'The same picture and the same noise at the same t, mixed by two schedules. This model was trained on a third; about both it is asked at the t′ of its own schedule with equal ᾱ.'
          : `The same picture and the same noise at the same t, mixed by two schedules. The model was trained on the ${own} one; about the ${own === 'linear' ? 'cosine' : 'linear'} xₜ it is asked at the t′ of its own schedule with equal ᾱ.`}
      </p>
      <div className={styles.columns}>
        <div className={styles.pair}>
          <One schedule="linear" level={moment?.linear ?? null} />
          <One schedule="cosine" level={moment?.cosine ?? null} />
        </div>
        {scheduler !== null && <Curves scheduler={scheduler} />}
      </div>
    </section>
  );
}

function One({ schedule, level }: { schedule: ScheduleName; level: NoisedSample | null }): ReactElement {
  const facts = level === null ? '' : `ᾱ = ${formatSmall(level.alphaCumprod)}`;
  return (
    <div className={styles.plots}>
      <Titled
        title={
          <>
            <b>{TITLES[schedule]}</b>
            <Formula>
              <XAt at={level?.t ?? 't'} />
            </Formula>
          </>
        }
        aside={facts}
      >
        <Painted label={`${TITLES[schedule]} x_t`} description={facts} paint={paintXtOf[schedule]} />
      </Titled>
      <Titled tone="model" title={<b>Predicted</b>}>
        <Painted
          label={`Predicted x_0 of the ${schedule} x_t`}
          paint={paintPredX0Of[schedule]}
          frame="model"
        />
        <p className={styles.facts}>{level === null ? '' : askedText(level)}</p>
      </Titled>
    </div>
  );
}

/** How the model was asked: "asked at t = 400, its own", "asked at t′ = 312, ᾱ = 0.49". */
export function askedText({ t, askedT, alphaCumprod, askedAlphaCumprod }: NoisedSample): string {
  if (t === askedT && alphaCumprod === askedAlphaCumprod) return `asked at t = ${t}, its own schedule`;
  const most = Math.abs(Math.log(askedAlphaCumprod / alphaCumprod)) > 0.05;
  const beyond = most && alphaCumprod < askedAlphaCumprod ? ': it knows no more noise' : '';
  return `asked at t′ = ${askedT}, where ᾱ = ${formatSmall(askedAlphaCumprod)}${beyond}`;
}

function Curves({ scheduler }: { scheduler: SchedulerConfig }): ReactElement {
  const { t } = useNudge(selectNoise);
  const moment = useNudgeFrame(selectForwardSamples);
  const noise = useNoiseActions();
  const { alphas, ratios, x, xTicks, alphaNames, ratioNames } = useMemo(
    () => curvesOf(scheduler),
    [scheduler],
  );
  const words = (value: (alphaCumprod: number) => number): string =>
    moment === null
      ? ''
      : `: at t ${t} linear ${formatSmall(value(moment.linear.alphaCumprod))}, cosine ${formatSmall(value(moment.cosine.alphaCumprod))}`;
  const shared = { x, xTicks, height: 116, cursor: t, onPick: (at: number) => noise.setLevel(at) };
  return (
    <div className={styles.plots}>
      <div>
        <h3 className={styles.title}>ᾱ over t</h3>
        <LinePlot
          {...shared}
          label={`ᾱ of both schedules over t${words((alphaCumprod) => alphaCumprod)}`}
          series={alphas}
          y={SHARE}
          yTicks={SHARE_TICKS}
          names={alphaNames}
        />
      </div>
      <div>
        <h3 className={styles.title}>SNR over t (log)</h3>
        <LinePlot
          {...shared}
          label={`SNR of both schedules over t${words(signalToNoise)}`}
          series={ratios}
          y={RATIO}
          yTicks={RATIO_TICKS}
          names={ratioNames}
        />
      </div>
    </div>
  );
}

function curvesOf(scheduler: SchedulerConfig) {
  const { linear, cosine } = pairOfSchedules(scheduler);
  const last = scheduler.trainTimesteps - 1;
  const line = (
    name: string,
    tone: Series['tone'],
    from: Schedule,
    value: (a: number) => number,
  ): Series => ({
    name,
    tone,
    points: Array.from({ length: POINTS + 1 }, (_, i): [number, number] => {
      const t = Math.round((i * last) / POINTS);
      return [t, value(from.alphasCumprod[t] ?? Number.NaN)];
    }),
  });
  const both = (value: (a: number) => number): readonly Series[] => [
    line('linear', 'ink', linear, value),
    line('cosine', 'quiet', cosine, value),
  ];
  return {
    alphas: both((alphaCumprod) => alphaCumprod),
    ratios: both(signalToNoise),
    x: { from: 0, to: last },
    xTicks: [
      { at: 0, text: 't = 0' },
      { at: last, text: `${last}` },
    ],
    alphaNames: { linear: { at: last * 0.12, above: false }, cosine: { at: last * 0.42, above: true } },
    ratioNames: { linear: { at: last * 0.72, above: false }, cosine: { at: last * 0.5, above: true } },
  };
}
