// A line of text that is taken on Enter or when it is left; nonsense is said in a sentence and not taken.

import { useId, useState, type ReactElement } from 'react';
import { Field, type FieldText } from './field';
import styles from './text-field.module.css';

interface TextFieldProps extends FieldText {
  readonly value: string;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric' | 'text';
  /** What is wrong with a text; null where nothing is. */
  readonly refusal: (text: string) => string | null;
  /** Whether nonsense stays when it is left, to be mended; else the value comes back. */
  readonly keepsNonsense?: boolean;
  readonly onChange: (text: string) => void;
  /** Stands behind the text. */
  readonly children?: ReactElement;
}

export function TextField(props: TextFieldProps): ReactElement {
  const { value, placeholder, inputMode = 'text', refusal, keepsNonsense = true, onChange, children } = props;
  const labelId = useId();
  const errorId = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft === null ? null : refusal(draft);
  const commit = (): void => {
    if (wrong !== null && keepsNonsense) return;
    setDraft(null);
    if (wrong === null && draft !== null && draft !== value) onChange(draft);
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
            if (event.nativeEvent.isComposing) return; // its Enter ends a composition
            if (event.key === 'Enter' && wrong === null) commit();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
        {children}
      </div>
      {wrong !== null && (
        <p id={errorId} className={styles.error} role={keepsNonsense ? 'alert' : undefined}>
          {wrong}
        </p>
      )}
    </Field>
  );
}
