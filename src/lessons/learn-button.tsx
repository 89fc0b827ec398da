// The way to the lessons, in the header beside the views.

import type { ReactElement } from 'react';
import styles from './learn-button.module.css';
import { learn, useLearning } from './learning';

export function LearnButton(): ReactElement {
  const isOpen = useLearning().open !== null;
  return (
    <button
      type="button"
      className={styles.learn}
      aria-pressed={isOpen}
      aria-description="Short lessons beside the view."
      onClick={isOpen ? learn.leave : learn.list}
    >
      Learn
    </button>
  );
}
