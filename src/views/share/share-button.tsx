// Share: the address of what is on screen.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { useOpenPopup } from '../../controls/use-popups';
import type { View } from '../view';
import styles from './keep-buttons.module.css';
import { lateContent, LateDialog } from './late-dialog';

const ShareDialog = lateContent(async () => (await import('./share-dialog')).ShareDialog);

export function ShareButton({ view }: { view: View }): ReactElement {
  const [open, setOpen] = useOpenPopup();
  return (
    <>
      <Button
        icon="share"
        onClick={() => setOpen(true)}
        about="A link that restores this screen: the run, how it was steered, and where it is paused."
      >
        <span className={styles.word}>Share</span>
      </Button>
      <LateDialog title="Share" open={open} onOpenChange={setOpen}>
        <ShareDialog view={view} />
      </LateDialog>
    </>
  );
}
