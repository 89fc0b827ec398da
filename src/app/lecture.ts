// A lecturer's keys. While slides are shown, arrows and Page Up and Down turn them, whatever sends them; Space is the
// run's as ever, and a control that was reached by Tab keeps its own.

import { isPresenting, learn, placeNow } from '../lessons/learning';
import { toggleBlack, toggleNotes } from '../lessons/present/showing';
import type { Nudge } from '../store/world';
import { signOf } from '../views/run/key-command';

const TURNS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
};

/** @returns whether the key was taken */
export function takeLectureKey(event: KeyboardEvent, nudge: Nudge): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const sign = event.key in TURNS ? event.key : signOf(event);
  const presents = isPresenting();
  const turn = TURNS[sign];
  const act =
    sign === 'p'
      ? presents
        ? learn.stopPresenting
        : () => void learn.present(nudge)
      : !presents
        ? undefined
        : turn !== undefined
          ? () => turnBy(turn, nudge)
          : sign === 'b'
            ? toggleBlack
            : sign === 'n'
              ? toggleNotes
              : undefined;
  if (act === undefined) return false;
  if (!event.repeat) act();
  return true;
}

function turnBy(by: 1 | -1, nudge: Nudge): void {
  const place = placeNow();
  if (place !== null) void learn.beside(place, by, nudge);
}
