// The way to the lessons, in the header beside the views.

import type { ReactElement } from 'react';
import styles from './learn-button.module.css';
import { learn, useLearning } from './learning';

/** @param className how a view's tab looks, which it stands beside */
export function LearnButton({ className }: { readonly className: string | undefined }): ReactElement {
  const isOpen = useLearning().open !== null;
  return (
    <button
      type="button"
      className={`${className ?? ''} ${styles.learn}`}
      aria-pressed={isOpen}
      aria-description="Short lessons beside the view."
      onClick={isOpen ? learn.leave : learn.list}
    >
      Learn
    </button>
  );
}
