// A button that opens a small explanation, on hover, tap and keyboard.

import { Popover } from '@base-ui/react/popover';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { Boundary } from './boundary';
import styles from './info-popover.module.css';

interface InfoPopoverProps {
  readonly button: ComponentProps<'button'>;
  readonly name: string;
  /** Whether it begins open. */
  readonly open: boolean;
  readonly children: ReactNode;
}

export function InfoPopover({ button, name, open, children }: InfoPopoverProps): ReactElement {
  return (
    <Popover.Root defaultOpen={open}>
      <Popover.Trigger {...button} openOnHover delay={250} closeDelay={120} />
      <Popover.Portal>
        <Popover.Positioner
          className={styles.positioner}
          side="bottom"
          align="start"
          sideOffset={6}
          collisionPadding={8}
        >
          <Popover.Popup className={styles.popup} aria-label={name} initialFocus={false}>
            <Boundary what="This explanation">{children}</Boundary>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
