// What the keys do on any view. Which of them are the page’s is decided in keyboard.ts.

import { isListOpen } from '../lessons/list-open';
import type { Nudge } from '../store/world';
import { commandOf } from '../views/run/key-command';
import type { View } from '../views/view';

/** Takes a key before the view does: a lecturer's, once that has come (late.ts). */
export const first: { take: (event: KeyboardEvent, nudge: Nudge) => boolean } = { take: () => false };

/**
 * Does what a key asks for.
 *
 * @returns whether the key was taken
 */
export function takeKey(event: KeyboardEvent, nudge: Nudge, view: View, openHelp: () => void): boolean {
  if (first.take(event, nudge)) return true;
  const command = commandOf(event);
  if (command?.name === 'help') {
    if (!command.held) openHelp();
    return true;
  }
  if (isListOpen()) return false; // the view is not on screen
  return view.takeKey(event, nudge.store.getState(), nudge);
}
