// The way of a picture into noise and back in one jump: x_0, x_t, x̂_0; below it the noise, the error, and the noisy
// classifier's belief.

import type { ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { Belief, Formula, PredX0, XAt } from '../../../controls/symbols';
import { Bars } from '../../../plots/bars';
import { formatSmall } from '../../../plots/format';
import { SignedLegend } from '../../../plots/signed-legend';
import type { State } from '../../../history/state';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { classesOf } from '../../../terms/pack-info';
import { labelOf, selectClasses, FIRST_LABELS } from '../../run/selectors';
import { DrawingSurface } from '../../picture/drawing-surface';
import { ERROR_RANGE, NOISE_RANGE, paintEps, paintError, paintPredX0, paintXt } from '../../picture/paint';
import { Painted, Titled } from '../../picture/painted';
import styles from './pictures.module.css';
import { selectAnswer, selectNoised, selectSlots, selectSource, selectTrueClass } from '../../picture/shown';
import { SlotsNow } from './slots-now';
import { WaitingCard } from '../../picture/waiting-card';

const XT_INFO = (
  <Info about="the noisy x_t">
    <p>
      xₜ = √ᾱ · x₀ + √(1 − ᾱ) · ε: the picture shrinks, the noise grows, and the variance stays near 1. The
      noise ε is one and the same for every t here, so that you see the picture sink into it.
    </p>
  </Info>
);

const PRED_INFO = (
  <Info about="the predicted x_0">
    <p>
      The model sees xₜ and t, nothing else, and says which noise it takes it for; x̂₀ = (xₜ − √(1 − ᾱ) · ε_θ)
      / √ᾱ. The more noise, the more it says what such pictures look like on average.
    </p>
  </Info>
);

const EPS_INFO = (
  <Info about="the noise">
    <p>The noise ε that is mixed in. Vermilion is above zero, teal below; the ends are three deviations.</p>
  </Info>
);

const ERROR_INFO = (
  <Info about="the error">
    <p>What the model’s x̂₀ has too much of (vermilion) and too little (teal). RMS is its size per pixel.</p>
  </Info>
);

const BELIEF_INFO = (
  <Info about="the noisy classifier">
    <p>
      What the classifier that guides makes of xₜ, class by class. As the noise grows it knows less: this is
      why guidance is weak at the beginning of a run.
    </p>
  </Info>
);

const SLOTS_INFO = (
  <Info about="what the guide reads">
    <p>
      What the model’s first guide makes of xₜ, attribute by attribute, and how sure it is. Where it reads
      something else, what the picture is of stands beside it; of a picture of your own, whose attributes
      nobody says, what the guide read at the least noise.
    </p>
  </Info>
);

const selectXtRms = (state: State): string => {
  const level = selectNoised(state);
  return level === null ? '' : `ᾱ = ${formatSmall(level.alphaCumprod)}`;
};
const selectErrorText = (state: State): string => {
  const answer = selectAnswer(state);
  return answer === null ? '' : `error ${formatSmall(answer.error)}`;
};

export function Pictures(): ReactElement {
  const drawing = useNudge(selectSource).kind === 'drawn';
  const level = useNudgeFrame(selectNoised);
  const alpha = useNudgeFrame(selectXtRms);
  const error = useNudgeFrame(selectErrorText);
  return (
    <div className={styles.pictures} data-drawing={drawing}>
      <div className={styles.large} data-region="pictures">
        <div className={styles.first}>
          <Titled
            title={
              <>
                <b>Picture</b>
                <Formula>
                  <XAt at={0} />
                </Formula>
              </>
            }
          >
            <DrawingSurface />
          </Titled>
        </div>
        <Titled
          title={
            <>
              <b>Noisy</b>
              <Formula>
                <XAt at={level?.t ?? 't'} />
              </Formula>
              {XT_INFO}
            </>
          }
          aside={alpha}
        >
          <Painted label="Noisy x_t" description={alpha} paint={paintXt} />
        </Titled>
        <Titled
          tone="model"
          title={
            <>
              <b>Predicted</b>
              <Formula>
                <PredX0 />
              </Formula>
              {PRED_INFO}
            </>
          }
          aside={error}
        >
          <div className={styles.answered}>
            <Painted label="Predicted x_0" description={error} paint={paintPredX0} frame="model" />
            <WaitingCard />
          </div>
        </Titled>
      </div>
      <div className={styles.parts}>
        <Titled
          title={
            <>
              The noise
              <Formula>
                <mi>ε</mi>
              </Formula>
              {EPS_INFO}
            </>
          }
        >
          <Painted label="Noise ε" paint={paintEps} />
          <SignedLegend range={NOISE_RANGE} />
        </Titled>
        <Titled
          title={
            <>
              The error
              <Formula>
                <PredX0 />
                <mo>−</mo>
                <XAt at={0} />
              </Formula>
              {ERROR_INFO}
            </>
          }
        >
          <Painted label="Error of the predicted x_0" description={error} paint={paintError} />
          <SignedLegend range={ERROR_RANGE} />
        </Titled>
        <BeliefNow />
      </div>
    </div>
  );
}

const selectHasClasses = (state: State): boolean =>
  state.model.pack === null || classesOf(state.model.pack).length > 0;

function BeliefNow(): ReactElement {
  const classes = useNudge(selectClasses);
  const hasClasses = useNudge(selectHasClasses);
  const answer = useNudgeFrame(selectAnswer);
  const truth = useNudge(selectTrueClass);
  const slots = useNudge(selectSlots);
  const labels = classes.length > 0 ? classes : FIRST_LABELS;
  return (
    <section className={styles.belief} aria-labelledby="noise-belief">
      <h2 id="noise-belief" className={styles.caption}>
        {slots.length > 0 ? (
          <span>What the guide reads</span>
        ) : (
          <span>
            Noisy classifier{' '}
            <Formula>
              <Belief />
            </Formula>
          </span>
        )}
        {slots.length > 0 ? SLOTS_INFO : BELIEF_INFO}
      </h2>
      {hasClasses ? (
        <div className={styles.chart}>
          <Bars
            label="Belief of the noisy classifier"
            labels={labels}
            series={[
              {
                name: truth === null ? 'this picture' : `this ${labelOf(labels, truth)}`,
                tone: 'model',
                values: answer?.beliefs ?? new Float32Array(labels.length),
              },
            ]}
            highlighted={truth ?? -1}
          />
        </div>
      ) : slots.length > 0 ? (
        <SlotsNow />
      ) : (
        <p className={styles.none}>This model has no classifier.</p>
      )}
    </section>
  );
}
