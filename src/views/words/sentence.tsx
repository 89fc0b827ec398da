// One lane's sentence: forty places, at each the nearest word of x̂_0, the heavier its ink the surer the rounding head; below
// it the same as text. Words that differ from the twin's are marked, and in the end those that the rules found.

import { useMemo, type CSSProperties, type ReactElement } from 'react';
import { repeatedWords, sentenceText, verdictsOnWords } from '../../diffusion/words/sentence';
import { END, PAD, START } from '../../diffusion/words/tokens';
import type { State } from '../../history/state';
import { useNudge, useNudgeFrame } from '../../store/use-store';
import {
  selectFinished,
  selectLargeGuided,
  selectOtherGuided,
  selectPack,
  selectStep,
  type Role,
} from '../run/selectors';
import { laneOfRole, positionsOf, selectForming } from './selectors';
import { laneForming, laneWords } from '../../worlds/words/forming';
import styles from './sentence.module.css';

const laneSelectors: Readonly<Record<Role, (state: State) => number | null>> = {
  large: (state) => laneOfRole(state, 'large'),
  other: (state) => laneOfRole(state, 'other'),
};
const guidedSelectors: Readonly<Record<Role, (state: State) => boolean>> = {
  large: selectLargeGuided,
  other: selectOtherGuided,
};
const PLACES = 40;

interface SentenceProps {
  readonly role: Role;
  /** The place whose way is followed; null for none. */
  readonly followed: number | null;
  readonly onFollow: (place: number | null) => void;
}

export function Sentence({ role, followed, onFollow }: SentenceProps): ReactElement {
  const pack = useNudge(selectPack);
  const forming = useNudgeFrame(selectForming);
  const lane = useNudgeFrame(laneSelectors[role]);
  const otherLane = useNudgeFrame(laneSelectors[role === 'large' ? 'other' : 'large']);
  const guided = useNudgeFrame(guidedSelectors[role]);
  const finished = useNudgeFrame(selectFinished);
  const target = useNudgeFrame(selectStep)?.lanes[lane ?? 0]?.target ?? null;
  const seen = useMemo(() => {
    if (pack === null || forming === null || lane === null) return null;
    const positions = positionsOf(pack);
    const own = laneForming(forming, lane, positions);
    return {
      own,
      vocabulary: pack.text?.words ?? [],
      words: laneWords(forming, lane, pack),
      twin: otherLane === null ? null : laneForming(forming, otherLane, positions).tokens,
    };
  }, [pack, forming, lane, otherLane]);
  const name = guided ? 'guided' : 'not guided';
  const text = seen === null ? '' : sentenceText(seen.words);
  const end = seen === null ? -1 : seen.own.tokens.indexOf(END, 1);
  return (
    <figure className={styles.sentence} data-tone={guided ? 'guide' : 'model'}>
      <figcaption className={styles.caption}>
        <b>{guided ? 'Guided' : 'Not guided'}</b>
        <span>{finished ? 'x₀, read off by the rounding head' : 'x̂₀, at each place the nearest word'}</span>
      </figcaption>
      <div className={styles.board} role="img" aria-label={`Sentence, ${name}: ${text || 'nothing yet'}`}>
        <div className={styles.places}>
          {Array.from({ length: seen?.own.tokens.length ?? PLACES }, (_, place) => {
            const token = seen?.own.tokens[place] ?? PAD;
            const quiet = token === START || token === PAD || token === END || (end >= 0 && place > end);
            const certainty = seen?.own.certainty[place] ?? 0;
            const style: CSSProperties & { '--certainty': string } = {
              '--certainty': `${Math.round(certainty * 100)}%`,
            };
            return (
              <span
                key={place}
                className={styles.place}
                data-quiet={quiet}
                data-changed={guided && differs(seen?.twin ?? null, place, token)}
                data-followed={place === followed}
                title={seen === null ? undefined : titleOf(place, certainty)}
                style={style}
                onClick={() => onFollow(place === followed ? null : place)}
              >
                {seen === null || quiet ? (token === END ? 'END' : '·') : (seen.vocabulary[token] ?? '')}
              </span>
            );
          })}
        </div>
        <p className={styles.text}>
          {seen !== null && finished ? <Marked words={seen.words} target={guided ? target : null} /> : text}
        </p>
      </div>
    </figure>
  );
}

/** Whether the twin has another word there. */
function differs(twin: Int32Array | null, place: number, token: number): boolean {
  return twin !== null && twin[place] !== token;
}

function titleOf(place: number, certainty: number): string {
  return `place ${place}: p = ${certainty.toFixed(2)} by the rounding head. Click to follow it.`;
}

/** The finished sentence, with the words underlined that say what was asked for, and those that are said twice at once. */
function Marked({
  words,
  target,
}: {
  words: readonly string[];
  target: Parameters<typeof verdictsOnWords>[1] | null;
}): ReactElement {
  const { says, twice } = useMemo(() => {
    const found = new Set<number>();
    for (const { met, at } of target === null ? [] : verdictsOnWords(words, target)) {
      if (met && at !== null) for (let word = at[0]; word < at[1]; word++) found.add(word);
    }
    return { says: found, twice: new Set(repeatedWords(words)) };
  }, [words, target]);
  return (
    <>
      {words.map((word, at) => (
        // a word's place is what tells it from others
        // oxlint-disable-next-line react/no-array-index-key
        <span key={at}>
          {spaceBefore(words, at)}
          <span data-says={says.has(at)} data-twice={twice.has(at)}>
            {word}
          </span>
        </span>
      ))}
    </>
  );
}

/** As `sentenceText` joins words. */
function spaceBefore(words: readonly string[], at: number): string {
  const pair = [words[at - 1] ?? '', words[at] ?? ''];
  if (at === 0) return '';
  return sentenceText(pair).length < pair.join(' ').length || pair.includes('-') ? '' : ' ';
}
