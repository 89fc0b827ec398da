// A dialog over the page, with a title and a way to close it.

import { Dialog } from '@base-ui/react/dialog';
import type { ReactElement, ReactNode } from 'react';
import { Boundary } from './boundary';
import buttons from './button.module.css';
import { Icon } from './icon';
import styles from './modal-dialog.module.css';

interface ModalDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
}

export function ModalDialog({ title, open, onOpenChange, children }: ModalDialogProps): ReactElement {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup}>
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <Dialog.Close className={buttons.plain} aria-label="Close">
              <Icon name="close" />
            </Dialog.Close>
          </div>
          <Boundary what="This dialog">{children}</Boundary>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
