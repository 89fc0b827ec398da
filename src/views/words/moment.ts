// A moment of a run of sentences: plain numbers of a step and of its words, from which the notes are worked out.

import { repeatedWords, roundingOf, verdictsOnWords } from '../../diffusion/words/sentence';
import { numbersOf } from '../../history/step-numbers';
import { currentPath, type State } from '../../history/state';
import { scaleAt } from '../../terms/lane';
import type { PackInfo } from '../../terms/pack-info';
import { guidanceOf, type Step } from '../../terms/step';
import { sameTarget } from '../../terms/target';
import { wishesOf } from '../../worlds/words/wishes';
import { selectFinished, selectGuide, selectLarge, selectOther, selectStep } from '../run/selectors';
import { placesOnScreen, positionsOf, wordsOnScreen } from './selectors';
import { valuesIn } from './slots-in';

export interface WordsMoment {
  readonly finished: boolean;
  readonly t: number;
  readonly isFirst: boolean;
  /** s as it acted. */
  readonly scale: number;
  /** Whether it is 0 only since t lies outside of the guidance interval. */
  readonly isOutside: boolean;
  /** Whether any step up to this one nudged the sentence. */
  readonly wasNudged: boolean;
  readonly rule: 'updates' | 'mean-shift';
  readonly sign: boolean;
  readonly clamp: boolean;
  /** Whether anything is asked for. */
  readonly asks: boolean;
  /** What is asked for is another than in the step before. */
  readonly steered: boolean;
  /** Updates that the step took. */
  readonly updates: number;
  /** RMS of nudge and noise; noise 0 where none is added. */
  readonly nudge: number;
  readonly sigma: number;
  /** The classifier's p of all values that are asked for; null where none is, and where it was not asked. */
  readonly belief: number | null;
  readonly twinBelief: number | null;
  /** Places of this many, whose word the K updates of this step have changed. */
  readonly places: number;
  readonly changedNow: number;
  /** Places of whose word the rounding head is sure, p above 0.9. */
  readonly sure: number;
  /** In the end: what the rules find of so many wishes, in both sentences; -1 without a twin. */
  readonly wishes: number;
  readonly met: number;
  readonly twinMet: number;
  readonly unmet: readonly string[];
  readonly repeated: readonly string[];
}

const SURE = 0.9;

/** Null before the first step. */
export function momentOf(state: State): WordsMoment | null {
  const step = selectStep(state);
  const { pack } = state.model;
  const lane = selectLarge(state);
  const own = step?.lanes[lane];
  if (step === null || pack === null || own === undefined) return null;
  const other = selectOther(state);
  const words = wordsOnScreen(state, lane);
  const verdicts = verdictsOnWords(words, own.target);
  const twin = other === null ? null : verdictsOnWords(wordsOnScreen(state, other), own.target);
  const { steps } = currentPath(state);
  const index = steps.findIndex(({ t }) => t === step.transition.t);
  const before = steps[index - 1]?.lanes[lane];
  const { sigma, lanes } = numbersOf(step);
  return {
    finished: selectFinished(state),
    t: step.transition.t,
    isFirst: index === 0,
    scale: scaleAt(own, step.transition.t),
    isOutside: own.guidanceScale > 0 && scaleAt(own, step.transition.t) === 0,
    wasNudged: steps.slice(0, index + 1).some(({ numbers }) => (numbers.lanes[lane]?.nudgeRms ?? 0) > 0),
    rule: step.rule.kind,
    sign: step.rule.kind === 'updates' && step.rule.sign,
    clamp: step.clamp !== false,
    asks: verdicts.length > 0,
    steered: before !== undefined && !sameTarget(before.target, own.target),
    updates: step.updates.length,
    nudge: lanes[lane]?.nudgeRms ?? 0,
    sigma,
    belief: beliefIn(state, step, lane, lane),
    twinBelief: other === null ? null : beliefIn(state, step, other, lane),
    places: positionsOf(pack),
    changedNow: changedBy(step, lane, pack),
    sure: placesOnScreen(state, lane)?.certainty.filter((p) => p > SURE).length ?? 0,
    wishes: verdicts.length,
    met: verdicts.filter(({ met }) => met).length,
    twinMet: twin === null ? -1 : twin.filter(({ met }) => met).length,
    unmet: verdicts.flatMap(({ met, wish }) => (met ? [] : wish)),
    repeated: [...new Set(repeatedWords(words).map((at) => words[at] ?? ''))],
  };
}

/** The guide's p of the slots that `asker` asks for, of another lane; null where it was not asked, or of none. */
function beliefIn(state: State, step: Step, lane: number, asker: number): number | null {
  const slots = selectGuide(state)?.slots ?? [];
  const beliefs = guidanceOf(step)?.beliefs ?? null;
  const target = step.lanes[asker]?.target;
  if (beliefs === null || target === undefined) return null;
  const { slots: values } = wishesOf(target);
  const total = valuesIn(slots);
  const asked = slots.flatMap(({ name, labels }, i) => {
    const label = labels.indexOf(values[name] ?? '');
    return label < 0 ? [] : (beliefs[lane * total + valuesIn(slots.slice(0, i)) + label] ?? 0);
  });
  return asked.length === 0 ? null : asked.reduce((product, p) => product * p, 1);
}

/** Places whose nearest word is another after the K updates than before them. */
function changedBy({ updates, xPrev, lanes }: Step, lane: number, pack: PackInfo): number {
  const rounding = roundingOf(pack);
  const first = updates[0];
  if (rounding === null || first === undefined) return 0;
  const size = xPrev.length / lanes.length;
  const nearest = (x: Float32Array): Int32Array =>
    rounding.nearest(x.subarray(lane * size, (lane + 1) * size));
  const [from, to] = [nearest(first.x), nearest(xPrev)];
  return from.filter((token, at) => token !== to[at]).length;
}
