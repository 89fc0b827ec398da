// What each of two trainings still misses over its steps, by either measure.

import { useMemo, type ReactElement } from 'react';
import { meanOf } from '../../../measures/point-evidence';
import type { Axis, Series } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import { logTicks } from '../../../plots/log-ticks';
import type { NamePlaces } from '../../../plots/place-names';
import type { Tick } from '../../../plots/plot-axes';
import type { Checkpoint, Study } from '../../../worlds/plane/objective/study';
import styles from './objective.module.css';
import { TONES } from './tones';

const Y: Axis = { from: 1e-4, to: 10, log: true };
const Y_TICKS = logTicks(-4, 0, 2);

export function LearningPlots({ study: { of, arms } }: { readonly study: Study }): ReactElement {
  const most = of?.train.mostSteps ?? 1;
  const x = useMemo<Axis>(() => ({ from: 0, to: most }), [most]);
  const xTicks = useMemo<readonly Tick[]>(
    () => [
      { at: 0, text: 'step 0' },
      { at: most, text: most.toLocaleString('en') },
    ],
    [most],
  );
  const [first, second] = arms.map(({ checkpoints }) => checkpoints);
  const lines = useMemo(() => {
    const line = (values: (checkpoint: Checkpoint) => readonly number[]): Series[] =>
      [first ?? [], second ?? []].map((checkpoints, i) => {
        const means = checkpoints.map((each) => [each.step, meanOf(values(each))] as const);
        return {
          name: of?.arms[i]?.title ?? '',
          tone: TONES[i]!,
          points: means.map(([step, { value }]) => [step, value] as const),
          band: means.map(([step, { low, high }]) => [step, Math.max(low, Y.from), high] as const),
        };
      });
    return { error: line(({ error }) => error), bits: line(({ bits }) => bits) };
  }, [of, first, second]);
  const names = useMemo<NamePlaces>(
    () =>
      Object.fromEntries(
        lines.error.map(({ name }, i) => [name, { at: most * (i === 0 ? 0.35 : 0.75), above: i === 1 }]),
      ),
    [lines, most],
  );
  const shared = {
    x,
    xTicks,
    y: Y,
    yTicks: Y_TICKS,
    height: 110,
    cursor: null,
    names,
    empty: 'not measured yet',
  };
  return (
    <div className={styles.plots}>
      <p className={styles.over}>Error of ε above the least possible, over the steps</p>
      <LinePlot {...shared} label="Error above the least over the steps" series={lines.error} />
      <p className={styles.over}>Bits above the least possible, over the steps</p>
      <LinePlot {...shared} label="Bits above the least over the steps" series={lines.bits} />
    </div>
  );
}
