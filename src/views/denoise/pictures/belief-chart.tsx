// The noisy classifier's belief in every class, guided beside not guided.

import type { ReactElement } from 'react';
import { Bars, type BarSeries } from '../../../plots/bars';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import type { Step } from '../../../terms/step';
import {
  FIRST_LABELS,
  selectClasses,
  selectLarge,
  selectLargeGuided,
  selectLargeWord,
  selectOtherWord,
  selectOther,
  selectOtherGuided,
  selectSettings,
  selectStep,
} from '../../run/selectors';
import styles from './belief-chart.module.css';
import { beliefsAbout } from '../../../terms/beliefs-about';
import { classOf } from '../../../terms/target';

function beliefOf(step: Step | null, lane: number, count: number): Float32Array {
  return (step && beliefsAbout(step, lane)) ?? new Float32Array(count);
}

export function BeliefChart(): ReactElement {
  const classes = useNudge(selectClasses);
  const settings = useNudge(selectSettings);
  const step = useNudgeFrame(selectStep);
  const labels = classes.length > 0 ? classes : FIRST_LABELS;
  const large = useNudgeFrame(selectLarge);
  const other = useNudgeFrame(selectOther);
  const guided = useNudgeFrame(selectLargeGuided);
  const otherGuided = useNudgeFrame(selectOtherGuided);
  const word = useNudgeFrame(selectLargeWord);
  const otherWord = useNudgeFrame(selectOtherWord);
  const seriesOf = (lane: number, isGuided: boolean, name: string): BarSeries => ({
    name,
    tone: isGuided ? 'guide' : 'model',
    values: beliefOf(step, lane, labels.length),
  });
  const series = [seriesOf(large, guided, word)];
  if (other !== null && step?.lanes[other]?.rule === undefined)
    series.push(seriesOf(other, otherGuided, otherWord));
  return (
    <>
      <div className={styles.chart}>
        <Bars
          label="Belief of the noisy classifier"
          labels={labels}
          series={series}
          highlighted={classOf(step?.lanes[large]?.target ?? settings.target) ?? -1}
        />
      </div>
      <div className={styles.key} aria-hidden="true">
        {series.map(({ name, tone }) => (
          <span key={name} className={tone === 'guide' ? styles.guided : styles.unguided}>
            {name}
          </span>
        ))}
      </div>
    </>
  );
}
