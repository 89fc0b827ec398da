// What was chosen when a person's own model was opened, on its card: which weights, and what stands in for what is missing.

import type { ReactElement } from 'react';
import type { PackNote } from '../../terms/pack-info';
import { NullClass } from './null-class';
import styles from './pack-notes.module.css';

export function PackNotes({ notes }: { readonly notes: readonly PackNote[] }): ReactElement {
  return (
    <>
      <NullClass />
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="About this model’s files">
          {notes.map(({ text, list }) => (
            <li key={text}>
              {text}
              {list !== undefined && (
                <details>
                  <summary>Which</summary>
                  <p>{list.join(', ')}</p>
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
