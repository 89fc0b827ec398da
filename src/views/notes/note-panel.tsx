// The note on what is on screen.

import { useMemo, type ReactElement } from 'react';
import type { State } from '../../history/state';
import { useNudgeFrame } from '../../store/use-store';
import type { Note } from './note';
import styles from './note-panel.module.css';

interface NotePanelProps {
  readonly label: string;
  /** At module level. */
  readonly noteOf: (state: State) => Note | null;
  readonly tone: 'guide' | 'model';
  /** What stands there while there is none. */
  readonly otherwise?: string;
}

export function NotePanel({ label, noteOf, tone, otherwise = '' }: NotePanelProps): ReactElement {
  const note = useNudgeFrame(useMemo(() => remembered(noteOf), [noteOf]));
  return (
    <section className={styles.note} data-tone={tone} aria-label={label} data-region="note">
      <p>{note === null ? otherwise : <Said note={note} />}</p>
    </section>
  );
}

function Said({ note: { head, body } }: { note: Note }): ReactElement {
  return (
    <>
      <b>{head}</b> {body}
    </>
  );
}

/** The same note as long as it says the same; worked out once for each state. */
function remembered(noteOf: (state: State) => Note | null): (state: State) => Note | null {
  let of: State | null = null;
  let last: Note | null = null;
  return (state) => {
    if (state === of) return last;
    of = state;
    const note = noteOf(state);
    if (note?.head !== last?.head || note?.body !== last?.body) last = note;
    return last;
  };
}
