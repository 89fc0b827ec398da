// What a screen reader's user hears of a run: where it stands when it is stopped, stepped or scrubbed, at each
// quarter while it plays, and the judge at the end. Never every step.

import { Suspense, type ReactElement } from 'react';
import { late } from '../../controls/late';
import { useNudge } from '../../store/use-store';
import type { State } from '../../history/state';
import { guidanceOf } from '../../terms/step';
import { classOf, classTarget } from '../../terms/target';
import { selectAsks } from './slots';
import { Announced } from './announced';
import { occasion, percent } from './occasion';
import {
  labelOf,
  selectClasses,
  selectFinished,
  selectLarge,
  selectOther,
  selectOtherGuided,
  selectStep,
  selectVerdicts,
} from './selectors';

/** "t 249, belief in seven 86 percent, without guidance 2 percent" */
export function spokenState(state: State): string {
  const step = selectStep(state);
  if (step === null) return '';
  const classes = selectClasses(state);
  const large = selectLarge(state);
  const other = selectOther(state);
  const twinIs = selectOtherGuided(state) ? 'with guidance' : 'without guidance';
  const nameOf = (label: number): string => spokenLabel(labelOf(classes, label));
  if (selectFinished(state)) {
    const verdicts = selectVerdicts(state);
    const own = verdicts?.[large];
    if (own === undefined) return 'Finished.';
    const its = other === null ? undefined : verdicts?.[other];
    const twin = its === undefined ? '' : `; ${twinIs} ${nameOf(its.label)}, ${percent(its.probability)}`;
    const reads = own.probability < 0.5 ? 'The judge is unsure,' : 'The judge reads';
    return `Finished. ${reads} ${nameOf(own.label)}, ${percent(own.probability)}${twin}.`;
  }
  const beliefs = guidanceOf(step)?.beliefs ?? null;
  const target = classOf(step.lanes[large]?.target ?? classTarget(0));
  const isFree = (lane: number): boolean => step.lanes[lane]?.rule !== undefined; // no belief is about it
  if (beliefs === null || target === null || isFree(large)) return `t ${step.transition.t}`;
  const belief = (lane: number): string => percent(beliefs[lane * classes.length + target] ?? 0);
  const twin = other === null || isFree(other) ? '' : `, ${twinIs} ${belief(other)}`;
  return `t ${step.transition.t}, belief in ${nameOf(target)} ${belief(large)}${twin}`;
}

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** A digit as a word: a screen reader would read "belief in 7 86 percent" as one number. */
function spokenLabel(label: string): string {
  return /^\d$/.test(label) ? (DIGITS[Number(label)] ?? label) : label;
}

const SlotAnnouncer = late(async () => (await import('./slot-announcer')).default);

export function Announcer(): ReactElement {
  const asks = useNudge(selectAsks);
  if (asks) {
    return (
      <Suspense>
        <SlotAnnouncer />
      </Suspense>
    );
  }
  return <Announced occasion={occasion} words={spokenState} />;
}
