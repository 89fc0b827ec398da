// The sha256 of a model's weights, by which a link names a person's own. It is taken of every weight file as it is
// read, one behind the other: `cat unet/*.safetensors classifier/*.safetensors | sha256sum` gives the same. It is not
// crypto.subtle's, which a page on plain http does not have.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { PackFiles } from './files';

export interface Digested {
  readonly files: PackFiles;
  /** Of what has been read by now, in 64 hexadecimal digits. */
  readonly digest: () => string;
}

export function digested(files: PackFiles): Digested {
  const hash = sha256.create();
  return {
    files: {
      ...files,
      read: async (path, limit, onBytes) => {
        const bytes = await files.read(path, limit, onBytes);
        if (bytes !== null && path.endsWith('.safetensors')) hash.update(bytes);
        return bytes;
      },
    },
    digest: () => bytesToHex(hash.clone().digest()),
  };
}
