// Two curves over the run: how the classifier's log p of the class asked for goes, and how large the nudge is
// beside the noise. Pointing into a curve moves the playhead.

import { useMemo, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { Belief, Formula } from '../../../controls/symbols';
import { formatSmall } from '../../../plots/format';
import type { Axis } from '../../../plots/line-layout';
import { LinePlot } from '../../../plots/line-plot';
import type { Tick } from '../../../plots/plot-axes';
import { useActions, useNudge, useNudgeFrame } from '../../../store/use-store';
import styles from './along-the-way.module.css';
import {
  targetWords,
  labelOf,
  selectAlone,
  selectComplete,
  selectSampler,
  selectClasses,
  selectResting,
  selectGhostSteps,
  selectLarge,
  selectLargeGuided,
  selectOther,
  selectOtherGuided,
  selectSettings,
  selectStep,
  selectSteps,
  selectTimesteps,
} from '../../run/selectors';
import { briefTarget } from '../../run/brief-target';
import { selectLargeFree, selectSlots } from '../../run/slots';
import { axisOf, fitAxis, waysOf } from './axes';
import { curvesOf, everGuided } from '../../run/curves';
import { partsText, settledAt, targetParts } from '../../run/target-parts';
import { WhereDecided } from '../answers';
import type { State } from '../../../history/state';
import type { Target } from '../../../terms/target';
import { indexAt } from '../../../history/index-at';
import { steeringMarks } from '../../../history/steering-marks';
import { numbersOf } from '../../../history/step-numbers';

const LOG_P: Axis = { from: -8, to: 0 };
const LOG_P_TICKS: readonly Tick[] = [
  { at: 0, text: '0' },
  { at: -4, text: '−4' },
  { at: -8, text: '−8' },
];
const SIZE: Axis = { from: 1e-5, to: 1, log: true };
const SIZE_TICKS: readonly Tick[] = [
  { at: 1, text: '1' },
  { at: 1e-2, text: '0.01' },
  { at: 1e-4, text: '1e-4' },
];

const LOG_P_INFO = (
  <Info about="log p">
    <p>
      How sure the noisy classifier is of the class asked for, in nats: 0 is certain, and the dotted line is a
      blind guess. g is the slope of this with respect to the picture.
    </p>
    <p>
      Once the run is finished a line marks where it was decided: from there on the classifier believes in the
      same class most, to the end. <WhereDecided />
    </p>
  </Info>
);
const FIT_INFO = (
  <Info about="the fit">
    The cosine between what the CLIP sees and what the prompt says, times the temperature that it learned and
    the weights of the phrases. It is no probability. g is the slope of this with respect to the picture.
  </Info>
);
const NO_ANGLE = { at: 0, text: 'at right angles' };

function sizeTitle(alone: boolean, sampler: 'ddpm' | 'ddim'): string {
  if (alone) return 'Noise';
  return sampler === 'ddpm' ? 'Nudge and noise' : 'Nudge';
}

/** Why there is no curve. */
function emptyText(steps: number, alone: boolean, zero: boolean, sampler: 'ddpm' | 'ddim'): string {
  if (steps === 0) return 'a curve begins with the first step';
  if (alone) {
    const who = sampler === 'ddim' ? 'DDIM' : 'The last step';
    return `${who} adds no noise: there is nothing to draw`;
  }
  return zero && sampler === 'ddim' ? 's = 0, and DDIM adds no noise: nothing to draw' : 'nothing is nudged';
}

function SizeInfo({ alone }: { alone: boolean }): ReactElement {
  const text = useNudgeFrame(sizeText);
  return <Info about={alone ? 'the noise' : 'nudge and noise'}>{text}</Info>;
}

/** What the two curves are, and which is larger in the steps so far. */
export function sizeText(state: State): string {
  const steps = selectSteps(state);
  const large = selectLarge(state);
  if (selectAlone(state)) {
    return 'The standard deviation σ of the noise that each step adds, on a logarithmic scale. DDIM adds none.';
  }
  if (selectSampler(state) === 'ddim') {
    return 'RMS of what guidance adds to x_prev in each step, on a logarithmic scale. DDIM adds no noise to compare it with.';
  }
  const noisy = steps.filter(({ numbers }) => numbers.sigma > 0);
  const smaller = noisy.filter(({ numbers }) => (numbers.lanes[large]?.nudgeRms ?? 0) < numbers.sigma).length;
  const so =
    noisy.length === 0
      ? ''
      : ` In ${smaller} of the ${noisy.length} steps so far that add noise, the nudge is the smaller one.`;
  return `The nudge${selectLargeFree(state) ? '' : ' s·Σ·g'} beside the standard deviation σ of the noise that the same step adds, on a logarithmic scale.${so}`;
}

export function AlongTheWay(): ReactElement {
  const actions = useActions();
  const alone = useNudge(selectAlone);
  const free = useNudgeFrame(selectLargeFree);
  const resting = useNudge(selectResting);
  const classes = useNudge(selectClasses);
  const settings = useNudge(selectSettings);
  const steps = useNudgeFrame(selectSteps);
  const timesteps = useNudgeFrame(selectTimesteps);
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const other = useNudgeFrame(selectOther);
  const ghost = useNudgeFrame(selectGhostSteps);
  const first = timesteps[0] ?? 999;
  const last = timesteps.at(-1) ?? 0;
  const { x, xTicks, logPNames, sizeNames } = useMemo(() => axisOf(first, last), [first, last]);
  const largeGuided = useNudgeFrame(selectLargeGuided);
  const otherGuided = useNudgeFrame(selectOtherGuided);
  const by = (step ?? steps.at(-1))?.lanes[large]?.guide;
  const curves = useMemo(
    () => curvesOf(steps, large, other, ghost, { large: largeGuided, other: otherGuided, by }),
    [steps, large, other, ghost, largeGuided, otherGuided, by],
  );
  const marks = useMemo(() => steeringMarks(steps).map((mark) => mark.t), [steps]);
  const parts = useMemo(() => targetParts(steps, large), [steps, large]);
  const target = targetWords(classes, parts.at(-1)?.target ?? settings.target);
  const targets = parts.length > 1 ? partsText(parts, (each) => targetWords(classes, each)) : target;
  const briefly = (each: Target): string => briefTarget(classes, each);
  const sampler = useNudgeFrame(selectSampler);
  const complete = useNudgeFrame(selectComplete);
  const decided = useMemo(() => {
    const found = complete ? settledAt(steps, large, classes.length) : null;
    return found === null
      ? null
      : { at: found.t, text: `${labelOf(classes, found.label)} from t = ${found.t}` };
  }, [complete, steps, large, classes]);
  const zero = !alone && steps.length > 0 && !everGuided(steps, large);
  const numbers = step === null ? null : numbersOf(step);
  const isPrompt = (step?.lanes[large]?.target ?? settings.target).kind === 'prompt';
  const isSum = (step?.lanes[large]?.target ?? settings.target).kind === 'slots';
  const fit = useMemo(() => fitAxis(steps, by), [steps, by]);
  const slots = useNudge(selectSlots);
  const count = slots.length > 0 ? waysOf(slots, settings.target) : classes.length || 10;
  const noIdea = useMemo(() => ({ at: -Math.log(count), text: `no idea, ln 1/${count}` }), [count]);
  const pick = (t: number): void => actions.scrub(indexAt(steps, t));
  return (
    <>
      {!alone && !free && (
        <section data-region="over-t">
          <h2 className={styles.title}>
            {isPrompt ? (
              <span>How well it fits the prompt, along the way</span>
            ) : (
              <span>
                {isSum ? '∑ ' : ''}log{' '}
                <Formula>
                  <Belief
                    y={parts.length > 1 ? undefined : briefly(parts.at(-1)?.target ?? settings.target)}
                  />
                </Formula>
                {parts.length > 1 ? `, y = ${partsText(parts, briefly)}` : ' along the way'}
              </span>
            )}
            {isPrompt ? FIT_INFO : LOG_P_INFO}
          </h2>
          <LinePlot
            label={`${isPrompt ? 'Fit of' : 'log p of'} ${targets} over t: ${spoken(largeGuided)} ${formatLog(numbers?.lanes[large]?.logP)}${other === null || step?.lanes[other]?.guide !== by ? '' : `, ${spoken(otherGuided)} ${formatLog(numbers?.lanes[other]?.logP)}`}`}
            series={curves.logP}
            x={x}
            y={isPrompt ? fit.axis : LOG_P}
            xTicks={xTicks}
            yTicks={isPrompt ? fit.ticks : LOG_P_TICKS}
            height={132}
            cursor={step?.transition.t ?? null}
            reference={isPrompt ? NO_ANGLE : noIdea}
            marks={marks}
            names={logPNames}
            flag={decided}
            empty={steps.length === 0 ? 'a curve begins with the first step' : 'the guide gives no log p'}
            onPick={pick}
            hoverPicks={resting}
          />
        </section>
      )}
      <section data-region="sizes">
        <h2 className={styles.title}>
          {sizeTitle(alone, sampler)}, RMS per pixel (log)
          <SizeInfo alone={alone} />
        </h2>
        <LinePlot
          label={`Size of ${sizeTitle(alone, sampler).toLowerCase()} over t${numbers === null ? '' : `: ${alone ? '' : `nudge ${formatSmall(numbers.lanes[large]?.nudgeRms ?? 0)}, `}${numbers.sigma === 0 ? 'no noise' : `noise ${formatSmall(numbers.sigma)}`}`}`}
          series={curves.size}
          x={x}
          y={SIZE}
          xTicks={xTicks}
          yTicks={SIZE_TICKS}
          height={108}
          cursor={step?.transition.t ?? null}
          marks={marks}
          names={sizeNames}
          empty={emptyText(steps.length, alone, zero, sampler)}
          onPick={pick}
          hoverPicks={resting}
        />
      </section>
    </>
  );
}

function spoken(guided: boolean): string {
  return guided ? 'guided' : 'not guided';
}

function formatLog(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? 'not known' : value.toFixed(2);
}
