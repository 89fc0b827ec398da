// A pack's files, wherever they lie: read by path, with bytes counted as they come. Loading knows nothing
// else of where a pack comes from.

import type { LoadAnswers } from '../terms/load-question';
import type { PackNote } from '../terms/pack-info';

/** Files, and all their paths: those of a person are looked through for where the model is. */
export interface FoundFiles {
  readonly files: PackFiles;
  readonly paths: readonly string[];
}

/** The files of one pack, wherever they come from: a host, an archive, a folder that was dropped. */
export interface PackFiles {
  /** Folder name, or the name of what was opened. */
  readonly id: string;
  /** Whether they lie beside the page: what is missing is then the host's doing, and not the person's. */
  readonly fromHost?: boolean;
  /** Whether "../digits/judge" is read from the pack beside it (neighbours.ts); absent: it leads nowhere. */
  readonly hasNeighbours?: boolean;
  /** What was chosen among them, or taken for what is not there. */
  readonly notes?: readonly PackNote[];
  /** What the person has chosen; absent: nothing. */
  readonly answers?: LoadAnswers;
  /** Where a file lies that is read by its usual name: "config.json" for "unet/config.json". Absent: there. */
  readonly nameOf?: (path: string) => string;
  /**
   * Bytes of a file without reading it.
   *
   * @param path relative, with forward slashes: "unet/config.json"
   * @returns null when there is no such file; 0 when its size is not known beforehand
   */
  size(path: string): Promise<number | null>;
  /**
   * The whole file; the caller must not change it.
   *
   * @param limit most bytes to accept
   * @param onBytes called with the number of bytes of each part that comes
   * @returns null when there is no such file
   * @throws NudgeError `network`, or `pack-corrupt` beyond the limit
   */
  read(path: string, limit: number, onBytes?: (bytes: number) => void): Promise<Uint8Array | null>;
}
