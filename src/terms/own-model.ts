// A model that is a person's own, by name: what its folder or archive is called, and the sha256 of its weights. One
// string holds both where the models that come with Nudge have their id.

import type { PackInfo } from './pack-info';

export interface OwnModel {
  readonly name: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

const MARK = ' sha256:';

/** As `Settings.pack` has it; no id of a pack has a space. */
export function ownModelId({ name, sha256 }: OwnModel): string {
  return `${name}${MARK}${sha256}`;
}

/** @returns null for the id of a pack that comes with Nudge */
export function readOwnModelId(id: string): OwnModel | null {
  const at = id.lastIndexOf(MARK);
  return at < 0 ? null : { name: id.slice(0, at), sha256: id.slice(at + MARK.length) };
}

/** What an opened pack is called; null for one that comes with Nudge. */
export function ownModelOf({ id, sha256 }: Pick<PackInfo, 'id' | 'sha256'>): OwnModel | null {
  return sha256 === undefined ? null : { name: id, sha256 };
}

/** Enough of a digest to tell two apart by eye. */
export function shortDigest(sha256: string): string {
  return `${sha256.slice(0, 8)}…`;
}
