// Where WASM is much faster than the WebGPU that runs, the header offers it, once. Nothing switches by itself.

import { useEffect, useState, type ReactElement } from 'react';
import { keepText } from '../store/kept-text';
import { useOpened } from '../store/use-store';
import { afterRuns } from './after-runs';
import styles from './faster-offer.module.css';

const KEY = 'nudge-wasm-offer';

function wasAnswered(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

const keepAnswer = (): void => keepText(KEY, 'answered');

/** The address holds what is on screen; the backend is what the page starts with. */
function switchToWasm(): void {
  keepAnswer();
  const url = new URL(location.href);
  url.searchParams.set('backend', 'wasm');
  location.assign(url);
}

export function FasterOffer(): ReactElement | null {
  const nudge = useOpened();
  const [answered, setAnswered] = useState(wasAnswered);
  const [times, setTimes] = useState<number | null>(null);
  useEffect(() => (answered ? undefined : afterRuns(nudge, setTimes)), [nudge, answered]);
  if (answered || times === null) return null;
  return (
    <div className={styles.offer} role="status">
      <span>WASM is {times.toFixed(1)} times faster here:</span>
      <span className={styles.answers}>
        <button type="button" className={styles.answer} onClick={switchToWasm}>
          Use it
        </button>
        <button
          type="button"
          className={styles.answer}
          onClick={({ currentTarget }) => {
            // the button goes; the focus stays in the header, at the view that is open
            currentTarget
              .closest('header')
              ?.querySelector<HTMLElement>('[aria-selected=true], select')
              ?.focus();
            keepAnswer();
            setAnswered(true);
          }}
        >
          Keep WebGPU
        </button>
      </span>
    </div>
  );
}
