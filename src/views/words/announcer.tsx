// What a screen reader's user hears: the sentence as it stands, and the rules' verdict at the end. Never every step.

import type { ReactElement } from 'react';
import { sentenceText } from '../../diffusion/words/sentence';
import type { State } from '../../history/state';
import { Announced } from '../run/announced';
import { occasion } from '../run/occasion';
import { selectFinished, selectLarge, selectOther, selectStep } from '../run/selectors';
import { verdictsOf, wordsOnScreen } from './selectors';

function spoken(state: State): string {
  const step = selectStep(state);
  if (step === null) return '';
  const own = sentenceText(wordsOnScreen(state, selectLarge(state)));
  if (!selectFinished(state)) return `t ${step.transition.t}: ${own}`;
  const other = selectOther(state);
  const twin = other === null ? '' : ` Not guided: ${sentenceText(wordsOnScreen(state, other))}`;
  const verdicts = verdictsOf(state);
  const met = verdicts.filter((verdict) => verdict.met).length;
  const judged = verdicts.length === 0 ? '' : ` The rules find ${met} of ${verdicts.length}.`;
  return `Finished: ${own}${judged}${twin}`;
}

export function WordsAnnouncer(): ReactElement {
  return <Announced occasion={occasion} words={spoken} />;
}
