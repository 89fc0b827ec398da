// Two trainings side by side: how far each is, what it misses, and what its samples are worth.

import { useEffect, useMemo, useState, useSyncExternalStore, type ReactElement } from 'react';
import { Button } from '../../../controls/button';
import { Choice, type Option } from '../../../controls/choice';
import { Info } from '../../../controls/info';
import type { State } from '../../../history/state';
import { pointEvidence } from '../../../measures/point-evidence';
import { useNudge } from '../../../store/use-store';
import type { Arm, Contrast, Study, StudyOf } from '../../../worlds/plane/objective/study';
import { studyAsked, StudyRunner } from '../../../worlds/plane/objective/study-runner';
import type { OpenedPlane } from '../../../worlds/plane/use-plane';
import panels from '../panels/panels.module.css';
import { AlignedPlots, type Curve } from './aligned-plots';
import { LearningPlots } from './learning-plots';
import { Outcome } from './outcome';
import { TONES } from './tones';

const CONTRASTS: readonly Option<Contrast>[] = [
  { value: 'objective', label: 'L_simple, L_vlb' },
  { value: 'schedule', label: 'Schedules' },
];

const selectReady = (state: State): boolean => state.model.pack !== null && state.model.backend !== null;

export function StudySection({ plane }: { plane: OpenedPlane }): ReactElement {
  const [contrast, setContrast] = useState<Contrast>('objective');
  const runner = useMemo(() => new StudyRunner(plane), [plane]);
  useEffect(() => () => runner.cancel(), [runner]);
  const study = useSyncExternalStore(runner.subscribe, runner.current);
  const ready = useNudge(selectReady);
  const key = useNudge(() => studyAsked(plane, contrast)?.key ?? null);
  const isOld = study.of !== null && study.of.key !== key;
  const going = study.status === 'going';
  return (
    <section className={panels.panel} aria-label="Two trainings">
      <h3 className={panels.title}>
        Two trainings
        <Info about="two trainings">
          The same network from the same seed on the same batches, twice at once, in workers of their own; the
          networks above stay as they are. L_simple weighs the error of ε alike at every t, L_vlb by what it
          costs in the bound. Both take all training steps. The scale of a loss does not matter to Adam. To
          compare schedules, both are trained on the error of v, which is what the network predicts.
        </Info>
      </h3>
      <Choice
        label="Compare"
        info="The objective under the schedule that is set, or the cosine with the linear schedule. The networks that come with the Plane know the cosine one alone, so that both are trained here."
        options={CONTRASTS}
        value={contrast}
        look="segments"
        onChange={setContrast}
      />
      <div className={panels.buttons}>
        {going ? (
          <Button about="Nothing is lost; what is being computed ends." onClick={() => runner.pause()}>
            Pause both
          </Button>
        ) : study.status === 'paused' ? (
          <Button about="From where both were." onClick={() => runner.goOn()}>
            Go on with both
          </Button>
        ) : (
          <Button
            disabled={!ready || key === null}
            about="Trains two denoisers here, measures them as they learn, and samples both. It takes about as long as Train does, twice on one core."
            onClick={() => runner.begin(contrast)}
          >
            Train both
          </Button>
        )}
        <Button
          disabled={!going && study.status !== 'paused'}
          about="Stops both and frees their workers. What is known stays."
          onClick={() => runner.cancel()}
        >
          Cancel
        </Button>
      </div>
      <p className={panels.text} role="status">
        {toldOf(study)}
        {isOld && ' What is shown is of other settings than those that are set now.'}
      </p>
      {study.of !== null && <Shown study={study} />}
    </section>
  );
}

function Shown({ study }: { readonly study: Study }): ReactElement {
  const { of, arms } = study;
  const first = useCurve(of, 0, arms[0]);
  const second = useCurve(of, 1, arms[1]);
  const curves = useMemo(() => [first, second].flatMap((curve) => curve ?? []), [first, second]);
  return (
    <>
      <LearningPlots study={study} />
      <AlignedPlots
        curves={curves}
        axis={of?.contrast === 'schedule' ? 'snr' : 't'}
        T={1000}
        cursor={null}
        empty="not measured yet"
      />
      <Outcome study={study} />
    </>
  );
}

/** Null before it is measured. It changes with what is measured alone: steps come four times a second. */
function useCurve(of: StudyOf | null, index: 0 | 1, { terms, tables }: Arm): Curve | null {
  return useMemo(
    () =>
      of === null || terms.size === 0
        ? null
        : { name: of.arms[index].title, tone: TONES[index], rows: rowsOf(terms, tables) },
    [of, index, terms, tables],
  );
}

function rowsOf(terms: Arm['terms'], tables: Arm['tables']) {
  return pointEvidence(terms, tables, new Float32Array(2)).rows;
}

export function toldOf({ status, of, arms, trouble }: Study): string {
  if (trouble !== null) return trouble;
  if (of === null) return 'Nothing is trained yet.';
  const each = arms.map(
    ({ phase, step }, i) => `${of.arms[i]!.title}: ${phaseText(phase, step, of.train.mostSteps)}`,
  );
  if (status === 'done') return `Both took ${of.train.mostSteps.toLocaleString('en')} steps.`;
  const why = status === 'paused' ? 'Paused. ' : status === 'cancelled' ? 'Cancelled. ' : '';
  return `${why}${each.join('; ')}.`;
}

function phaseText(phase: Arm['phase'], step: number, most: number): string {
  if (phase === 'waiting' || phase === 'opening') return 'opening';
  const at = `${step.toLocaleString('en')} of ${most.toLocaleString('en')} steps`;
  return phase === 'training' ? at : `${at}, ${phase}`;
}
