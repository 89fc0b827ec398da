// Parts that a pack shares with the one beside it: "../digits/judge" in its nudge.json is the folder judge of the pack
// digits. Only packs that come with Nudge have neighbours.

/** A path of a pack that leads into the one beside it. */
export interface InNeighbour {
  /** The neighbour's folder. */
  readonly id: string;
  /** Within that. */
  readonly path: string;
}

/** "../digits/judge" is "judge" of the pack "digits"; null for a path that does not lead into a neighbour. */
export function neighbourOf(path: string): InNeighbour | null {
  const [, id, within] = /^\.\.\/([\w-]{1,64})\/(.+)$/.exec(path) ?? [];
  return id === undefined || within === undefined || climbs(within) ? null : { id, path: within };
}

/** Whether a path leads out of the folder that it begins in, or could on some system. */
export function climbs(path: string): boolean {
  return /^\/|\\/.test(path) || path.split('/').includes('..');
}

/** Where a neighbour lies. @param base of a pack, with its slash, as the result */
export const urlBeside = (base: string, id: string): string => `${base}../${id}/`;
