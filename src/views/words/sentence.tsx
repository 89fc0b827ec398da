// One lane's sentence: forty places in a row, at each the nearest word of x̂_0, the darker its ink the surer the rounding
// head. Words that differ from the twin's are marked, and in the end those that say what was asked for and those that are
// said twice at once.

import { Fragment, memo, useMemo, type CSSProperties, type ReactElement } from 'react';
import { sentenceText } from '../../diffusion/words/sentence';
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
import { CopyButton } from './copy-button';
import { placesOf, spaceBefore, type Place } from './places';
import { laneOfRole, positionsOf, selectForming } from './selectors';
import styles from './sentence.module.css';

const laneSelectors: Readonly<Record<Role, (state: State) => number | null>> = {
  large: (state) => laneOfRole(state, 'large'),
  other: (state) => laneOfRole(state, 'other'),
};
const guidedSelectors: Readonly<Record<Role, (state: State) => boolean>> = {
  large: selectLargeGuided,
  other: selectOtherGuided,
};
/** Letters that a board has room for. Of more each is smaller, of fewer larger, by steps, so that type seldom changes. */
const ROOM = 180;
const STEP = 30;
const LARGEST = 1.35;

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
  const places = useMemo(
    () =>
      pack === null || forming === null || lane === null
        ? []
        : placesOf(pack.text?.words ?? [], positionsOf(pack), forming, {
            lane,
            twin: guided ? otherLane : null,
            target: guided ? target : null,
            finished,
          }),
    [pack, forming, lane, otherLane, guided, target, finished],
  );
  const words = places.flatMap(({ word, quiet }) => (quiet ? [] : word));
  const text = sentenceText(words);
  const style: CSSProperties & { '--fit': number } = {
    '--fit': Math.min(LARGEST, Math.sqrt(ROOM / Math.max(STEP, Math.ceil(text.length / STEP) * STEP))),
  };
  return (
    <figure className={styles.sentence} data-tone={guided ? 'guide' : 'model'}>
      <figcaption className={styles.caption}>
        <b>{guided ? 'Guided' : 'Not guided'}</b>
        <span>{finished ? 'x₀, as it is read off' : 'x̂₀, at each place the nearest word'}</span>
        {finished && text !== '' && <CopyButton text={text} />}
      </figcaption>
      <p
        className={styles.board}
        role="img"
        aria-label={`Sentence, ${guided ? 'guided' : 'not guided'}: ${text || 'nothing yet'}`}
        style={style}
      >
        {places.map((place, at) => (
          // a place is what it is by its number
          // oxlint-disable-next-line react/no-array-index-key
          <Fragment key={at}>
            {between(places[at - 1], place)}
            <PlaceOf
              {...place}
              certainty={Math.round(place.certainty * 100)}
              at={at}
              followed={at === followed}
              onFollow={onFollow}
            />
          </Fragment>
        ))}
      </p>
    </figure>
  );
}

/** Dots close up, and may break anywhere. */
function between(before: Place | undefined, { word, quiet }: Place): string {
  if (before === undefined) return '';
  if (before.quiet !== quiet) return ' ';
  return quiet ? '\u200b' : spaceBefore(before.word, word);
}

interface PlaceProps extends Place {
  /** In percent: a place is drawn again only when what is seen of it changes. */
  readonly certainty: number;
  readonly at: number;
  readonly followed: boolean;
  readonly onFollow: (place: number | null) => void;
}

const PlaceOf = memo(function PlaceOf(props: PlaceProps): ReactElement {
  const { word, certainty, quiet, changed, says, twice, at, followed, onFollow } = props;
  const style: CSSProperties & { '--certainty': string } = { '--certainty': `${certainty}%` };
  return (
    <span
      className={styles.place}
      data-quiet={quiet}
      data-changed={changed}
      data-says={says}
      data-twice={twice}
      data-followed={followed}
      title={`place ${at}: p = ${(certainty / 100).toFixed(2)} by the rounding head. Click to follow it.`}
      style={style}
      onClick={() => onFollow(followed ? null : at)}
    >
      {word}
    </span>
  );
});
