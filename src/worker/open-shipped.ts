// The weights that come with the plane's presets: one small file each, kept once read, since a lost device needs them
// again.

import { filesAtUrl } from '../pack/files-at-url';
import { openSafetensors } from '../pack/safetensors';
import { troubleOf } from '../terms/causes';
import { missing } from '../terms/more-causes';
import type { PlaneSource } from '../terms/pack-info';
import { loadPlaneNetworks, type PlaneNetworks } from '../train/loaded-networks';

/** A preset's weights take about 55 kB. */
const MOST_BYTES = 8 * 1024 * 1024;

const kept = new Map<string, Uint8Array>();

/** @returns null where none are shipped @throws NudgeError `network`, `host`, `pack-corrupt`, `pack-mismatch` */
export async function openShipped({ id, weights, spec }: PlaneSource): Promise<PlaneNetworks | null> {
  if (weights === null) return null;
  const name = `${id}.safetensors`;
  const bytes = kept.get(id) ?? (await filesAtUrl('plane', weights).read(name, MOST_BYTES));
  if (bytes === null) throw troubleOf(missing, `models/plane/${name}`);
  kept.set(id, bytes);
  return loadPlaneNetworks(spec, openSafetensors(new Map([[name, bytes]]), name));
}
