// What the judge's beliefs, or the rules, say of a sample that something was asked for.

import { verdictsOnWords } from '../diffusion/words/sentence';
import type { GuideInfo } from '../terms/pack-info';
import { askedValues } from '../terms/prompt-values';
import { classOf, type Target } from '../terms/target';
import type { SweepVerdict } from './sampled';

/** Probabilities are held above it, so that nats are finite. */
const LEAST = 1e-12;

interface Asked {
  /** null where nothing guides. */
  readonly guide: GuideInfo | null;
  readonly target: Target;
}

/**
 * Of a picture.
 *
 * @param probs a distribution for each slot of the guide, side by side; one of classes where there are no others
 */
export function verdictOf({ guide, target }: Asked, probs: Float32Array): SweepVerdict {
  const index = classOf(target);
  const first = topOf(probs.subarray(0, guide?.slots[0]?.labels.length ?? probs.length));
  if (guide === null) return { accepted: null, nats: Number.NaN, label: first };
  if (index !== null) return { accepted: first === index, nats: natsOf(probs[index]), label: first };
  const asked = askedValues(target, guide.slots) ?? {};
  let [at, nats, wanted, found] = [0, 0, 0, 0];
  for (const { name, labels } of guide.slots) {
    const own = probs.subarray(at, (at += labels.length));
    const value = asked[name];
    if (value === undefined) continue;
    const label = labels.indexOf(value);
    wanted++;
    nats += natsOf(own[label]);
    if (topOf(own) === label) found++;
  }
  if (wanted === 0) return { accepted: null, nats: Number.NaN, label: first };
  return { accepted: found === wanted, nats, label: first };
}

/** Of a sentence, which the rules read: they never guide. @param nats a word, by the judge */
export function sentenceVerdict(
  { guide, target }: Asked,
  words: readonly string[],
  nats: number,
): SweepVerdict {
  const verdicts = guide === null ? [] : verdictsOnWords(words, target);
  const accepted = verdicts.length === 0 ? null : verdicts.every(({ met }) => met);
  return { accepted, nats, label: -1 };
}

const topOf = (own: Float32Array): number => own.indexOf(Math.max(...own));

const natsOf = (probability = 0): number => -Math.log(Math.max(LEAST, probability));
