// How large the nudge is beside the noise, over the run.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import { indexAt } from '../../history/index-at';
import { steeringMarks } from '../../history/steering-marks';
import { numbersOf } from '../../history/step-numbers';
import { formatSmall } from '../../plots/format';
import type { Axis } from '../../plots/line-layout';
import { LinePlot } from '../../plots/line-plot';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import { curvesOf } from '../run/curves';
import {
  selectGhostSteps,
  selectLarge,
  selectResting,
  selectStep,
  selectSteps,
  selectTimesteps,
} from '../run/selectors';
import { tAxis } from '../run/t-axis';
import styles from './panels.module.css';

const SIZE: Axis = { from: 1e-3, to: 2, log: true };
const TICKS = [
  { at: 1, text: '1' },
  { at: 0.1, text: '0.1' },
  { at: 1e-2, text: '0.01' },
] as const;
const GUIDED = { large: true, other: false } as const;
const INFO = (
  <Info about="nudge and noise">
    RMS per number of x. Under K updates with signs the nudge is about K·s·length wherever the signs agree,
    however sure the classifier is; without signs it fades as the classifier grows sure. None in the last
    steps.
  </Info>
);

export function SizePlot(): ReactElement {
  const actions = useActions();
  const resting = useNudge(selectResting);
  const steps = useNudgeFrame(selectSteps);
  const timesteps = useNudgeFrame(selectTimesteps);
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const ghost = useNudgeFrame(selectGhostSteps);
  const [first, last] = [timesteps[0] ?? 1999, timesteps.at(-1) ?? 0];
  const { x, xTicks, names } = useMemo(() => axisOf(first, last), [first, last]);
  const { size } = useMemo(() => curvesOf(steps, large, null, ghost, GUIDED), [steps, large, ghost]);
  const series = useMemo(
    () => size.map((line) => (line.tone === 'guide' ? { ...line, name: 'nudge' } : line)),
    [size],
  );
  const marks = useMemo(() => steeringMarks(steps).map((mark) => mark.t), [steps]);
  const numbers = step === null ? null : numbersOf(step);
  return (
    <section>
      <h2 className={styles.title}>
        Nudge and noise, RMS (log)
        {INFO}
      </h2>
      <LinePlot
        label={`Size of nudge and noise over t: nudge ${formatSmall(numbers?.lanes[large]?.nudgeRms ?? 0)}, noise ${formatSmall(numbers?.sigma ?? 0)}`}
        series={series}
        x={x}
        y={SIZE}
        xTicks={xTicks}
        yTicks={TICKS}
        height={108}
        cursor={step?.transition.t ?? null}
        marks={marks}
        names={names}
        onPick={(t) => actions.scrub(indexAt(steps, t))}
        hoverPicks={resting}
      />
    </section>
  );
}

function axisOf(first: number, last: number) {
  return {
    ...tAxis(first, last),
    names: {
      'noise σ': { at: first + (last - first) * 0.06, above: true },
      nudge: { at: first + (last - first) * 0.5, above: false },
      ghost: { at: first + (last - first) * 0.8, above: true },
    },
  };
}
