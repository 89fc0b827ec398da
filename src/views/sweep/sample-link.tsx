// The button over one cell of the grid of samples: what it is in words, and the run that it opens. It is rendered again
// only when its own sample is another: a sweep tells of every batch, and there are some hundred cells.

import { memo, type KeyboardEvent, type ReactElement } from 'react';
import { sentenceText } from '../../diffusion/words/sentence';
import type { Cell, Sampled } from '../../sweep/sampled';
import styles from './samples.module.css';

interface SampleLinkProps extends Cell {
  readonly sample: Sampled | null;
  readonly isShipped: boolean;
  readonly isBusy: boolean;
  /** The one that Tab comes to. */
  readonly isFirst: boolean;
  readonly isText: boolean;
  readonly label: string;
  /** Keeps its identity as long as it gives the same. */
  readonly hashOf: (cell: Cell) => string;
  readonly onLight: (cell: Cell | null) => void;
  readonly onMove: (event: KeyboardEvent<HTMLElement>) => void;
}

export const SampleLink = memo(function SampleLink(props: SampleLinkProps): ReactElement {
  const { scale, interval, seed, sample, isShipped, isBusy, isFirst, isText, label } = props;
  const { hashOf, onLight, onMove } = props;
  const cell = { scale, interval, seed };
  const light = (): void => onLight(cell);
  return (
    <a
      className={styles.cell}
      href={hashOf(cell)}
      tabIndex={isFirst ? 0 : -1}
      data-origin={sample === null ? 'none' : isShipped ? 'shipped' : 'here'}
      data-refused={sample?.verdict?.accepted === false}
      data-busy={isBusy}
      aria-label={label}
      onPointerEnter={light}
      onFocus={light}
      onBlur={() => onLight(null)}
      onKeyDown={onMove}
    >
      {isText && sample?.words !== undefined && sentenceText(sample.words)}
    </a>
  );
});
