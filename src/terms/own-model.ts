// A model that is a person's own, by name: what its folder or archive is called, and the sha256 of its weights. One
// string holds both where the models that come with Nudge have their id.

import type { LoadAnswers } from './load-question';
import type { PackInfo } from './pack-info';

/** What names a person’s own model in settings, links and files. */
export interface OwnModel {
  /** For people: two models may have the same. */
  readonly name: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  /** The side of its pictures, where that was chosen. */
  readonly size?: number | undefined;
  /** Which of its class embeddings means none, where that was chosen; absent: none, or its files say it. */
  readonly nullClass?: number | undefined;
}

const MARK = ' sha256:';
const SIZE = ' size:';
const NULL_CLASS = ' nullclass:';

/** As `Settings.pack` has it; no id of a pack has a space. */
export function ownModelId({ name, sha256, size, nullClass }: OwnModel): string {
  const sized = size === undefined ? '' : SIZE + String(size);
  return `${name}${MARK}${sha256}${sized}${nullClass === undefined ? '' : NULL_CLASS + String(nullClass)}`;
}

/** @returns null for the id of a pack that comes with Nudge */
export function readOwnModelId(id: string): OwnModel | null {
  const at = id.lastIndexOf(MARK);
  if (at < 0) return null;
  const [own = '', nullClass] = id.slice(at + MARK.length).split(NULL_CLASS);
  const [sha256 = '', size] = own.split(SIZE);
  return {
    name: id.slice(0, at),
    sha256,
    ...(size && { size: Number(size) }),
    ...(nullClass && { nullClass: Number(nullClass) }),
  };
}

/** Tells models apart: the same weights at another size, or with another null class, are another. */
export const ownKey = (model: OwnModel): string => ownModelId({ ...model, name: '' });

/** What an opened pack is called; null for one that comes with Nudge. */
export function ownModelOf({
  id,
  sha256,
  size,
  classEmbeds,
}: Pick<PackInfo, 'id' | 'sha256' | 'size' | 'classEmbeds'>): OwnModel | null {
  if (sha256 === undefined) return null;
  const chosen = classEmbeds?.unsaid === true ? classEmbeds.nullClass : null;
  return { name: id, sha256, size, nullClass: chosen ?? undefined };
}

/** What a model is opened with, as its name has it: nothing where nothing was chosen. */
export function answersOf({ size, nullClass }: OwnModel): LoadAnswers {
  return { ...(size && { size }), ...(nullClass !== undefined && { nullClass }) };
}

/** Enough of a digest to tell two apart by eye. */
export function shortDigest(sha256: string): string {
  return `${sha256.slice(0, 8)}…`;
}
