// The place that is followed, chosen by a click on its word or by its number: its word, the next most probable ones by the rounding head, and a button that makes the word
// stand there from the next step on.

import { useId, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { roundingOf } from '../../diffusion/words/sentence';
import { END, PAD, START, UNKNOWN } from '../../diffusion/words/tokens';
import { useActions, useNudge, useNudgeFrame } from '../../store/use-store';
import type { PackInfo } from '../../terms/pack-info';
import { targetOf, withFixedWord, wishesOf } from '../../worlds/words/wishes';
import { selectFinished, selectLarge, selectPack, selectSettings, selectStep } from '../run/selectors';
import { positionsOf } from './selectors';
import styles from './cloud.module.css';

const RUNNERS_UP = 4;
const MARKS: ReadonlySet<number> = new Set([START, END, UNKNOWN, PAD]);

interface FollowedProps {
  readonly place: number | null;
  readonly onFollow: (place: number | null) => void;
}

export function Followed({ place, onFollow }: FollowedProps): ReactElement {
  const id = useId();
  const pack = useNudge(selectPack);
  const last = pack === null ? 0 : positionsOf(pack) - 1;
  return (
    <div className={styles.followed}>
      <label htmlFor={id}>Place</label>
      <input
        id={id}
        className={styles.number}
        type="number"
        min={0}
        max={last}
        value={place ?? ''}
        placeholder="–"
        onChange={({ target }) => {
          const at = target.valueAsNumber;
          onFollow(Number.isInteger(at) && at >= 0 && at <= last ? at : null);
        }}
      />
      {place === null || pack === null ? (
        <p>Click a word, or give its number: its way, and what else it could be.</p>
      ) : (
        <Candidates place={place} pack={pack} />
      )}
    </div>
  );
}

function Candidates({
  place,
  pack,
}: {
  readonly place: number;
  readonly pack: PackInfo;
}): ReactElement | null {
  const step = useNudgeFrame(selectStep);
  const large = useNudgeFrame(selectLarge);
  const finished = useNudgeFrame(selectFinished);
  const settings = useNudge(selectSettings);
  const { setTarget } = useActions();
  if (step === null) return <p>No step is taken yet.</p>;
  const at = large * positionsOf(pack) + place;
  const likely = mostLikely(finished ? step.xPrev : step.modelOutput, at, pack);
  const [first] = likely;
  const canStand = first !== undefined && !MARKS.has(first.token) && place > 0;
  return (
    <>
      <p>
        Place {place}: {likely.map(({ word, p }) => `${word} ${p.toFixed(2)}`).join(', ')}
      </p>
      {canStand && (
        <Button
          about="Makes this word stand at this place: x̂₀ has it at every step, and the nudge goes toward it. Acts from the next step on."
          onClick={() => setTarget(targetOf(withFixedWord(wishesOf(settings.target), place - 1, first.word)))}
        >
          Fix “{first.word}” here
        </Button>
      )}
    </>
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
