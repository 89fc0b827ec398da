// The list of keys.

import type { ReactElement } from 'react';
import type { Shortcut } from '../views/view';
import styles from './shortcuts-dialog.module.css';

const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['Space'], text: 'Play or pause' },
  { keys: ['→', 'Page Down'], text: 'One step forward' },
  { keys: ['←', 'Page Up'], text: 'One step back' },
  { keys: ['Shift Space'], text: 'Play backwards' },
  { keys: ['R'], text: 'Restart from x_T' },
  { keys: ['B'], text: 'Branch from the step that is shown' },
  { keys: ['G'], text: 'Return to the ghost' },
  { keys: ['Ctrl Z'], text: 'Undo the newest steering or branching; with Shift, redo' },
  { keys: ['0', '…', '9'], text: 'Ask for that class, from the next step on' },
  { keys: ['['], text: 'Less guidance: s − 0.5' },
  { keys: [']'], text: 'More guidance: s + 0.5' },
  { keys: ['P'], text: 'Present the lesson as slides, and leave them' },
  { keys: ['Swipe'], text: 'On a phone: the view beside this one' },
  { keys: ['?'], text: 'This list' },
];

const PRESENTING: readonly Shortcut[] = [
  { keys: ['→', '↓', 'Page Down'], text: 'The next page' },
  { keys: ['←', '↑', 'Page Up'], text: 'The page before' },
  { keys: ['B'], text: 'Black, and back' },
  { keys: ['N'], text: 'Speaker’s notes' },
];

export function ShortcutList(): ReactElement {
  return (
    <>
      <List of={SHORTCUTS} />
      <p>While presenting, these are the lecturer’s:</p>
      <List of={PRESENTING} />
    </>
  );
}

function List({ of }: { of: readonly Shortcut[] }): ReactElement {
  return (
    <dl className={styles.list}>
      {of.map(({ keys, text }) => (
        <div key={text} className={styles.row}>
          <dt translate="no">{keys.map((key) => (key === '…' ? ' … ' : <kbd key={key}>{key}</kbd>))}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
