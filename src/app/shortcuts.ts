// What the keys do on any view. Which of them are the page’s is decided in keyboard.ts.

import type { Nudge } from '../store/world';
import { commandOf } from '../views/run/key-command';
import type { View } from '../views/view';

/**
 * Does what a key asks for.
 *
 * @returns whether the key was taken
 */
export function takeKey(event: KeyboardEvent, nudge: Nudge, view: View, openHelp: () => void): boolean {
  const command = commandOf(event);
  if (command?.name === 'help') {
    if (!command.held) openHelp();
    return true;
  }
  return view.takeKey(event, nudge.store.getState(), nudge);
}
