// The views, in the order of the header. A new one is a row here and a folder of its own.

import { images } from '../worlds/images/world';
import type { World } from '../store/world';
import { Denoise } from './denoise/denoise';
import { lateView } from './late-view';
import { takeNoiseKey } from './picture/keys';
import { takeRunKey } from './run/keys';
import type { View } from './view';
import { sharingWords } from './words/sharing';

const imagesWorld = (): World => images;
const wordsWorld = async (): Promise<World> => (await import('../worlds/words/world')).words;
const planeWorld = async (): Promise<World> => (await import('../worlds/plane/world')).plane;

const sweep = () => import('./sweep/later');
const objective = () => import('./objective/later');

/** In the order of the header. */
export const views: readonly View[] = [
  {
    id: 'denoise',
    title: 'Denoise',
    world: imagesWorld,
    shows: { run: true, looks: false },
    Component: Denoise,
    saving: async () => (await import('./denoise/saving/run-subject')).savingRun,
    embeds: lateView(async () => (await import('./denoise/embedded')).Embedded),
    takeKey: takeRunKey,
    drops: ['model', 'run'],
    opens: 'pictures',
  },
  {
    id: 'words',
    title: 'Words',
    world: wordsWorld,
    shows: { run: true, looks: false },
    Component: lateView(async () => (await import('./words/words')).Words),
    saving: async () => (await import('./words/saving/run-subject')).savingWords,
    sharing: sharingWords,
    embeds: lateView(async () => (await import('./words/embedded')).Embedded),
    takeKey: takeRunKey,
    drops: ['model', 'run'],
    opens: 'sentences',
  },
  {
    id: 'noise',
    title: 'Noise',
    world: imagesWorld,
    shows: { run: false, looks: true },
    Component: lateView(async () => (await import('./noise/noise')).Noise),
    saving: async () => (await import('./noise/saving')).savingNoise,
    embeds: null,
    takeKey: takeNoiseKey,
    drops: ['picture', 'model', 'run'],
  },
  {
    id: 'plane',
    title: 'Plane',
    world: planeWorld,
    shows: { run: true, looks: true },
    Component: lateView(async () => (await import('./plane/plane')).Plane),
    saving: null,
    embeds: null,
    takeKey: takeRunKey,
    drops: ['points', 'model', 'run'],
  },
  {
    id: 'sweep',
    title: 'Sweep',
    world: imagesWorld,
    worldAt: (hash) =>
      /[?&]of=words/.test(hash) ? wordsWorld : /[?&]of=plane/.test(hash) ? planeWorld : imagesWorld,
    shows: { run: false, looks: false },
    own: async () => (await sweep().catch(() => null))?.sweepAddress,
    Component: lateView(async () => await (await sweep()).loadSweep()),
    saving: null,
    embeds: null,
    takeKey: () => false,
    drops: ['model', 'run'],
  },
  {
    id: 'objective',
    title: 'Objective',
    world: imagesWorld,
    worldAt: (hash) => (/[?&]of=words/.test(hash) ? wordsWorld : imagesWorld),
    shows: { run: false, looks: true },
    own: async () => (await objective().catch(() => null))?.objectiveAddress,
    Component: lateView(async () => await (await objective()).loadObjective()),
    saving: async () => (await import('./objective/saving')).savingObjective,
    embeds: null,
    takeKey: takeNoiseKey,
    drops: ['picture', 'model', 'run'],
  },
];
