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

export function OpenPicture(): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const take = useTake();
  useHandedOver(take);
  return (
    <>
      <Button
        about="Any picture becomes x₀: cropped to its middle and scaled. Or drop it on the page, or paste it."
        onClick={() => input.current?.click()}
      >
        Open picture
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        aria-label="Open picture"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) take(file);
          event.target.value = '';
        }}
      />
    </>
  );
}

/** Takes one picture after another; of two that are read at once, the newer. */
function useTake(): (blob: Blob) => void {
  const { store } = useOpened();
  const noise = useNoiseActions();
  const newest = useRef(0);
  return useCallback(
    (blob: Blob) => {
      const { pack } = store.getState().model;
      if (pack === null) {
        noise.refuse('The model is not here yet: it says of what size a picture must be.');
        return;
      }
      const now = ++newest.current;
      const read = async (): Promise<void> => {
        const found = await readPicture(blob, pack.sampleShape, hasDarkGround(store.getState()));
        if (now !== newest.current) return;
        if ('refusal' in found) noise.refuse(found.refusal);
        else noise.take(found.text, found.note);
      };
      void read();
    },
    [store, noise],
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
function useHandedOver(take: (blob: Blob) => void): void {
  const noise = useNoiseActions();
  const actions = useActions();
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.clipboardData === null) return;
      const picture = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'));
      const isText = event.clipboardData.types.includes('text/plain');
      if (picture !== undefined) take(picture);
      else if (isText) noise.refuse(TEXT_PASTED);
      else noise.refuse('What was pasted is no picture.');
    };
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, [take, noise]);
  useDrop(PICTURES, ({ files }) => {
    const [picture, ...more] = [...files].filter(isPicture);
    if (picture !== undefined) take(picture);
    if (picture !== undefined && more.length > 0) actions.say(`Of the pictures, “${picture.name}” is shown.`);
  });
}
