// The ways in which a person has a model in hand, made of the tiny pack.

import { tinyPack, type Files } from '../tiny-pack';
import { gzipped, writeTar } from '../write-tar';
import { writeZip } from '../write-zip';

export type InHand = Map<string, Blob>;

/** The tiny pack as a foreign checkpoint: nothing of ours in it. */
export function plain(): Files {
  const files = tinyPack();
  for (const path of files.keys()) if (/nudge|classifier|judge/.test(path)) files.delete(path);
  return files;
}

/** @param named null leaves a file out */
export function renamed(files: Files, named: (path: string) => string | null): Files {
  return new Map(
    [...files].flatMap(([path, bytes]) => {
      const name = named(path);
      return name === null ? [] : [[name, bytes] as const];
    }),
  );
}

export const inFolder = (files: Files): InHand =>
  new Map(Array.from(files, ([path, bytes]) => [path, new Blob([bytes])]));

const parts = (files: Files) => Array.from(files, ([path, bytes]) => ({ path, bytes }));

export const inZip = (files: Files): InHand => new Map([['model.zip', new Blob([writeZip(parts(files))])]]);

export const inTar = (files: Files): InHand => new Map([['model.tar', new Blob([writeTar(parts(files))])]]);

export const inTarGz = (files: Files): InHand =>
  new Map([['model.tar.gz', new Blob([gzipped(writeTar(parts(files)))])]]);
