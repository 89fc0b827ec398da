// The small "i" beside a label: what the control does to the mathematics.

import type { ReactElement, ReactNode } from 'react';
import { ExplainedButton } from './explained-button';
import styles from './info.module.css';

interface InfoProps {
  /** What it is about, e.g. "guidance scale"; the button is named "About guidance scale". */
  readonly about: string;
  readonly children: ReactNode;
}

const sign = (
  <svg viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
    <path d="M8 7.4v4M8 4.6v.6" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
  </svg>
);

export function Info({ about, children }: InfoProps): ReactElement {
  const name = `About ${about}`;
  return (
    <ExplainedButton button={{ className: styles.trigger, 'aria-label': name, children: sign }} name={name}>
      {children}
    </ExplainedButton>
  );
}
