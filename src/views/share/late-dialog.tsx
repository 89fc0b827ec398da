// A dialog whose content is loaded when it is opened for the first time, so that it is no part of the first page.

import { Suspense, type FunctionComponent, type ReactElement, type ReactNode } from 'react';
import { late } from '../../controls/late';
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
      <Suspense fallback={<p className={styles.quiet}>…</p>}>{children}</Suspense>
    </popups.ModalDialog>
  );
}

/** What it holds. One that does not come leaves a line in its place; why, and what to do, is said on the page. */
export function lateContent<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> {
  return late(load, DidNotCome);
}

const DidNotCome = (): ReactElement => <p role="alert">This part of the page did not come.</p>;
