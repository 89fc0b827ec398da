// Words: sentences that form by diffusion (Diffusion-LM), from a folder of packs.

import type { World } from '../../store/world';
import { wordFields, wordPacks } from './fields';
import { readKeptWords, writeKeptWords } from './kept-words';
import { sentenceLayouts } from './layouts';
import { initialOwn } from './own';
import { wordSteps } from './settings';

/** The world of Words: sentences of a few packs, each lane forty vectors. */
export const words: World = {
  id: 'words',
  packs: wordPacks,
  samples: 'sentences',
  layouts: sentenceLayouts,
  steps: wordSteps,
  fields: wordFields,
  recordings: { words: 'recorded-words.json' },
  own: initialOwn,
  source: ({ pack: id }, modelsUrl) => ({
    key: id,
    title: wordPacks.find((pack) => pack.id === id)?.title ?? id,
    source: { kind: 'url', id, url: new URL(`${id}/`, modelsUrl).href },
  }),
  looks: () => ({ looks: {}, leftOut: [] }),
  setLooks: () => {},
  runLooks: { read: readKeptWords, write: writeKeptWords },
};
