// A line of text that is taken on Enter or when it is left; nonsense is said in a sentence and not taken.

import { useId, useState, type ReactElement } from 'react';
import { Field, type FieldText } from './field';
import styles from './seed-field.module.css';

interface TextFieldProps extends FieldText {
  readonly value: string;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric' | 'text';
  /** What is wrong with a text; null where nothing is. */
  readonly refusal: (text: string) => string | null;
  readonly onChange: (text: string) => void;
}

export function TextField(props: TextFieldProps): ReactElement {
  const { value, placeholder, inputMode = 'text', refusal, onChange } = props;
  const labelId = useId();
  const errorId = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft === null ? null : refusal(draft);
  const commit = (): void => {
    if (wrong !== null) return; // it stays to be mended
    setDraft(null);
    if (draft !== null && draft !== value) onChange(draft);
  };
  return (
    <Field {...props} labelId={labelId} value={undefined}>
      <div className={styles.row}>
        <input
          className={styles.input}
          type="text"
          inputMode={inputMode}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          aria-labelledby={labelId}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : errorId}
          value={draft ?? value}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
      </div>
      {wrong !== null && (
        <p id={errorId} className={styles.error} role="alert">
          {wrong}
        </p>
      )}
    </Field>
  );
}
