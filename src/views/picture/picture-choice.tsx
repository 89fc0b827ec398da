// The picture x_0 that is looked at: of the model's sheet, drawn, or a person's own.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { Info } from '../../controls/info';
import { useNudge } from '../../store/use-store';
import { useNoiseActions } from '../../worlds/images/use-noise';
import { selectPack } from '../run/selectors';
import { ClearButton } from './clear-button';
import { OpenPicture } from './own-pictures';
import styles from './picture-choice.module.css';
import { SheetGrid, type Many } from './sheet-grid';
import { selectCanUndo, selectNote, selectSource } from './shown';

interface PictureChoiceProps {
  /** Where several are chosen of the sheet, and may be opened at once. */
  readonly many?: (Many & { readonly onOpened: (texts: readonly string[]) => void }) | undefined;
}

export function PictureChoice({ many }: PictureChoiceProps): ReactElement {
  const source = useNudge(selectSource);
  const note = useNudge(selectNote);
  const pack = useNudge(selectPack);
  const canUndo = useNudge(selectCanUndo);
  const noise = useNoiseActions();
  const sheet = pack?.sampleSheet;
  return (
    <section className={styles.picture} aria-labelledby="x0-picture">
      <h2 id="x0-picture" className={styles.head}>
        Picture
        <Info about="the picture">
          <p>
            x₀, the picture that is taken into noise: a test image that the model has never seen, one that you
            draw, or any other, dropped or pasted.
          </p>
        </Info>
      </h2>
      <SheetGrid many={many} />
      {sheet !== undefined && (
        <p className={styles.credit}>
          {sheet.source} ({sheet.licence})
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          about="An empty picture, to draw on with a mouse, a pen, a finger or the keys."
          onClick={noise.draw}
        >
          Draw
        </Button>
        {source.kind !== 'drawn' && (
          <>
            <ClearButton disabled={source.kind === 'sheet'} />
            <Button icon="undo" shortcut="Ctrl Z" disabled={!canUndo} onClick={noise.undo}>
              Undo
            </Button>
          </>
        )}
        <OpenPicture onOpened={many?.onOpened} />
      </div>
      <p className={styles.note} role="status" data-trouble={note?.isTrouble === true}>
        {note?.text ?? ''}
      </p>
    </section>
  );
}
