// A button with a tooltip that says its name and its key.

import { Tooltip } from '@base-ui/react/tooltip';
import type { ComponentProps, ReactElement } from 'react';
import styles from './tooltip-button.module.css';

interface TooltipButtonProps {
  readonly button: ComponentProps<'button'>;
  readonly label: string;
  readonly shortcut: string | undefined;
}

export function TooltipButton({ button, label, shortcut }: TooltipButtonProps): ReactElement {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger {...button} delay={400} />
      <Tooltip.Portal>
        <Tooltip.Positioner className={styles.positioner} sideOffset={6} side="top">
          <Tooltip.Popup className={styles.tooltip}>
            {label}
            {shortcut !== undefined && <kbd className={styles.key}>{shortcut}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
