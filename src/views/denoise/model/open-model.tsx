// A person's own checkpoint: a button, and a dialog that says what fits. It may be dropped anywhere, too.

import type { ReactElement } from 'react';
import { Button } from '../../../controls/button';
import { useOpenPopup } from '../../../controls/use-popups';
import type { HandedOver } from '../../own-model/handed-over';
import { useOpenFiles } from '../../own-model/use-open-files';
import { lateContent, LateDialog } from '../../share/late-dialog';

const OpenDialog = lateContent(async () => (await import('../../own-model/open-dialog')).OpenDialog);

export function OpenModel(): ReactElement {
  const openFiles = useOpenFiles();
  const [open, setOpen] = useOpenPopup();
  const take = (files: HandedOver): void => {
    setOpen(false);
    openFiles(files);
  };
  return (
    <>
      <Button
        onClick={() => setOpen(true)}
        about="Another ε_θ: a DDPM of your own, as diffusers saves it. It is read in this tab."
        wide
      >
        Open model
      </Button>
      <LateDialog title="Open a model" open={open} onOpenChange={setOpen}>
        <OpenDialog onTake={take} onOpen={() => setOpen(false)} />
      </LateDialog>
    </>
  );
}
