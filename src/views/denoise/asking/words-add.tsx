// The list "What each word adds": a small map of each word's own nudge, in the step that is shown at rest.

import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { Info } from '../../../controls/info';
import { maxAbs } from '../../../diffusion/magnitudes';
import type { State } from '../../../history/state';
import { clearCanvas, drawSigned } from '../../../plots/canvas';
import { niceRange } from '../../../plots/pixels';
import { SignedLegend } from '../../../plots/signed-legend';
import { useNudge, useNudgeFrame, useOpened } from '../../../store/use-store';
import { promptPieces, type PromptPiece } from '../../../terms/prompt-pieces';
import type { SampleShape } from '../../../terms/sample';
import type { Target } from '../../../terms/target';
import { useNoiseActions } from '../../../worlds/images/use-noise';
import {
  lanesOnScreen,
  selectFinished,
  selectLarge,
  selectRecorded,
  selectResting,
  selectShape,
} from '../../run/selectors';
import { usePainted } from '../../run/use-painted';
import {
  alongOf,
  MOST_PIECES,
  NO_WORDS,
  piecesOf,
  shareOf,
  wholeOf,
  WordQuestions,
  type WordNudges,
} from './word-nudges';
import styles from './words-add.module.css';

const INFO = (
  <Info about="what each word adds">
    <p>
      The nudge of this step, less the one that the prompt without this word gives. Vermilion: there the word
      pulls the way that the whole nudge goes; teal: against it. Of one channel: brighter, or darker.
    </p>
    <p>
      The number is the share of the whole nudge that lies in the word’s. The shares need not add up to 100 %:
      words act together. It is asked of the guide whenever the run rests.
    </p>
  </Info>
);

const SHOWN = ['along the nudge', 'red', 'green', 'blue'] as const;

const selectTarget = (state: State): Target | undefined => lanesOnScreen(state)[selectLarge(state)]?.target;

export function WordsAdd(): ReactElement | null {
  const nudge = useOpened();
  const noise = useNoiseActions();
  const target = useNudgeFrame(selectTarget);
  const resting = useNudge(selectResting);
  const finished = useNudgeFrame(selectFinished);
  const recorded = useNudge(selectRecorded);
  const shape = useNudge(selectShape);
  const [found, setFound] = useState<WordNudges>(NO_WORDS);
  const [shown, setShown] = useState(0);
  useEffect(() => noise.ask(new WordQuestions(nudge, setFound)), [nudge, noise]);
  const { of, nudges, trouble } = found;
  const pieces = of?.pieces ?? piecesOf(target);
  if (target?.kind !== 'prompt' || pieces.length === 0) return null;
  const maps = nudges.map((each) =>
    each === null || of === null ? null : mapOf(each, wholeOf(of), shape, shown),
  );
  const range = niceRange(Math.max(0, ...maps.map((map) => (map === null ? 0 : maxAbs(map, 0, map.length)))));
  const more = promptPieces(target.parts).length - pieces.length;
  const why = trouble ?? (of === null ? whyNothing(resting, finished, recorded) : '');
  return (
    <section aria-labelledby="words-add">
      <h2 id="words-add" className={styles.title}>
        What each word adds {INFO}
        {shape[2] > 1 && (
          <select
            className={styles.shown}
            aria-label="What of each word"
            value={shown}
            onChange={(event) => setShown(Number(event.target.value))}
          >
            {SHOWN.map((label, i) => (
              <option key={label} value={i}>
                {label}
              </option>
            ))}
          </select>
        )}
      </h2>
      <ul className={styles.words} aria-labelledby="words-add">
        {pieces.map((piece, i) => (
          <Piece
            key={piece.id}
            piece={piece}
            map={maps[i] ?? null}
            share={of === null || !nudges[i] ? null : shareOf(nudges[i], wholeOf(of))}
            shape={shape}
            range={range}
          />
        ))}
      </ul>
      <SignedLegend range={range} />
      <p className={styles.why} role="status">
        {why !== '' ? why : more > 0 ? `The first ${MOST_PIECES} of ${MOST_PIECES + more} are shown.` : ''}
      </p>
    </section>
  );
}

function whyNothing(resting: boolean, finished: boolean, recorded: boolean): string {
  if (recorded) return 'Asked once the model is here: this is a recording.';
  if (!resting) return 'Asked when the run rests: press Pause.';
  return finished ? 'The picture is finished: look back at a step.' : 'Nothing is nudged in this step.';
}

/** Of one channel as it is; of a colour picture along the whole nudge, which alone has one sign. */
function mapOf(
  word: Float32Array,
  whole: Float32Array,
  [, , channels]: SampleShape,
  shown: number,
): Float32Array {
  if (channels === 1) return word;
  if (shown === 0) return alongOf(word, whole, channels);
  return word.filter((_, i) => i % channels === shown - 1);
}

/** A phrase may have thousands of letters. */
const MOST_LETTERS = 80;

function inShort(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}

/** Letters that have room below a map; longer phrases stand beside theirs. */
const LONGEST_BELOW = 20;

interface PieceProps {
  readonly piece: PromptPiece;
  readonly map: Float32Array | null;
  readonly share: number | null;
  readonly shape: SampleShape;
  readonly range: number;
}

function Piece({ piece, map, share, shape, range }: PieceProps): ReactElement {
  const [height, width] = shape;
  const paint = useCallback(
    (into: HTMLCanvasElement) => {
      if (map === null) clearCanvas(into);
      else drawSigned(into, map, 0, [height, width, 1], range);
    },
    [map, height, width, range],
  );
  const canvas = usePainted(paint);
  useEffect(() => {
    if (canvas.current !== null) paint(canvas.current);
  }, [canvas, paint]);
  return (
    <li className={styles.word} data-kind={piece.kind} data-long={piece.text.length > LONGEST_BELOW}>
      <canvas ref={canvas} className={styles.map} width={width} height={height} aria-hidden="true" />
      <span className={styles.text}>{inShort(piece.text)}</span>
      <span className={styles.share}>
        {share === null ? '–' : `${Math.round(100 * share)} %`.replace('-', '−')}
      </span>
    </li>
  );
}
