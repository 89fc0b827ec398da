// In words: what is measured, of what, and what is missing for more.

import type { ReactElement } from 'react';
import { respace } from '../../diffusion/respacing';
import { settingsOf, type State } from '../../history/state';
import { guidedSteps } from '../../history/guided-steps';
import { mostVarious } from '../../measures/most-various';
import { useNudge } from '../../store/use-store';
import { runRuleOf } from '../../terms/rule';
import type { SweepOf } from '../../sweep/asked';
import { sweepOf } from '../../sweep/sweep-state';
import { trainingOf } from '../../worlds/plane/state';
import { asksLearned } from '../../worlds/plane/unlearned';
import { selectClasses, targetWords } from '../run/selectors';
import { kindOf } from './kinds';
import { missingOf } from './missing';
import { Precomputed } from './precomputed';
import { scalesText, selectAsked, selectReal } from './shown';
import view from '../picture/view.module.css';
import styles from './sweep.module.css';
import { useShown, type Shown } from './use-tradeoff';

/** Whether the learned networks on the Plane are none that came along. */
const selectTrainedHere = (state: State): boolean =>
  asksLearned(settingsOf(state)) && (trainingOf(state)?.status ?? 'shipped') !== 'shipped';

export function Note(): ReactElement {
  const shown = useShown();
  const of = useNudge(selectAsked);
  const hasReal = useNudge(selectReal) !== null;
  const isReading = useNudge((state) => sweepOf(state).isReading);
  const classes = useNudge(selectClasses);
  const isTrainedHere = useNudge(selectTrainedHere);
  return (
    <section className={styles.note} data-region="note" aria-label="What is measured">
      <p className={view.said}>
        {of === null ? (
          'What guidance buys and what it costs, measured once the model is here.'
        ) : (
          <>
            {of.guide === null ? 'Samples of the model alone' : 'What guidance buys, and what it costs'}:{' '}
            {kindOf(of).samples} of{' '}
            <b>{of.guide === null ? of.pack.title : targetWords(classes, of.target)}</b>, {kindOf(of).judge}.
          </>
        )}
      </p>
      {of !== null && <p className={view.said}>{missingOf(of, hasReal, shown, isReading)}</p>}
      <Precomputed />
      {of !== null && <Compared shown={shown} />}
      {of !== null && of.mixture !== null && isTrainedHere && (
        <p className={view.said}>
          Sweep uses the networks that come with Nudge; networks trained in this tab are not measured. The
          exact denoiser and guide need no training.
        </p>
      )}
      {of !== null && of.settings.vary === 'interval' && <OfIntervals of={of} />}
      {of !== null && of.leftOut.length > 0 && (
        <p className={view.said} role="status">
          s = {scalesText(of.leftOut)} is outside of what {of.guide?.title} takes, {of.guide?.scale.min} to{' '}
          {of.guide?.scale.max}, and is left out.
        </p>
      )}
    </section>
  );
}

/** Which row is best, as far as the samples tell. */
function Compared({ shown: { tradeoff, rows } }: { readonly shown: Shown }): ReactElement | null {
  const kind = kindOf(useNudge(selectAsked));
  const { id } = kind.variety;
  const found = id === 'acceptance' ? null : mostVarious(tradeoff.rows, id);
  if (found === null || found.equal.length < 2) return null;
  const name = (i: number): string => rows[i]?.inWords ?? '';
  return (
    <p className={view.said}>
      As far as these samples tell, {found.equal.length} rows are accepted as often as the best one. Of those,{' '}
      <b>{name(found.row)}</b> keeps most variety: {kind.saysVariety(found.best.value, tradeoff.m)},{' '}
      {found.isApart ? 'clearly more than' : 'not clearly more than'} {name(found.next)} (
      {kind.saysVariety(found.second.value, tradeoff.m)}).
    </p>
  );
}

/** What an interval may not show: how much of its effect is in the classifier, and where it has no step at all. */
function OfIntervals({ of }: { readonly of: SweepOf }): ReactElement {
  const { guide, pack, made, rows } = of;
  const timesteps = respace(pack.scheduler, made.steps);
  const empty = rows.filter(
    ({ interval }) =>
      interval !== null && guide !== null && guidedSteps(timesteps, interval, runRuleOf(guide.rule)) === 0,
  );
  return (
    <>
      {guide?.smoothedFrom !== undefined && (
        <p className={view.said}>
          This pack’s card: the classifier’s labels were smoothed at high noise, fully from t ={' '}
          {guide.smoothedFrom} on. It hardly pushes there anyway, so part of an interval’s effect is built in.
        </p>
      )}
      {empty.length > 0 && (
        <p className={view.said} role="status">
          None of the {made.steps} steps lies in t ={' '}
          {empty.map(({ interval }) => interval!.join(' to ')).join(', ')}:{' '}
          {guide?.rule.kind === 'classifier-free'
            ? 's is at most 1 in every step'
            : 'nothing is guided there'}
          .
        </p>
      )}
    </>
  );
}
