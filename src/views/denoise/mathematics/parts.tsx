// Below the large pictures: what the model expects of each, the nudge between them, and the noisy classifier's
// belief.

import { Suspense, useState, type ReactElement, type ReactNode } from 'react';
import { Info } from '../../../controls/info';
import { Belief as BeliefSymbol, Formula, PredX0, ScaledShift } from '../../../controls/symbols';
import { formatSmall } from '../../../plots/format';
import { GreyLegend } from '../../../plots/grey-legend';
import { SignedLegend } from '../../../plots/signed-legend';
import { numbersOf } from '../../../history/step-numbers';
import { greyRange } from '../../../terms/planes';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { BeliefChart } from '../pictures/belief-chart';
import { SlotBeliefs, SlotsInfo } from '../later-asking';
import { selectLargeFree, selectLargeGuide, selectSlots } from '../../run/slots';
import {
  selectAlone,
  selectLarge,
  selectLargeGuided,
  selectLargeWord,
  selectOtherWord,
  selectOther,
  selectOtherGuided,
  selectSampler,
  selectShape,
  selectStep,
  type Role,
} from '../../run/selectors';
import {
  paintLargePredX0,
  paintNudge,
  paintNudgeOf,
  paintOtherPredX0,
  selectNudgeRange,
} from '../pictures/paint';
import { WhyBlurry, WhyNoisy } from '../answers';
import { NoBelief } from './no-belief';
import { emptyNudge, saidOf } from './sentences';
import styles from './parts.module.css';
import { TrainedOn } from './trained-on';
import type { State } from '../../../history/state';
import { ProbedPicture } from '../pictures/probed-picture';

const BELIEF_INFO = (
  <Info about="the noisy classifier">
    <p>
      What a classifier trained on noisy pictures makes of both, class by class. Where its gradient guides,
      its belief rises because we push it: it is no evidence that the picture is good.
    </p>
    <p>
      <WhyNoisy />
    </p>
    <p>Solid bars: the lane that is there to be guided. Hatched bars: not guided.</p>
  </Info>
);

const PRED_X0_INFO = (
  <Info about="the predicted x_0">
    <p>What the model expects at the end, from this x_t alone, in one jump.</p>
    <p>
      <WhyBlurry />
    </p>
    <p>
      <TrainedOn />
    </p>
  </Info>
);

function NudgeInfo(): ReactElement {
  const empty = useNudgeFrame(nudgeIsEmpty);
  return (
    <Info about="the nudge">
      {empty !== '' && <p>{empty}</p>}
      <p>
        What guidance adds to each pixel in this step. Vermilion makes a pixel brighter, teal darker; the ends
        of the scale are the largest nudge of the run so far, so that its rise and fall can be seen.
      </p>
    </Info>
  );
}

const nudgeIsEmpty = (state: State): string => emptyNudge(saidOf(state));

export function Parts(): ReactElement | null {
  const alone = useNudge(selectAlone);
  const slots = useNudge(selectSlots);
  const guide = useNudgeFrame(selectLargeGuide);
  const compared = useNudgeFrame(selectOther) !== null;
  const guided = useNudgeFrame(selectLargeGuided);
  const otherGuided = useNudgeFrame(selectOtherGuided);
  const free = useNudgeFrame(selectLargeFree);
  if (alone) return null; // what the model expects stands large beside x_t
  return (
    <div className={styles.parts} data-compared={compared} data-slots={slots.length > 0}>
      <PredictedX0 role="large" guided={guided} />
      <NudgeMap />
      {compared && <PredictedX0 role="other" guided={otherGuided} />}
      {free ? (
        <NoBelief />
      ) : (
        <section className={styles.belief} aria-labelledby="belief-title" data-region="belief">
          <h2 id="belief-title" className={styles.caption}>
            <span>
              {slots.length > 0 ? `Belief of “${guide?.title ?? ''}”` : 'Noisy classifier'}{' '}
              {slots.length === 0 && (
                <span className={styles.formula}>
                  <Formula>
                    <BeliefSymbol />
                  </Formula>
                </span>
              )}
            </span>
            {slots.length > 0 ? (
              <Suspense>
                <SlotsInfo />
              </Suspense>
            ) : (
              BELIEF_INFO
            )}
          </h2>
          {slots.length > 0 ? (
            <Suspense>
              <SlotBeliefs />
            </Suspense>
          ) : (
            <BeliefChart />
          )}
        </section>
      )}
    </div>
  );
}

interface PartProps {
  readonly region: string;
  readonly title: ReactNode;
  readonly children: ReactNode;
}

function Part({ region, title, children }: PartProps): ReactElement {
  return (
    <figure className={styles.part} data-region={region}>
      <figcaption className={styles.caption}>{title}</figcaption>
      {children}
    </figure>
  );
}

function PredictedX0({ role, guided }: { role: Role; guided: boolean }): ReactElement {
  const word = useNudgeFrame(role === 'large' ? selectLargeWord : selectOtherWord);
  return (
    <Part
      region="expected"
      title={
        <>
          <span>
            <Formula>
              <PredX0 />
            </Formula>{' '}
            {word}
          </span>
          {role === 'large' && PRED_X0_INFO}
        </>
      }
    >
      <ProbedPicture
        label={`${!guided ? 'Unguided' : word === 's = 0' ? 'At s = 0,' : 'Guided'} predicted x_0`}
        paint={role === 'large' ? paintLargePredX0 : paintOtherPredX0}
      />
      <GreyLegend range={greyRange(useNudge(selectShape))} />
    </Part>
  );
}

/** Paints of a colour picture's nudge: its size, and each channel. */
const COLOUR_NUDGES = [
  { label: 'size', paint: paintNudge },
  { label: 'red', paint: paintNudgeOf(0) },
  { label: 'green', paint: paintNudgeOf(1) },
  { label: 'blue', paint: paintNudgeOf(2) },
] as const;

function NudgeMap(): ReactElement {
  const [, , channels] = useNudge(selectShape);
  const [chosen, choose] = useState(0);
  const colour = channels === 3; // planes have a sign each
  const { paint } = COLOUR_NUDGES[colour ? chosen : 0] ?? COLOUR_NUDGES[0];
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const range = useNudgeFrame(selectNudgeRange);
  const sampler = useNudgeFrame(selectSampler);
  const free = useNudgeFrame(selectLargeFree);
  const empty = useNudgeFrame(nudgeIsEmpty);
  const rms = step === null ? null : (numbersOf(step).lanes[large]?.nudgeRms ?? 0);
  const size = rms === null ? 'none yet' : `${formatSmall(rms)} RMS per pixel, at most ${formatSmall(range)}`;
  return (
    <Part
      region="nudge"
      title={
        <>
          <span>
            {colour ? 'Nudge' : 'The nudge'}{' '}
            {sampler === 'ddpm' && !free && (
              <span className={styles.formula}>
                <Formula>
                  <ScaledShift />
                </Formula>
              </span>
            )}
          </span>
          {colour ? (
            <select
              className={styles.channel}
              aria-label="What of the nudge"
              value={chosen}
              onChange={(event) => choose(Number(event.target.value))}
            >
              {COLOUR_NUDGES.map(({ label }, i) => (
                <option key={label} value={i}>
                  {label}
                </option>
              ))}
            </select>
          ) : (
            <NudgeInfo />
          )}
        </>
      }
    >
      <ProbedPicture label="Nudge" description={size} paint={paint} />
      <SignedLegend range={range} sizes={colour && chosen === 0} />
      {empty !== '' && <p className={styles.empty}>{empty}</p>}
    </Part>
  );
}
