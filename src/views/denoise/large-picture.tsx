// x_t of a lane, large: the one that is looked at, or the one to compare it with.

import type { ReactElement } from 'react';
import { Formula, PredX0, XAt } from '../../controls/symbols';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import {
  labelOf,
  selectAlone,
  selectClasses,
  selectFinished,
  selectIsPair,
  selectLarge,
  selectLargeGuided,
  selectOther,
  selectSettings,
  selectStep,
  type Role,
} from './frame';
import styles from './large-picture.module.css';
import { paintLargePredX0, paintLargeXt, paintOtherXt } from './paint';
import { ProbedPicture } from './probed-picture';
import { VerdictLine } from './verdict-line';

export function LargePicture({ role }: { role: Role }): ReactElement {
  const classes = useNudge(selectClasses);
  const settings = useNudge(selectSettings);
  const isPair = useNudge(selectIsPair);
  const alone = useNudge(selectAlone);
  const step = useNudgeFrame(selectStep);
  const finished = useNudgeFrame(selectFinished);
  const lane = useNudgeFrame(role === 'large' ? selectLarge : selectOther) ?? 0;
  const { target, guidanceScale, seed } = step?.lanes[lane] ?? settings;
  const guided = useNudgeFrame(selectLargeGuided) && role === 'large';
  const aside = isPair ? (guided || alone ? '' : 'same noise, ') : `seed ${seed}, `;
  return (
    <figure className={styles.large} data-lane={guided ? 'guided' : 'unguided'}>
      <figcaption className={styles.title}>
        <b>
          {alone ? 'The model alone' : guided ? `Guided toward ${labelOf(classes, target)}` : 'Not guided'}
        </b>
        <span className={styles.aside}>
          <span className={styles.wide}>{aside}</span>
          <Formula>
            <XAt at={finished ? 0 : (step?.t ?? 'T')} />
          </Formula>
          {alone ? '' : `, s = ${guided ? guidanceScale.toFixed(1) : '0'}`}
        </span>
      </figcaption>
      <ProbedPicture
        label={guided ? 'Guided x_t' : 'Unguided x_t'}
        paint={role === 'large' ? paintLargeXt : paintOtherXt}
        frame={guided ? 'guide' : 'model'}
      />
      <VerdictLine lane={lane} first={role === 'large'} />
    </figure>
  );
}

/** Beside a model that runs alone there is no twin: what it expects, large. */
export function LargePredictedX0(): ReactElement {
  return (
    <figure className={styles.large} data-lane="unguided">
      <figcaption className={styles.title}>
        <b>What it expects</b>
        <span className={styles.aside}>
          <Formula>
            <PredX0 />
          </Formula>
        </span>
      </figcaption>
      <ProbedPicture label="Unguided predicted x_0" paint={paintLargePredX0} frame="model" />
    </figure>
  );
}
