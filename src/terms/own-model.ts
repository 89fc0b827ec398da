// A model that is a person's own, by name: what its folder or archive is called, and the sha256 of its weights. One
// string holds both where the models that come with Nudge have their id.

import type { PackInfo } from './pack-info';

export interface OwnModel {
  readonly name: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  /** The side of its pictures, where that was chosen. */
  readonly size?: number | undefined;
}

const MARK = ' sha256:';
const SIZE = ' size:';

/** As `Settings.pack` has it; no id of a pack has a space. */
export function ownModelId({ name, sha256, size }: OwnModel): string {
  return `${name}${MARK}${sha256}${size === undefined ? '' : SIZE + String(size)}`;
}

/** @returns null for the id of a pack that comes with Nudge */
export function readOwnModelId(id: string): OwnModel | null {
  const at = id.lastIndexOf(MARK);
  if (at < 0) return null;
  const [sha256 = '', size] = id.slice(at + MARK.length).split(SIZE);
  return { name: id.slice(0, at), sha256, ...(size && { size: Number(size) }) };
}

/** Tells models apart: the same weights at another size are another. */
export const ownKey = ({ sha256, size }: OwnModel): string => `${sha256}${size ?? ''}`;

/** What an opened pack is called; null for one that comes with Nudge. */
export function ownModelOf({ id, sha256, size }: Pick<PackInfo, 'id' | 'sha256' | 'size'>): OwnModel | null {
  return sha256 === undefined ? null : { name: id, sha256, size };
}

/** Enough of a digest to tell two apart by eye. */
export function shortDigest(sha256: string): string {
  return `${sha256.slice(0, 8)}…`;
}
