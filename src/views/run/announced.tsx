// Words for a screen reader's user, said once things rest: never while something moves.

import { useEffect, useState, type ReactElement } from 'react';
import type { State } from '../../history/state';
import { useOpened } from '../../store/use-store';
import styles from './announced.module.css';

const REST_MILLISECONDS = 500;

interface AnnouncedProps {
  /** Changes exactly when there is something to say; compared by identity. At module level, as `words`. */
  readonly occasion: (state: State) => unknown;
  readonly words: (state: State) => string;
}

export function Announced({ occasion, words }: AnnouncedProps): ReactElement {
  const { store } = useOpened();
  const [text, setText] = useState('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: unknown = null;
    const stop = store.subscribe((state) => {
      const now = occasion(state);
      if (now === last) return;
      last = now;
      clearTimeout(timer);
      timer = setTimeout(() => setText(words(store.getState())), REST_MILLISECONDS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, occasion, words]);
  return (
    <p className={styles.hidden} aria-live="polite">
      {text}
    </p>
  );
}
