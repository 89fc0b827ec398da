// A whole number as a text field: what is typed stays until Enter or leaving, nonsense is said and not taken.

import { useId, useState, type ReactElement } from 'react';
import { IconButton } from './button';
import { Field, type FieldText } from './field';
import styles from './seed-field.module.css';

interface SeedFieldProps extends FieldText {
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** Draws another: randomness is the caller's. */
  readonly onDraw: () => void;
  /** The name of the button that draws another. */
  readonly drawLabel?: string;
  /** What drawing another does. */
  readonly drawAbout?: string;
}

/** A seed as typed, or null: an integer from 0 to 2^53 - 1. */
export function parseSeed(text: string): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,16}$/.test(trimmed)) return null;
  const seed = Number(trimmed);
  return Number.isSafeInteger(seed) ? seed : null;
}

export function SeedField(props: SeedFieldProps): ReactElement {
  const { label, value, onChange, onDraw, drawAbout } = props;
  const { drawLabel = `Draw another ${label.toLowerCase()}` } = props;
  const labelId = useId();
  const errorId = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const invalid = draft !== null && parseSeed(draft) === null;
  const commit = (): void => {
    const seed = draft === null ? null : parseSeed(draft);
    setDraft(null);
    if (seed !== null && seed !== value) onChange(seed);
  };
  return (
    <Field {...props} labelId={labelId} value={undefined}>
      <div className={styles.row}>
        <input
          className={styles.input}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          aria-labelledby={labelId}
          aria-invalid={invalid}
          aria-describedby={invalid ? errorId : undefined}
          value={draft ?? String(value)}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return; // its Enter ends a composition
            if (event.key === 'Enter' && !invalid) commit();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
        <IconButton label={drawLabel} icon="dice" about={drawAbout} onClick={onDraw} framed />
      </div>
      {invalid && (
        <p id={errorId} className={styles.error}>
          A whole number from 0 to 9007199254740991.
        </p>
      )}
    </Field>
  );
}
