// Save: what is on screen, as files. `subject` is asked when the dialog opens.

import type { ReactElement } from 'react';
import { Button } from '../../controls/button';
import { useOpenPopup } from '../../controls/use-popups';
import type { View } from '../view';
import styles from './keep-buttons.module.css';
import { lateContent, LateDialog } from './late-dialog';

const SaveDialog = lateContent(async () => (await import('./save-dialog')).SaveDialog);

interface SaveButtonProps {
  readonly view: View;
  readonly saving: NonNullable<View['saving']>;
}

export function SaveButton({ view, saving }: SaveButtonProps): ReactElement {
  const [open, setOpen] = useOpenPopup();
  return (
    <>
      <Button
        icon="save"
        onClick={() => setOpen(true)}
        about="The pictures, the strip, the run as an animation, its numbers, and a Python script that takes it again."
      >
        <span className={styles.word}>Save</span>
      </Button>
      <LateDialog title="Save" open={open} onOpenChange={setOpen}>
        <SaveDialog key={view.id} view={view} load={saving} />
      </LateDialog>
    </>
  );
}
