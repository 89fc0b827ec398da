// What can be opened, and where from: what fits, the files, and the models that are kept on this device.

import type { ReactElement } from 'react';
import { Chooser } from './chooser';
import type { HandedOver } from './handed-over';
import { KeptModels } from './kept-models';
import styles from './open-dialog.module.css';

interface OpenDialogProps {
  readonly onTake: (files: HandedOver) => void;
  /** One of those that are kept is being opened. */
  readonly onOpen: () => void;
}

export function OpenDialog({ onTake, onOpen }: OpenDialogProps): ReactElement {
  return (
    <>
      <div className={styles.text}>
        <p>
          A UNet2DModel for samples of 8 to 256 pixels and 1 to 4 channels, with safetensors, that takes at
          most 1.5 GB of memory, as diffusers or its training script saves it: a folder with{' '}
          <code>unet/</code> and <code>scheduler/</code>, a checkpoint, a folder of the Hub, or a .zip, .tar
          or .tar.gz of one. It runs alone; with a <code>classifier/</code> beside it, or with classes of its
          own (<code>num_class_embeds</code>), it is guided.
        </p>
        <p>A run that was saved from here (.json) opens too, and is taken again.</p>
        <p>Nothing is uploaded anywhere: the files are read in this tab.</p>
      </div>
      <div className={styles.buttons}>
        <Chooser label="Choose a folder" folder onTake={onTake} />
        <Chooser label="Choose an archive or a run" folder={false} onTake={onTake} />
      </div>
      <p className={styles.hint}>Or drop it anywhere on the page.</p>
      <div className={styles.kept}>
        <KeptModels onOpen={onOpen} />
      </div>
    </>
  );
}
