// What is said of a sentence's losses: computed from what is known of them.

import type { PackInfo } from '../../../terms/pack-info';
import { unknownWords } from '../../../worlds/words/losses/loss-state';
import type { LossOf, LossStatus } from '../../../worlds/words/losses/losses';
import type { LossEvidence } from './shown';

export const NO_BITS =
  'Losses, and no bits: every t counts alike in them, and how far apart the words’ vectors lie is learned too, so that no bits/dim follow.';

export function nothingOfSentence(status: LossStatus): string {
  if (status === 'idle') return 'Nothing is measured of this sentence: press “Measure here”.';
  return 'The model is asked about this sentence.';
}

export function saidOfLosses({ rows, T, isComplete, of }: LossEvidence): string {
  const known = isComplete
    ? `All ${T} values of t, one noise each.`
    : `An estimate from ${rows.length} of ${T} values of t.`;
  return [known, unknownText(of), selfText(of.pack)].filter((each) => each !== '').join(' ');
}

function unknownText(of: LossOf): string {
  const unknown = unknownWords(of);
  const known = of.pack.text?.words.length ?? 0;
  if (unknown.length === 0) return '';
  const which = unknown.map((word) => `“${word}”`).join(', ');
  return `${which} ${unknown.length === 1 ? 'is' : 'are'} not among the ${known} words that the model knows, and ${unknown.length === 1 ? 'counts' : 'count'} as UNK.`;
}

function selfText({ selfConditioned }: PackInfo): string {
  return selfConditioned === true
    ? 'The denoiser can look at its own x̂₀ of the step before; here it is given none, as in half of its training.'
    : '';
}

/** Of the draws that are complete: how far apart their means are. */
export function ofLossDraws({ errors, T }: LossEvidence, draws: number): string {
  if (errors.length < 2) return `${errors.length} of ${draws} draws of the noise are complete.`;
  const all = errors.length < draws ? `${errors.length} of ${draws}` : String(draws);
  return `Over ${all} draws of the noise, ${T} values of t each: ${Math.min(...errors).toFixed(4)} to ${Math.max(...errors).toFixed(4)}.`;
}
