// The place that is followed: its word, the next most probable ones by the rounding head, and a button that makes the word
// stand there from the next step on.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { roundingOf } from '../../diffusion/words/sentence';
import { END, PAD, START, UNKNOWN } from '../../diffusion/words/tokens';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import type { PackInfo } from '../../terms/pack-info';
import { targetOf, withFixedWord, wishesOf } from '../../worlds/words/wishes';
import { selectFinished, selectLarge, selectPack, selectSettings, selectStep } from '../run/selectors';
import { positionsOf } from './selectors';
import styles from './panels.module.css';

const RUNNERS_UP = 4;
const MARKS: ReadonlySet<number> = new Set([START, END, UNKNOWN, PAD]);

export function Followed({ place }: { readonly place: number | null }): ReactElement {
  const pack = useNudge(selectPack);
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const finished = useNudgeFrame(selectFinished);
  const settings = useNudge(selectSettings);
  const { setTarget } = useActions();
  if (place === null || pack === null || step === null) {
    return <p className={styles.facts}>Click a word of the sentence to follow its place.</p>;
  }
  const at = large * positionsOf(pack) + place;
  const likely = mostLikely(finished ? step.xPrev : step.modelOutput, at, pack);
  const [first] = likely;
  const canStand = first !== undefined && !MARKS.has(first.token) && place > 0;
  return (
    <div className={styles.facts}>
      <span>
        Place {place}: {likely.map(({ word, p }) => `${word} ${p.toFixed(2)}`).join(', ')}
      </span>
      {canStand && (
        <Button
          about="Makes this word stand at this place: x̂₀ has it at every step, and the nudge goes toward it. Acts from the next step on."
          onClick={() => setTarget(targetOf(withFixedWord(wishesOf(settings.target), place - 1, first.word)))}
        >
          Fix “{first.word}” here
        </Button>
      )}
    </div>
  );
}

/** The words that the rounding head finds most probable at a place, the first one first. */
function mostLikely(
  x0: Float32Array,
  at: number,
  pack: PackInfo,
): readonly { readonly token: number; readonly word: string; readonly p: number }[] {
  const rounding = roundingOf(pack);
  if (rounding === null) return [];
  const d = rounding.embeddingDim;
  const logits = rounding.logits(x0.subarray(at * d, (at + 1) * d));
  const top = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - top), 0);
  return Array.from(logits, (logit, token) => ({
    token,
    word: pack.text?.words[token] ?? '',
    p: Math.exp(logit - top) / sum,
  }))
    .toSorted((a, b) => b.p - a.p)
    .slice(0, RUNNERS_UP);
}
