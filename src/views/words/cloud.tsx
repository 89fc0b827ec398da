// The cloud: the vocabulary in the plane of its embeddings, and the places of x_t as points that fall onto words. One place
// can be followed: its way so far, its nudge and its nearest words.

import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Info } from '../../controls/info';
import type { State } from '../../history/state';
import { useNudgeFrame } from '../../store/use-store';
import { usePainted } from '../run/use-painted';
import { selectPack } from '../run/selectors';
import { drawCloud } from './draw-cloud';
import { Followed } from './followed';
import styles from './cloud.module.css';

const INFO = (
  <Info about="the word cloud">
    Each grey dot is a word’s embedding, d numbers, in the plane in which words differ most. Points in
    vermilion are the places of x_t of the guided sentence, in slate those of its twin; names are of the words
    that x̂₀ has now, as many as have room. Of the place that is followed, the line is its way so far, and the
    dark one its nudge, three times as long. A plane shows two of the directions: what is near here may be
    far.
  </Info>
);

interface CloudProps {
  readonly followed: number | null;
  readonly onFollow: (place: number | null) => void;
}

export function Cloud({ followed, onFollow }: CloudProps): ReactElement | null {
  const pack = useNudgeFrame(selectPack);
  const [side, setSide] = useState(0);
  const paint = useCallback(
    (canvas: HTMLCanvasElement, state: State) => drawCloud(canvas, state, followed, side),
    [followed, side],
  );
  const canvas = usePainted(paint);
  useEffect(() => {
    const box = canvas.current;
    if (box === null) return;
    // names have the page's font size, so the cloud is drawn again when its size changes
    const observer = new ResizeObserver(() => setSide(box.clientWidth));
    observer.observe(box);
    return () => observer.disconnect();
  }, [canvas]);
  if (pack !== null && pack.text?.plane === undefined) return null;
  return (
    <section className={styles.cloud} data-region="cloud">
      <h2 className={styles.title}>
        Word cloud
        {INFO}
      </h2>
      <div className={styles.square}>
        <canvas
          ref={canvas}
          className={styles.canvas}
          role="img"
          aria-label="Word cloud"
          width={1}
          height={1}
        />
      </div>
      <Followed place={followed} onFollow={onFollow} />
    </section>
  );
}
