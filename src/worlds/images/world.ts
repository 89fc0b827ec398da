// Pictures: models of a folder of packs or of a person's own, and what their runs may begin with.

import { field, oneOf } from '../../address/field';
import { settingsFields } from '../../address/settings-fields';
import { pictureLayouts } from './layouts';
import { settingsOf } from '../../history/state';
import type { Nudge, World } from '../../store/world';
import { beginningOf, needsSheet } from './forward-samples';
import { extendImages, noiseActions } from './noise-actions';
import { fitsAnAddress, fromField, noiseField } from './noise-fields';
import { defaultNoise, type NoiseSettings } from './noise-settings';
import { initialNoise, noiseOf } from './noise-state';
import { builtInPacks } from './packs';
import { defaultSettings, fromOf, imageSteps, beginningWith } from './settings';
import type { ReadPackFile } from './sheet';
import { SheetKeeper } from './sheet-keeper';

/** With the sheet, the first that is wanted. */
const readPackFile: ReadPackFile = async (source, path) =>
  await (await import('./sheet')).readPackFile(source, path);

/** @param readFile reads a file of a pack for the page */
export function createImages(readFile: ReadPackFile = readPackFile): World<NoiseSettings> {
  const keepers = new WeakMap<Nudge, SheetKeeper>();
  return {
    id: 'images',
    packs: builtInPacks,
    layouts: pictureLayouts,
    steps: imageSteps,
    fields: {
      defaults: defaultSettings,
      settings: [
        field('pack', 'pack', oneOf<string>(builtInPacks.map(({ id }) => id))),
        ...settingsFields(pictureLayouts, imageSteps, defaultSettings),
      ],
      run: [fromField],
      usualLooks: defaultNoise,
      looks: [noiseField],
    },
    recording: 'recorded-run.json',
    own: initialNoise,
    source: ({ pack: id }, modelsUrl) => ({
      key: id,
      title: builtInPacks.find((pack) => pack.id === id)?.title ?? id,
      source: { kind: 'url', id, url: new URL(`${id}/`, modelsUrl).href },
    }),
    looks: (state) => {
      const { settings } = noiseOf(state);
      return { looks: settings, leftOut: fitsAnAddress(settings) ? [] : ['picture'] };
    },
    setLooks: (nudge, looks) => noiseActions(nudge)?.open(looks),
    runLeftOut: (settings) => {
      const from = fromOf(settings);
      return from === null || fitsAnAddress(from) ? [] : ['picture'];
    },
    beginning: (settings, pack, state) => {
      const from = fromOf(settings);
      return from === null ? null : beginningOf(from, pack, noiseOf(state).sheet);
    },
    extend: (nudge) => {
      const keeper = new SheetKeeper(nudge, readFile);
      keepers.set(nudge, keeper);
      extendImages(nudge, keeper);
    },
    opened: async (nudge, source, pack) => {
      const needed = needsSheet(fromOf(settingsOf(nudge.store.getState())));
      const opened = keepers.get(nudge)?.opened(source, pack, needed);
      if (needed) await opened;
    },
    fitted: (settings, pack, state) => {
      const from = fromOf(settings);
      if (from === null || beginningOf(from, pack, noiseOf(state).sheet) !== null)
        return { settings, notice: null };
      return {
        settings: beginningWith(settings, null),
        notice: `The picture that this run began with is none of ${pack.title}; it begins with noise.`,
      };
    },
  };
}

export const images = createImages();
