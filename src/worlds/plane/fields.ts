// The Plane's address: #/plane?distribution=moons&target=0&scale=2&sampler=ddpm&steps=100&seed=42&denoiser=learned&…

import { field, oneOf, wholeIn, type Field, type FieldType } from '../../address/field';
import type { AddressFields } from '../../address/link';
import { seedLimits, settingsFields } from '../../address/settings-fields';
import { presets } from '../../diffusion/mixture/presets';
import { pointLayouts, POINTS } from './layouts';
import type { Settings } from '../../history/settings';
import { parseDrawn } from './drawn-points';
import {
  DRAWN,
  defaultPlane,
  defaultPlaneSettings,
  planeLimits,
  planeOf,
  planeWidths,
  type PlaneSettings,
} from './settings';
import { planeLayers, usualLooks, type PlaneLayer, type PlaneLooks } from './state';

const drawn: FieldType<string> = {
  read: (text) => (parseDrawn(text).length > 0 ? text : undefined),
  write: (text) => text,
};

const width: FieldType<number> = {
  read: (text) => planeWidths.find((each) => String(each) === text),
  write: String,
};

const openOrNot: FieldType<boolean> = {
  read: (text) => (text === 'open' ? true : text === 'closed' ? false : undefined),
  write: (open) => (open ? 'open' : 'closed'),
};

const layers: FieldType<readonly PlaneLayer[]> = {
  read: (text) => {
    const named = text === '' ? [] : text.split('.');
    const known = planeLayers.filter((layer) => named.includes(layer));
    return known.length === named.length ? known : undefined;
  },
  write: (list) => list.join('.'),
};

const ofPlane: readonly Field<PlaneSettings>[] = [
  field('distribution', 'distribution', oneOf([...presets.map(({ id }) => id), DRAWN])),
  field('denoiser', 'denoiser', oneOf(['learned', 'exact'])),
  field('schedule', 'schedule', oneOf(['linear', 'cosine']), defaultPlane.schedule),
  field('width', 'width', width, defaultPlane.width),
  field('train', 'mostSteps', wholeIn(planeLimits.mostSteps), defaultPlane.mostSteps),
  field('trainseed', 'trainSeed', wholeIn(seedLimits), defaultPlane.trainSeed),
  field('points', 'drawn', drawn, ''),
];

/** A field of the plane's settings as one of all settings. */
function ofSettings(own: Field<PlaneSettings>): Field<Settings> {
  return {
    names: own.names,
    read: (reading, before) => ({ ...before, own: own.read(reading, planeOf(before)) }),
    write: (settings) => own.write(planeOf(settings)),
  };
}

export const planeFields: AddressFields<PlaneLooks> = {
  defaults: defaultPlaneSettings,
  settings: [
    ...ofPlane.map(ofSettings),
    ...settingsFields(pointLayouts, planeLimits.steps, defaultPlaneSettings),
  ],
  run: [],
  usualLooks,
  looks: [
    field('colour', 'colour', oneOf(['belief', 'end']), usualLooks.colour),
    field('show', 'layers', layers, usualLooks.layers),
    field('marked', 'marked', wholeIn({ min: 0, max: POINTS - 1 }), usualLooks.marked),
    field('objective', 'objective', openOrNot, usualLooks.objective),
  ],
};
