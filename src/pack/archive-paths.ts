// Names of files in a person's archive, whatever packed it: with forward slashes, relative to the top, and none that
// leads out of it. Files that are not read may have any name.

import { NudgeError } from '../terms/errors';

/**
 * "./unet\config.json" → "unet/config.json".
 *
 * @returns "" for the top itself
 * @throws NudgeError `pack-corrupt` where it climbs out
 */
export function pathWithin(name: string): string {
  const parts = name.split(/[\\/]/);
  if (name === '' || /^([\\/]|[A-Za-z]:[\\/])/.test(name) || parts.includes('..')) {
    throw new NudgeError(
      'pack-corrupt',
      `The archive: expected paths within the archive, got ${JSON.stringify(name.slice(0, 60))}.`,
      'Pack the folder again, from beside it.',
    );
  }
  return parts.filter((part, i) => part !== '.' && (part !== '' || i === parts.length - 1)).join('/');
}

/** @param folder "" or ending in a slash @returns null where it climbs out */
export function joined(folder: string, relative: string): string | null {
  const parts = folder.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** Files by path. A path that comes twice is left out, since it is not known which of the two is meant. */
export class ArchiveTable<Entry> {
  readonly #entries = new Map<string, Entry>();
  readonly #twice = new Set<string>();

  add(path: string, entry: Entry): void {
    if (this.#entries.has(path)) this.#twice.add(path);
    this.#entries.set(path, entry);
  }

  get paths(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** @throws NudgeError `pack-corrupt` where it is there twice */
  get(path: string): Entry | undefined {
    if (!this.#twice.has(path)) return this.#entries.get(path);
    throw new NudgeError(
      'pack-corrupt',
      `The archive: expected every file once, got "${path}" twice.`,
      'Which of them is meant cannot be told; pack the folder again.',
    );
  }
}
