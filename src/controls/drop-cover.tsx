// Over the page while something is dragged that can be dropped on it.

import type { ReactElement } from 'react';
import styles from './drop-cover.module.css';

export function DropCover({ text }: { readonly text: string }): ReactElement {
  return (
    <div className={styles.cover} aria-hidden="true">
      <p>{text}</p>
    </div>
  );
}
