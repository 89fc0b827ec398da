// What a screen reader's user hears on Noise: where the slider came to rest, and what the model makes of it there.
// Never while it moves.

import type { ReactElement } from 'react';
import { largestIndex } from '../../plots/bars';
import { formatSmall } from '../../plots/format';
import type { State } from '../../history/state';
import { labelOf, selectClasses } from '../run/selectors';
import { Announced } from '../run/announced';
import { selectAnswer, selectNoised, selectSlots, selectSlotsRead } from '../picture/shown';
import { areTrue, topNow } from '../picture/slots-read';
import { noiseOf } from '../../worlds/images/noise-state';

/** "t 400, ᾱ 0.20. The model is off by 0.21 per pixel; belief in 7 86 percent" */
export function spokenNoise(state: State): string {
  const level = selectNoised(state);
  if (level === null) return '';
  const where = `t ${level.t}, ᾱ ${formatSmall(level.alphaCumprod)}.`;
  const answer = selectAnswer(state);
  if (answer?.sample !== level) return where;
  const { beliefs, error } = answer;
  const off = `The model is off by ${formatSmall(error)} per pixel`;
  if (beliefs === null) return `${where} ${off}.`;
  const slots = selectSlots(state);
  if (slots.length > 0) {
    const read = selectSlotsRead(state) ?? [];
    const same = read.filter((slot) => topNow(slot, beliefs) === slot.label);
    const how = read.length > 0 && areTrue(read) ? 'rightly' : 'as at the least noise';
    return `${where} ${off}; of ${slots.length} attributes the guide reads ${same.length} ${how}.`;
  }
  const top = largestIndex(beliefs);
  const belief = `${((beliefs[top] ?? 0) * 100).toFixed(0)} percent`;
  return `${where} ${off}; belief in ${labelOf(selectClasses(state), top)} ${belief}.`;
}

/** Another picture, t or noise, and the answer to it. */
function occasion(state: State): unknown {
  const answer = selectAnswer(state);
  return answer?.sample === selectNoised(state) ? answer : noiseOf(state).settings;
}

export function Announcer(): ReactElement {
  return <Announced occasion={occasion} words={spokenNoise} />;
}
