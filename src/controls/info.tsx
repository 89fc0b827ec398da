// The small "i" beside a label: what the control does to the mathematics.

import type { ReactElement, ReactNode } from 'react';
import styles from './info.module.css';
import { usePopups } from './use-popups';

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
  const popups = usePopups();
  const name = `About ${about}`;
  const button = { className: styles.trigger, 'aria-label': name, children: sign };
  if (popups === null) return <button type="button" {...button} />;
  return (
    <popups.InfoPopover button={button} name={name}>
      {children}
    </popups.InfoPopover>
  );
}
