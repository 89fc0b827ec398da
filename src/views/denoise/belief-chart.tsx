// The noisy classifier's belief in every class, guided beside not guided.

import type { ReactElement } from 'react';
import { Bars, type BarSeries } from '../../plots/bars';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import type { Step } from '../../terms/step';
import {
  selectClasses,
  selectLarge,
  selectLargeGuided,
  selectOther,
  selectSettings,
  selectStep,
} from './frame';
import styles from './belief-chart.module.css';

const PLACEHOLDER_LABELS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

function beliefOf(step: Step | null, lane: number, count: number): Float32Array {
  const probs = step?.classProbs;
  return probs === undefined || probs === null
    ? new Float32Array(count)
    : probs.subarray(lane * count, (lane + 1) * count);
}

export function BeliefChart(): ReactElement {
  const classes = useNudge(selectClasses);
  const settings = useNudge(selectSettings);
  const step = useNudgeFrame(selectStep);
  const labels = classes.length > 0 ? classes : PLACEHOLDER_LABELS;
  const large = useNudgeFrame(selectLarge);
  const other = useNudgeFrame(selectOther);
  const guided = useNudgeFrame(selectLargeGuided);
  const series: BarSeries[] = [
    {
      name: guided ? 'guided' : 'not guided',
      tone: guided ? 'guide' : 'model',
      values: beliefOf(step, large, labels.length),
    },
  ];
  if (other !== null) {
    series.push({ name: 'not guided', tone: 'model', values: beliefOf(step, other, labels.length) });
  }
  return (
    <>
      <div className={styles.chart}>
        <Bars
          label="Belief of the noisy classifier"
          labels={labels}
          series={series}
          highlighted={step?.lanes[large]?.target ?? settings.target}
        />
      </div>
      <div className={styles.key} aria-hidden="true">
        {guided && <span className={styles.guided}>guided</span>}
        {(other !== null || !guided) && <span className={styles.unguided}>not guided</span>}
      </div>
    </>
  );
}
