// The pictures: guided and not guided large, what the model expects of each, the nudge between them, and the
// noisy classifier's belief.

import type { ReactElement, ReactNode } from 'react';
import { Toggle } from '../../controls/button';
import { Info } from '../../controls/info';
import { Belief as BeliefSymbol, Formula, PredX0, ScaledShift, XAt } from '../../controls/symbols';
import { formatSmall } from '../../plots/format';
import { SignedLegend } from '../../plots/signed-legend';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import { Apart } from './apart';
import { BeliefChart } from './belief-chart';
import {
  GUIDED,
  labelOf,
  selectClasses,
  selectFinished,
  selectSettings,
  selectStep,
  UNGUIDED,
} from './frame';
import { LoadingCard } from './loading-card';
import { useLooking } from './looking';
import {
  paintGuidedPredX0,
  paintGuidedXt,
  paintNudge,
  paintUnguidedPredX0,
  paintUnguidedXt,
  selectNudgeRange,
} from './paint';
import styles from './stage.module.css';
import { numbersOf } from '../../store/step-numbers';
import { ProbedPicture } from './probed-picture';
import { VerdictLine } from './verdict-line';

const BELIEF_INFO = (
  <Info about="the noisy classifier">
    <p>
      What a classifier trained on noisy pictures makes of both, class by class. Its gradient is what guides,
      so its belief rises because we push it: it is no evidence that the picture is good.
    </p>
    <p>Solid bars: guided. Hatched bars: not guided.</p>
  </Info>
);

const PRED_X0_INFO = (
  <Info about="the predicted x_0">
    What the model expects at the end, from this x_t alone, in one jump. It shows the decision long before the
    noisy picture does.
  </Info>
);

const NUDGE_INFO = (
  <Info about="the nudge">
    <p>
      What guidance adds to each pixel in this step. Vermilion makes a pixel brighter, teal darker; the ends
      of the scale are the largest nudge of the run so far, so that its rise and fall can be seen.
    </p>
  </Info>
);

export function Stage(): ReactElement {
  const { apart, setApart } = useLooking();
  return (
    <>
      <div className={styles.pair}>
        <LargePicture lane={GUIDED} />
        <LargePicture lane={UNGUIDED} />
        <LoadingCard />
      </div>
      <div className={styles.lower}>
        <div className={styles.toggle}>
          <Toggle pressed={apart} onChange={setApart}>
            Take the step apart
          </Toggle>
        </div>
        {apart ? <Apart /> : <Parts />}
      </div>
    </>
  );
}

function Parts(): ReactElement {
  return (
    <div className={styles.parts}>
      <PredictedX0 lane={GUIDED} />
      <NudgeMap />
      <PredictedX0 lane={UNGUIDED} />
      <section className={styles.belief} aria-labelledby="belief-title">
        <h2 id="belief-title" className={styles.caption}>
          <span>
            Noisy classifier{' '}
            <span className={styles.formula}>
              <Formula>
                <BeliefSymbol />
              </Formula>
            </span>
          </span>
          {BELIEF_INFO}
        </h2>
        <BeliefChart />
      </section>
    </div>
  );
}

function LargePicture({ lane }: { lane: typeof GUIDED | typeof UNGUIDED }): ReactElement {
  const guided = lane === GUIDED;
  const classes = useNudge(selectClasses);
  const settings = useNudge(selectSettings);
  const step = useNudgeFrame(selectStep);
  const finished = useNudgeFrame(selectFinished);
  const target = labelOf(classes, step?.lanes[lane]?.target ?? settings.target);
  const scale = step?.lanes[lane]?.guidanceScale ?? settings.guidanceScale;
  const at = finished ? 0 : (step?.t ?? 'T');
  return (
    <figure className={styles.large} data-lane={guided ? 'guided' : 'unguided'}>
      <figcaption className={styles.title}>
        <b>{guided ? `Guided toward ${target}` : 'Not guided'}</b>
        <span className={styles.aside}>
          {!guided && <span className={styles.wide}>same noise, </span>}
          <Formula>
            <XAt at={at} />
          </Formula>
          , s = {guided ? scale.toFixed(1) : '0'}
        </span>
      </figcaption>
      <ProbedPicture
        label={guided ? 'Guided x_t' : 'Unguided x_t'}
        paint={guided ? paintGuidedXt : paintUnguidedXt}
        frame={guided ? 'guide' : 'model'}
      />
      <VerdictLine lane={lane} />
    </figure>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }): ReactElement {
  return (
    <figure className={styles.part}>
      <figcaption className={styles.caption}>{title}</figcaption>
      {children}
    </figure>
  );
}

function PredictedX0({ lane }: { lane: typeof GUIDED | typeof UNGUIDED }): ReactElement {
  const guided = lane === GUIDED;
  return (
    <Part
      title={
        <>
          <span>
            <Formula>
              <PredX0 />
            </Formula>{' '}
            {guided ? 'guided' : 'not guided'}
          </span>
          {guided && PRED_X0_INFO}
        </>
      }
    >
      <ProbedPicture
        label={guided ? 'Guided predicted x_0' : 'Unguided predicted x_0'}
        paint={guided ? paintGuidedPredX0 : paintUnguidedPredX0}
      />
    </Part>
  );
}

function NudgeMap(): ReactElement {
  const step = useNudgeFrame(selectStep);
  const range = useNudgeFrame(selectNudgeRange);
  const rms = step === null ? null : (numbersOf(step).lanes[GUIDED]?.nudgeRms ?? 0);
  const size = rms === null ? 'none yet' : `${formatSmall(rms)} RMS per pixel, at most ${formatSmall(range)}`;
  return (
    <Part
      title={
        <>
          <span>
            The nudge{' '}
            <span className={styles.formula}>
              <Formula>
                <ScaledShift />
              </Formula>
            </span>
          </span>
          {NUDGE_INFO}
        </>
      }
    >
      <ProbedPicture label="Nudge" description={size} paint={paintNudge} />
      <SignedLegend range={range} />
    </Part>
  );
}
