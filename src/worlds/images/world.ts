// Pictures: models of a folder of packs or of a person's own, and what their runs may begin with.

import { field, oneOf, type Field } from '../../address/field';
import { settingsFields } from '../../address/settings-fields';
import { pictureLayouts } from './layouts';
import { settingsOf } from '../../history/state';
import type { Nudge, World } from '../../store/world';
import { ownKey, readOwnModelId } from '../../terms/own-model';
import { beginningOf, needsSheet } from './forward-samples';
import { extendImages, noiseActions } from './noise-actions';
import { fitsAnAddress, fromField, lookFields } from './noise-fields';
import { defaultNoise, usualBound, type ImageLooks } from './noise-settings';
import { gridPictures, initialNoise, noiseOf, type Noise } from './noise-state';
import { deviceShelf, OwnModels, type ModelShelf } from './own-models';
import { packField } from './pack-field';
import { builtInPacks } from './packs';
import { defaultSettings, fromOf, imageSteps, beginningWith } from './settings';
import type { ReadPackFile } from './sheet';
import { SheetKeeper } from './sheet-keeper';

const gridField: Field<Pick<Noise, 'grid'>> = field('grid', 'grid', oneOf(gridPictures), initialNoise.grid);

/** With the sheet, the first that is wanted. */
const readPackFile: ReadPackFile = async (source, path) =>
  await (await import('./sheet')).readPackFile(source, path);

/**
 * @param readFile reads a file of a pack for the page
 * @param shelf keeps models of the person's own
 */
export function createImages(
  readFile: ReadPackFile = readPackFile,
  shelf: ModelShelf = deviceShelf,
): World<ImageLooks> {
  const models = new OwnModels(shelf);
  const keepers = new WeakMap<Nudge, SheetKeeper>();
  return {
    id: 'images',
    packs: builtInPacks,
    samples: 'pictures',
    layouts: pictureLayouts,
    steps: imageSteps,
    fields: {
      defaults: defaultSettings,
      settings: [packField, ...settingsFields(pictureLayouts, imageSteps, defaultSettings)],
      run: [fromField],
      usualLooks: { ...defaultNoise, ...usualBound },
      looks: lookFields,
    },
    recordings: { digits: 'recorded-run.json', faces: 'recorded-faces.json' },
    own: initialNoise,
    source: ({ pack: id }, modelsUrl) => {
      const own = readOwnModelId(id);
      if (own !== null)
        return { ...own, key: ownKey(own), title: own.name, find: async () => await models.find(own) };
      return {
        key: id,
        title: builtInPacks.find((pack) => pack.id === id)?.title ?? id,
        source: { kind: 'url', id, url: new URL(`${id}/`, modelsUrl).href },
      };
    },
    looks: (state) => {
      const { settings, boundLooks } = noiseOf(state);
      return { looks: { ...settings, ...boundLooks }, leftOut: fitsAnAddress(settings) ? [] : ['picture'] };
    },
    setLooks: (nudge, looks) => noiseActions(nudge)?.open(looks),
    runLooks: {
      read: (nudge, reading) => noiseActions(nudge)?.setGrid(gridField.read(reading, initialNoise).grid),
      write: (state) => gridField.write(noiseOf(state)),
    },
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
      models.opened(source, pack);
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

/**
 * The world of Denoise, Noise and Objective, with files read from this origin and models kept on this
 * device.
 */
export const images = createImages();
