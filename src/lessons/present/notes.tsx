// The speaker's notes on the slide itself, for rooms with one screen.

import { use, useEffect, useState, type ReactElement } from 'react';
import styles from './lecture.module.css';
import { clockText } from './clock-text';

interface NotesProps {
  readonly notes: readonly string[];
  readonly next: Promise<string | null>;
  /** When the lecture began. */
  readonly since: number;
}

export function Notes({ notes, next, since }: NotesProps): ReactElement {
  const title = use(next);
  return (
    <section className={styles.notes} aria-label="Notes">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <p className={styles.quiet}>
        <Clock since={since} /> · {title === null ? 'The last page' : `Next: ${title}`}
      </p>
    </section>
  );
}

function Clock({ since }: { since: number }): ReactElement {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span role="timer">{clockText(now - since)}</span>;
}
