// A person's own checkpoint: a button, a dialog that says what fits, and the whole page as a place to drop it.

import type { ReactElement } from 'react';
import { DropCover } from '../../../controls/drop-cover';
import { Button } from '../../../controls/button';
import { useDrop } from '../../../controls/use-drop';
import { useOpenPopup } from '../../../controls/use-popups';
import { fromDrop, type HandedOver } from '../../own-model/handed-over';
import { useOpenFiles } from '../../own-model/use-open-files';
import { lateContent, LateDialog } from '../../share/late-dialog';

const MODELS = ['model', 'run'] as const;

const OpenDialog = lateContent(async () => (await import('../../own-model/open-dialog')).OpenDialog);

export function OpenModel(): ReactElement {
  const openFiles = useOpenFiles();
  const [open, setOpen] = useOpenPopup();
  const take = (files: HandedOver): void => {
    setOpen(false);
    openFiles(files);
  };
  const dragging = useDrop(MODELS, (dropped) => {
    fromDrop(dropped).then(take, () => undefined); // a folder that cannot be read gives no files
  });
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
      {dragging && <DropCover text="Drop a diffusers folder, a .zip or a saved run" />}
    </>
  );
}
