// What the keys do on any view, and the list of them. Which of them are the page’s is decided in keyboard.ts.

import type { Nudge } from '../store/world';
import { commandOf } from '../views/run/key-command';
import type { Shortcut, View } from '../views/view';

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['Space'], text: 'Play or pause' },
  { keys: ['→', 'Page Down'], text: 'One step forth' },
  { keys: ['←', 'Page Up'], text: 'One step back' },
  { keys: ['Shift Space'], text: 'Play backwards' },
  { keys: ['R'], text: 'Restart from x_T' },
  { keys: ['B'], text: 'Branch from the step that is shown' },
  { keys: ['G'], text: 'Return to the ghost' },
  { keys: ['Ctrl Z'], text: 'Undo the newest steering or branching; with Shift, redo' },
  { keys: ['0', '…', '9'], text: 'Ask for that class, from the next step on' },
  { keys: ['['], text: 'Less guidance: s − 0.5' },
  { keys: [']'], text: 'More guidance: s + 0.5' },
  { keys: ['?'], text: 'This list' },
];

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
