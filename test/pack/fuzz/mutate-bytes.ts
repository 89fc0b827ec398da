// Damage that knows nothing of formats.

import type { Random } from './random';

export type Bytes = Uint8Array<ArrayBuffer>;

export function truncate(bytes: Bytes, random: Random): Bytes {
  return bytes.slice(0, random.below(bytes.length));
}

export function flipBits(bytes: Bytes, random: Random): Bytes {
  const out = bytes.slice();
  for (let n = 1 + random.below(8); n > 0 && out.length > 0; n--) {
    const at = random.below(out.length);
    out[at] = (out[at] ?? 0) ^ (1 << random.below(8));
  }
  return out;
}

/** Flips within the first bytes, where headers are. */
export function flipHead(bytes: Bytes, random: Random): Bytes {
  const head = Math.min(bytes.length, 600);
  return join(flipBits(bytes.slice(0, head), random), bytes.slice(head));
}

export function insert(bytes: Bytes, random: Random): Bytes {
  const at = random.below(bytes.length + 1);
  const added = new Uint8Array(1 + random.below(64)).map(() => random.below(256));
  return join(bytes.slice(0, at), added, bytes.slice(at));
}

export function remove(bytes: Bytes, random: Random): Bytes {
  const at = random.below(bytes.length);
  return join(bytes.slice(0, at), bytes.slice(at + 1 + random.below(64)));
}

export function repeat(bytes: Bytes, random: Random): Bytes {
  return join(bytes, bytes.slice(random.below(bytes.length)));
}

export function overwrite(bytes: Bytes, random: Random): Bytes {
  const out = bytes.slice();
  const at = random.below(out.length);
  out.fill(random.pick([0, 0xff, 0x7f, 0x80]), at, at + 1 + random.below(32));
  return out;
}

function join(...parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(Buffer.concat(parts));
}
