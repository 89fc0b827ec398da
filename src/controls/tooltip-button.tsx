// A button with a tooltip that says its name, its key, and what it does.

import { Tooltip } from '@base-ui/react/tooltip';
import type { ComponentProps, ReactElement } from 'react';
import styles from './tooltip-button.module.css';

interface TooltipButtonProps {
  readonly button: ComponentProps<'button'>;
  readonly label: string | undefined;
  readonly about: string | undefined;
  readonly shortcut: string | undefined;
}

export function TooltipButton({ button, label, about, shortcut }: TooltipButtonProps): ReactElement {
  const { disabled, ...rest } = button; // of the trigger it would be the tooltip's alone
  const key = shortcut === undefined ? null : <kbd className={styles.key}>{shortcut}</kbd>;
  return (
    <Tooltip.Root>
      <Tooltip.Trigger {...rest} render={<button type="button" disabled={disabled} />} delay={400} />
      <Tooltip.Portal>
        <Tooltip.Positioner className={styles.positioner} sideOffset={6} side="top" collisionPadding={8}>
          <Tooltip.Popup className={styles.tooltip}>
            {label}
            {label !== undefined && key}
            {about !== undefined && <p className={styles.about}>{about}</p>}
            {label === undefined && key}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
