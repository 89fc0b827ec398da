// What the worker’s session is given: opened packs, and everything that touches the browser.

import type { FromWorker } from '../terms/messages';
import type { OpenedPack } from '../pack/open-pack';
import type { PackSource } from '../terms/pack-info';
import type { StartBackend } from './backend';
import type { Trainee } from './training';

/** A pack, and what trains its networks; absent where they come trained. */
export interface OpenedModel extends OpenedPack {
  readonly trainee?: Trainee;
}

export interface Ports {
  readonly post: (message: FromWorker, transfer?: ArrayBuffer[]) => void;
  readonly startBackend: StartBackend;
  /**
   * Opens a pack on the current backend. `open` again, after a device was lost, reads kept bytes.
   *
   * @param begun the backend: files may come while it does
   */
  readonly openPack: (
    source: PackSource,
    onProgress: (loaded: number, total: number) => void,
    begun: Promise<void>,
  ) => Promise<{ pack: OpenedModel; reopen: () => Promise<OpenedModel> }>;
  readonly nextTask: () => Promise<void>;
  readonly now: () => number;
}
