// A person's own checkpoint: a button, a dialog that says what fits, and the whole page as a place to drop it.

import { useRef, type ReactElement } from 'react';
import { Button } from '../../../controls/button';
import { useDrop } from '../../../controls/use-drop';
import { useOpenPopup, usePopups } from '../../../controls/use-popups';
import { useActions } from '../../../store/use-store';
import { fromDrop, fromInput, nameOf, type HandedOver } from './handed-over';
import styles from './open-model.module.css';

const MODELS = ['model', 'run'] as const;

export function OpenModel(): ReactElement {
  const actions = useActions();
  const popups = usePopups();
  const [open, setOpen] = useOpenPopup();
  const take = (files: HandedOver): void => {
    setOpen(false);
    const [only] = files.values();
    if (files.size === 1 && only !== undefined && /\.json$/i.test(only.name)) actions.openRun(only);
    else if (files.size > 0) {
      const id = nameOf(files);
      actions.openModel({ kind: 'files', id, files }, id);
    }
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
      {popups !== null && (
        <popups.ModalDialog title="Open a model" open={open} onOpenChange={setOpen}>
          <div className={styles.text}>
            <p>
              A folder as diffusers saves a DDPMPipeline (<code>model_index.json</code>, <code>unet/</code>,{' '}
              <code>scheduler/</code>), or a .zip of one: a UNet2DModel for grey or RGB pictures of 8 to 64
              pixels, with safetensors. It runs alone; with a <code>classifier/</code> beside it, it is
              guided.
            </p>
            <p>A run that was saved from here (.json) opens too, and is taken again.</p>
            <p>Nothing is uploaded anywhere: the files are read in this tab.</p>
          </div>
          <div className={styles.buttons}>
            <Chooser label="Choose a folder" folder onTake={take} />
            <Chooser label="Choose a .zip or a run" folder={false} onTake={take} />
          </div>
          <p className={styles.hint}>Or drop it anywhere on the page.</p>
        </popups.ModalDialog>
      )}
      {dragging && (
        <div className={styles.drop} aria-hidden="true">
          <p>Drop a diffusers folder, a .zip or a saved run</p>
        </div>
      )}
    </>
  );
}

interface ChooserProps {
  readonly label: string;
  readonly folder: boolean;
  readonly onTake: (files: HandedOver) => void;
}

function Chooser({ label, folder, onTake }: ChooserProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <input
        ref={(element) => {
          input.current = element;
          if (element !== null) element.webkitdirectory = folder;
        }}
        type="file"
        hidden
        aria-label={label}
        accept={folder ? undefined : '.zip,application/zip,.json,application/json'}
        onChange={(event) => {
          if (event.target.files !== null) onTake(fromInput(event.target.files));
          event.target.value = '';
        }}
      />
    </>
  );
}
