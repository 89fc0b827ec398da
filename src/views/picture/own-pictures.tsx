// Pictures from elsewhere: chosen, dropped anywhere on the page, or pasted.

import { useCallback, useEffect, useRef, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { useDrop } from '../../controls/use-drop';
import { useActions, useOpened } from '../../store/use-store';
import { isPicture } from '../dropped';
import { sampleSize } from '../../terms/sample';
import { readPicture, isLight } from '../../worlds/images/read-picture';
import { useNoiseActions } from '../../worlds/images/use-noise';
import type { State } from '../../history/state';
import { noiseOf } from '../../worlds/images/noise-state';

const TEXT_PASTED =
  'What was pasted is text, not a picture: copy a picture, or a part of the screen, and paste that.';
const PICTURES = ['picture'] as const;

interface OpenPictureProps {
  /** Where several may be opened at once: those that could be read, as they are shown. */
  readonly onOpened?: ((texts: readonly string[]) => void) | undefined;
}

export function OpenPicture({ onOpened }: OpenPictureProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const take = useTake(onOpened);
  useHandedOver(take, onOpened !== undefined);
  const name = onOpened === undefined ? 'Open picture' : 'Open pictures';
  return (
    <>
      <Button
        about="Any picture becomes x₀: cropped to its middle and scaled. Or drop it on the page, or paste it."
        onClick={() => input.current?.click()}
      >
        {name}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={onOpened !== undefined}
        accept="image/*"
        aria-label={name}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) take(files);
          event.target.value = '';
        }}
      />
    </>
  );
}

/** Takes pictures one after another, and shows the last; of two that are read at once, the newer. */
function useTake(onOpened?: (texts: readonly string[]) => void): (blobs: readonly Blob[]) => void {
  const { store } = useOpened();
  const noise = useNoiseActions();
  const newest = useRef(0);
  return useCallback(
    (blobs: readonly Blob[]) => {
      const { pack } = store.getState().model;
      if (pack === null) {
        noise.refuse('The model is not here yet: it says of what size a picture must be.');
        return;
      }
      const now = ++newest.current;
      const read = async (): Promise<void> => {
        const isDark = hasDarkGround(store.getState());
        const texts: string[] = [];
        const refusals: string[] = [];
        let said = '';
        for (const blob of blobs) {
          const found = await readPicture(blob, pack.sampleShape, isDark);
          if (now !== newest.current) return;
          if ('refusal' in found) refusals.push(found.refusal);
          else {
            texts.push(found.text);
            said = found.note;
          }
        }
        const last = texts.at(-1);
        if (last !== undefined)
          noise.take(last, texts.length === 1 ? said : `${texts.length} pictures are opened.`);
        if (refusals.length > 0) noise.refuse(refusals.join(' '));
        if (texts.length > 0) onOpened?.(texts);
      };
      void read();
    },
    [store, noise, onOpened],
  );
}

/** Whether most pictures of the model's sheet have dark edges; without a sheet, whether the model is grey. */
function hasDarkGround(state: State): boolean {
  const { pack } = state.model;
  if (pack === null || pack.sampleShape[2] >= 3) return false;
  const { sheet } = noiseOf(state);
  if (sheet === null) return true;
  const size = sampleSize(pack.sampleShape);
  let light = 0;
  for (let image = 0; image < sheet.count; image++) {
    if (isLight(sheet.samples.slice(image * size, (image + 1) * size), pack.sampleShape)) light++;
  }
  return light < sheet.count / 2;
}

/** Hears drops and pastes. */
function useHandedOver(take: (blobs: readonly Blob[]) => void, takesAll: boolean): void {
  const noise = useNoiseActions();
  const actions = useActions();
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.clipboardData === null) return;
      const picture = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'));
      const isText = event.clipboardData.types.includes('text/plain');
      if (picture !== undefined) take([picture]);
      else if (isText) noise.refuse(TEXT_PASTED);
      else noise.refuse('What was pasted is no picture.');
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [take, noise]);
  useDrop(PICTURES, ({ files }) => {
    const [picture, ...more] = [...files].filter(isPicture);
    if (picture === undefined) return;
    take(takesAll ? [picture, ...more] : [picture]);
    if (!takesAll && more.length > 0) actions.say(`Of the pictures, “${picture.name}” is shown.`);
  });
}
