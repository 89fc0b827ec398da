// What the worker's half of the conversation is handed: packs that are open, and everything that touches the world.

import type { FromWorker } from '../terms/messages';
import type { Denoiser, Guide, Judge } from '../terms/networks';
import type { PackInfo, PackSource } from '../terms/pack-info';
import type { StartBackend } from './backend';
import type { Trainee } from './training';

export interface OpenedPack {
  readonly info: PackInfo;
  readonly denoiser: Denoiser;
  readonly guide: Guide | null;
  judge(): Promise<Judge | null>;
  /** What trains its networks; absent where they come trained. */
  readonly trainee?: Trainee;
  dispose(): void;
}

export interface World {
  readonly post: (message: FromWorker, transfer?: ArrayBuffer[]) => void;
  readonly startBackend: StartBackend;
  /** Opens a pack on the current backend. `open` again, after a device was lost, reads kept bytes. */
  readonly openPack: (
    source: PackSource,
    onProgress: (loaded: number, total: number) => void,
  ) => Promise<{ pack: OpenedPack; reopen: () => Promise<OpenedPack> }>;
  readonly nextTask: () => Promise<void>;
  readonly now: () => number;
}
