// Belief over the whole run: a row for each class, a column for each step, the darker the surer. It stands under
// a line plot of the same width and shares its x axis.

import type { CSSProperties, PointerEvent, ReactElement, Ref } from 'react';
import styles from './belief-map.module.css';
import { pickHandlers } from './picking';

interface BeliefMapProps {
  readonly label: string;
  readonly labels: readonly string[];
  readonly highlighted: number;
  /** Where labels stand that do not fit beside the map: over its beginning, or its end. */
  readonly labelsAt?: 'start' | 'end';
  readonly canvas: Ref<HTMLCanvasElement>;
  /** Where the playhead is: 0 to 1; null for nowhere. */
  readonly cursor: number | null;
  /** Shares of the width at which the steering changed. */
  readonly marks?: readonly number[];
  /** Where something holds from then on: a line over the map, with a word below it. */
  readonly flag?: { readonly at: number; readonly text: string } | null;
  /** Pointing at a share of the width. */
  readonly onPick: (share: number) => void;
  /** Whether a mouse picks by hovering; else it must be pressed. */
  readonly hoverPicks: boolean;
}

/** Longer names do not fit into the gutter. */
const GUTTER_LETTERS = 3;

const NO_MARKS: readonly number[] = [];

export function BeliefMap({
  label,
  labels,
  highlighted,
  labelsAt = 'start',
  canvas,
  cursor,
  marks = NO_MARKS,
  flag = null,
  onPick,
  hoverPicks,
}: BeliefMapProps): ReactElement {
  const style: CSSProperties & Record<`--${string}`, number> = {
    '--rows': labels.length,
    '--cursor': cursor ?? 0,
  };
  const inside = labels.some((text) => text.length > GUTTER_LETTERS);
  const pick = (event: PointerEvent): void => {
    const bounds = event.currentTarget.getBoundingClientRect();
    onPick(Math.max(0, Math.min(1, (event.clientX - bounds.left) / bounds.width)));
  };
  return (
    <div className={styles.map} style={style}>
      <div className={styles.labels} data-inside={inside} data-at={labelsAt} aria-hidden="true">
        {labels.map((text, index) => (
          <span key={text} data-on={index === highlighted}>
            {text}
          </span>
        ))}
      </div>
      <div className={styles.area} {...pickHandlers(pick, hoverPicks)}>
        <canvas ref={canvas} className={styles.canvas} width={1} height={1} role="img" aria-label={label} />
        {cursor !== null && <i className={styles.cursor} />}
        {flag !== null && <i className={styles.flag} style={{ left: `${flag.at * 100}%` }} />}
        {marks.map((mark) => (
          <i key={mark} className={styles.mark} style={{ left: `${mark * 100}%` }} />
        ))}
      </div>
      <div className={styles.legend} aria-hidden="true">
        {flag !== null && (
          <span className={styles.flagText}>
            <i className={styles.flagKey} />
            {flag.text}
          </span>
        )}
        <span>0 %</span>
        <i className={styles.ramp} />
        <span>100 %</span>
      </div>
    </div>
  );
}
