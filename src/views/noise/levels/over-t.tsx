// Over all t, at the forty values that the model is asked about: how far its x̂_0 is from the picture, how sure the
// classifier is, and how much of the picture is left.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { pairOfSchedules, type ScheduleName } from '../../../diffusion/forward/pair-of-schedules';
import { largestIndex } from '../../../plots/bars';
import { formatPercent, formatSmall } from '../../../plots/format';
import type { Axis, Series } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import type { Tick } from '../../../plots/plot-axes';
import type { NamePlaces } from '../../../plots/place-names';
import type { AnswersOverT } from '../../../worlds/images/noise-state';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import type { SchedulerConfig } from '../../../terms/scheduler';
import { labelOf, selectClasses, selectPack, trainTimestepsOf } from '../../run/selectors';
import { BeliefOverLevels } from './belief-over-levels';
import { SlotsOverLevels } from './slots-over-levels';
import styles from '../section.module.css';
import { selectAnswer, selectNoise, selectSchedule, selectOverT, selectTrueClass } from '../../picture/shown';
import { useNoiseActions } from '../../../worlds/images/use-noise';

const SHARE: Axis = { from: 0, to: 1 };
const SHARE_TICKS: readonly Tick[] = [
  { at: 1, text: '1' },
  { at: 0.5, text: '0.5' },
  { at: 0, text: '0' },
];
/** Points of a smooth curve. */
const POINTS = 100;

const INFO = (
  <Info about="the curves over t">
    <p>
      Reconstruction error: RMS per pixel of x̂₀ − x₀, where black is −1 and white is 1. Belief: p(y | xₜ) of
      the noisy classifier. ᾱ: the share of the picture in the variance of xₜ.
    </p>
    <p>The model is asked at forty values of t while nothing moves. Point into the plot to go there.</p>
  </Info>
);

export function OverT(): ReactElement {
  const pack = useNudge(selectPack);
  const classes = useNudge(selectClasses);
  const schedule = useNudge(selectSchedule);
  const truth = useNudge(selectTrueClass);
  const T = useNudge(trainTimestepsOf);
  const { t } = useNudge(selectNoise);
  const sweep = useNudgeFrame(selectOverT);
  const answer = useNudgeFrame(selectAnswer);
  const noise = useNoiseActions();
  const read = useMemo(() => readClearest(sweep), [sweep]);
  const watched = classes.length === 0 ? null : (truth ?? read?.label ?? null);
  const scheduler = pack?.scheduler ?? null;
  const alpha = useMemo(() => alphaLine(scheduler, schedule), [scheduler, schedule]);
  const belief = watched === null ? 'belief' : `belief in ${labelOf(classes, watched)}`;
  const unknown = truth === null && classes.length > 0;
  const series = useMemo(
    () => [...(alpha === null ? [] : [alpha]), ...answerLines(sweep, watched, belief)],
    [alpha, sweep, watched, belief],
  );
  const { x, xTicks, names } = useMemo(() => axisOf(T - 1, belief), [T, belief]);
  const words =
    answer === null
      ? 'not asked yet'
      : [
          `at t ${answer.sample.t} the error is ${formatSmall(answer.error)}`,
          watched === null || answer.beliefs === null
            ? ''
            : `, the ${belief} ${formatPercent(answer.beliefs[watched] ?? 0)}`,
        ].join('');
  return (
    <section data-region="over-t">
      <h2 className={styles.title}>Over all t{INFO}</h2>
      <LinePlot
        label={`Reconstruction error, belief and ᾱ over t: ${words}`}
        series={series}
        x={x}
        y={SHARE}
        xTicks={xTicks}
        yTicks={SHARE_TICKS}
        height={150}
        cursor={t}
        names={names}
        onPick={(at) => noise.setLevel(at)}
      />
      {unknown && (
        <p className={styles.facts}>
          {read === null
            ? 'What this picture is of is not known: its belief is followed once the classifier has read it at the least noise.'
            : `What this picture is of is not known; at t = ${read.t}, the least noise asked about, the classifier reads ${labelOf(classes, read.label)}, with ${formatPercent(read.belief)}.`}
        </p>
      )}
      <BeliefOverLevels />
      <SlotsOverLevels />
    </section>
  );
}

/** What the classifier reads at the least noise that it has been asked about; null before it has been asked there. */
export function readClearest({ t, points }: AnswersOverT): {
  readonly t: number;
  readonly label: number;
  readonly belief: number;
} | null {
  const [first] = points;
  const beliefs = first?.beliefs ?? null;
  if (beliefs === null || t[0] === undefined) return null;
  const label = largestIndex(beliefs);
  return { t: t[0], label, belief: beliefs[label] ?? 0 };
}

function alphaLine(scheduler: SchedulerConfig | null, schedule: ScheduleName): Series | null {
  if (scheduler === null) return null;
  const { alphasCumprod } = pairOfSchedules(scheduler)[schedule];
  const last = scheduler.trainTimesteps - 1;
  const points = Array.from({ length: POINTS + 1 }, (_, i): [number, number] => {
    const t = Math.round((i * last) / POINTS);
    return [t, alphasCumprod[t] ?? Number.NaN];
  });
  return { name: 'ᾱ', tone: 'quiet', points };
}

function answerLines({ t, points }: AnswersOverT, watched: number | null, belief: string): Series[] {
  const error: Series = {
    name: 'error of x̂₀',
    tone: 'model',
    points: points.flatMap((point, i) => (point === null ? [] : [[t[i] ?? 0, point.error] as const])),
  };
  if (watched === null) return [error];
  const sure: Series = {
    name: belief,
    tone: 'ink',
    points: points.flatMap((point, i) => {
      const probs = point?.beliefs ?? null;
      return probs === null ? [] : [[t[i] ?? 0, probs[watched] ?? 0] as const];
    }),
  };
  return [sure, error];
}

function axisOf(last: number, belief: string) {
  const names: NamePlaces = {
    ᾱ: { at: last * 0.08, above: false },
    [belief]: { at: last * 0.45, above: true },
    'error of x̂₀': { at: last * 0.72, above: true },
  };
  return {
    x: { from: 0, to: last },
    xTicks: [
      { at: 0, text: 't = 0' },
      { at: Math.round(last / 2), text: `${Math.round(last / 2)}` },
      { at: last, text: `${last}` },
    ],
    names,
  };
}
