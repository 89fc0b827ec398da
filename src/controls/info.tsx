// The small "i" beside a label: what the control does to the mathematics. Opens on hover, tap and keyboard.

import { Popover } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import styles from './info.module.css';

interface InfoProps {
  /** What it is about, e.g. "guidance scale"; the button is named "About guidance scale". */
  readonly about: string;
  readonly children: ReactNode;
}

export function Info({ about, children }: InfoProps): ReactElement {
  return (
    <Popover.Root>
      <Popover.Trigger
        className={styles.trigger}
        openOnHover
        delay={250}
        closeDelay={120}
        aria-label={`About ${about}`}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.2" />
          <path d="M8 7.4v4M8 4.6v.6" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        </svg>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          className={styles.positioner}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
        >
          <Popover.Popup className={styles.popup} aria-label={`About ${about}`} initialFocus={false}>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
