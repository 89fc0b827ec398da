// A dialog whose content is loaded when it is opened for the first time, so that it is no part of the first page.

import { Component, Suspense, type ReactElement, type ReactNode } from 'react';
import { usePopups } from '../../controls/use-popups';
import styles from './keep.module.css';

interface LateDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly children: ReactNode;
}

export function LateDialog({ title, open, onOpenChange, children }: LateDialogProps): ReactElement | null {
  const popups = usePopups();
  if (popups === null) return null;
  return (
    <popups.ModalDialog title={title} open={open} onOpenChange={onOpenChange}>
      <Loaded>
        <Suspense fallback={<p className={styles.quiet}>…</p>}>{children}</Suspense>
      </Loaded>
    </popups.ModalDialog>
  );
}

/** Without the network, a part that was never loaded cannot be. */
class Loaded extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <p role="alert">This part of the page could not be loaded. Check the connection and reload the page.</p>
    );
  }
}
