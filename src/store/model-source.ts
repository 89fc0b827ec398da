// Where the model of some settings comes from: a folder of packs, or what the plane makes of its own settings.

import type { PackSource } from '../terms/pack-info';
import { builtInPacks } from './packs';
import type { Settings } from './settings';

export interface ModelSource {
  /** Settings of another key ask for another model. */
  readonly key: string;
  readonly title: string;
  readonly source: PackSource;
}

/** @throws NudgeError saying what is wrong with the settings */
export type SourceOf = (settings: Settings) => ModelSource;

/** @param modelsUrl the folder of the packs, ending in "/" */
export function packsIn(modelsUrl: string): SourceOf {
  return ({ pack: id }) => ({
    key: id,
    title: builtInPacks.find((pack) => pack.id === id)?.title ?? id,
    source: { kind: 'url', id, url: new URL(`${id}/`, modelsUrl).href },
  });
}
