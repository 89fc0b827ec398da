// The sentence at one t, place by place: what it says, what x_t is nearest to, and what the model reads in it.

import { useMemo, type CSSProperties, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { formatSmall } from '../../../plots/format';
import { useNudge, useNudgeFrame } from '../../../store/use-store';
import { placesAt, type LossPlace } from './places';
import { selectLossOf, selectLossStep } from './shown';
import styles from './words.module.css';

const INFO = (
  <Info about="the three words of a place">
    <p>
      Above the word of the sentence. Below it the word whose embedding is nearest to xₜ, and the one that the
      rounding head reads from the model’s x̂₀, the darker the surer it is of the sentence’s own; −log p of
      that one is the number, in nats.
    </p>
  </Info>
);

export function Stage(): ReactElement {
  const of = useNudge(selectLossOf);
  const step = useNudgeFrame(selectLossStep);
  const shown = useMemo(() => (of === null ? null : placesAt(of, step)), [of, step]);
  const { count, right } = shown?.pads ?? { count: 0, right: null };
  return (
    <figure className={styles.stage} data-region="pictures">
      <figcaption className={styles.caption}>
        <b>The sentence</b>
        <span className={styles.noisy}>nearest to xₜ</span>
        <span className={styles.read}>read from x̂₀</span>
        {INFO}
      </figcaption>
      <ol className={styles.places} aria-label="Words of the sentence" tabIndex={0}>
        {shown?.places.map((place, at) => (
          // a place is what it is by its number
          // oxlint-disable-next-line react/no-array-index-key
          <Place key={at} {...place} />
        ))}
      </ol>
      {count > 0 && (
        <p className={styles.pads}>
          {`Behind END ${count} places are PAD${right === null ? '' : `: ${right} are read so`}. They count as words do.`}
        </p>
      )}
    </figure>
  );
}

function Place({ word, noisy, read, nats }: LossPlace): ReactElement {
  const style: CSSProperties & { '--sure': string } = { '--sure': `${Math.round(100 * Math.exp(-nats))}%` };
  return (
    <li
      className={styles.place}
      data-wrong={read !== null && read !== word}
      style={read === null ? {} : style}
    >
      <b>{word}</b>
      <span className={styles.noisy}>{noisy ?? '–'}</span>
      <span className={styles.read}>{read ?? '–'}</span>
      <span className={styles.nats}>{read === null ? '' : formatSmall(nats)}</span>
    </li>
  );
}
