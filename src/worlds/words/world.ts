// Words: sentences that form by diffusion (Diffusion-LM), from a folder of packs.

import type { World } from '../../store/world';
import { wordFields, wordPacks } from './fields';
import { sentenceLayouts } from './layouts';
import { sentences, wordSteps } from './settings';

export const words: World = {
  id: 'words',
  packs: wordPacks,
  samples: 'sentences',
  layouts: sentenceLayouts,
  steps: wordSteps,
  fields: wordFields,
  own: sentences,
  source: ({ pack: id }, modelsUrl) => ({
    key: id,
    title: wordPacks.find((pack) => pack.id === id)?.title ?? id,
    source: { kind: 'url', id, url: new URL(`${id}/`, modelsUrl).href },
  }),
  looks: () => ({ looks: {}, leftOut: [] }),
  setLooks: () => {},
};
