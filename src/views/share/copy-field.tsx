// A text to take away: to be read, selected, or copied by its button.

import { useRef, useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import styles from './keep.module.css';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly button: string;
  readonly rows?: number;
}

const COPIED = 'Copied.';
const SELECTED = 'The browser forbids copying; the text is selected, so press Ctrl C.';

export function CopyField({ label, value, button, rows = 1 }: CopyFieldProps): ReactElement {
  const [outcome, setOutcome] = useState('');
  const line = useRef<HTMLInputElement>(null);
  const block = useRef<HTMLTextAreaElement>(null);
  const select = (): void => (line.current ?? block.current)?.select();
  async function copy(): Promise<void> {
    select();
    try {
      await navigator.clipboard.writeText(value);
      setOutcome(COPIED);
    } catch {
      setOutcome(SELECTED);
    }
  }
  return (
    <>
      <div className={styles.field}>
        {rows === 1 ? (
          <input ref={line} aria-label={label} readOnly value={value} onFocus={select} />
        ) : (
          <textarea
            ref={block}
            className={styles.code}
            aria-label={label}
            readOnly
            rows={rows}
            value={value}
          />
        )}
        <Button onClick={() => void copy()}>{button}</Button>
      </div>
      <p className={styles.outcome} role="status">
        {outcome}
      </p>
    </>
  );
}
