// A pack as a zip, damaged or lying.

import type { Files } from '../tiny-pack';
import { writeZip, type ZipPart } from '../write-zip';
import { flipBits, flipHead, insert, overwrite, remove, truncate, type Bytes } from './mutate-bytes';
import type { Random } from './random';

const damage = [truncate, flipBits, flipHead, insert, remove, overwrite];
const badPaths = ['../x', '/x', 'a/../../x', 'C:\\x', '', '\0', '.', 'x'.repeat(2000), '__proto__', 'unet/../unet/config.json']; // prettier-ignore

export function mutateZip(files: Files, random: Random): Bytes {
  const honest: ZipPart[] = Array.from(files, ([path, bytes]) => ({
    path,
    bytes,
    stored: random.below(2) === 0,
  }));
  const at = random.below(honest.length);
  const part = honest[at];
  if (!part) throw new Error('no part');
  const change = (claims: ZipPart['claims']) => honest.with(at, { ...part, claims });
  const n = random.pick([0, 1, 30, 1000, 2 ** 31, 0xffffffff]);
  switch (random.below(10)) {
    case 0:
      return writeZip(change({ size: n }));
    case 1:
      return writeZip(change({ packedSize: n }));
    case 2:
      return writeZip(change({ offset: n }));
    case 3:
      return writeZip(change(random.pick([{ crc32: n }, { method: random.below(100) }, { flags: 1 }])));
    case 4:
      return writeZip(honest.with(at, { ...part, path: random.pick(badPaths) }));
    case 5:
      return writeZip([...honest, part]);
    case 6: // a bomb in its place: up to a thousand times its size
      return writeZip(
        honest.with(at, {
          path: part.path,
          bytes: new Uint8Array(1 + random.below(6e6)),
          ...(random.below(2) ? { claims: { size: part.bytes.length } } : {}),
        }),
      );
    default: {
      let archive: Bytes = writeZip(honest);
      for (let hits = 1 + random.below(3); hits > 0 && archive.length > 0; hits--) {
        archive = random.pick(damage)(archive, random);
      }
      return archive;
    }
  }
}
