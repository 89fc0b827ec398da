// The cloud: the vocabulary in the plane of its embeddings, and the places of x_t as points that fall onto words. One place
// can be followed: its way so far, its nudge and its nearest words.

import { useCallback, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import type { State } from '../../history/state';
import { useNudgeFrame } from '../../store/use-store';
import { usePainted } from '../run/use-painted';
import { selectPack } from '../run/selectors';
import { drawCloud } from './draw-cloud';
import { Followed } from './followed';
import styles from './panels.module.css';

const INFO = (
  <Info about="the word cloud">
    Each grey dot is a word’s embedding, d numbers, in the plane in which words differ most. Points in
    vermilion are the places of x_t of the guided sentence, in slate those of its twin; names are of the words
    that x̂₀ has now. Of the place that is followed, the line is its way so far, and the dark one its nudge,
    three times as long. A plane shows two of the directions: what is near here may be far.
  </Info>
);

export function Cloud({ followed }: { readonly followed: number | null }): ReactElement | null {
  const pack = useNudgeFrame(selectPack);
  const paint = useCallback(
    (canvas: HTMLCanvasElement, state: State) => drawCloud(canvas, state, followed),
    [followed],
  );
  const canvas = usePainted(paint);
  if (pack !== null && pack.text?.plane === undefined) return null;
  return (
    <section>
      <h2 className={styles.title}>
        Word cloud
        {INFO}
      </h2>
      <canvas
        ref={canvas}
        className={styles.cloud}
        role="img"
        aria-label="Word cloud"
        width={720}
        height={720}
      />
      <Followed place={followed} />
    </section>
  );
}
