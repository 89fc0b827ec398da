// The Plane's address: #/plane?distribution=moons&target=0&scale=2&sampler=ddpm&steps=100&seed=42&denoiser=learned&…
// Nonsense in a field falls to its default; a preset's own scale holds where the address names none.

import { presetOf } from '../diffusion/mixture/presets';
import { parseDrawn } from './drawn-points';
import { pointLayouts } from './layouts';
import {
  DRAWN,
  defaultPlane,
  planeLayers,
  planeLimits,
  planeOf,
  planeWidths,
  type PlaneLayer,
} from './plane-settings';
import { defaultPlaneSettings } from './plane-defaults';
import type { Settings } from './settings';

/** @param query the part after "?" of the page's own address, for `backend` */
export function parsePlaneAddress(hash: string, query = ''): Settings {
  const fields = new URLSearchParams(hash.split('?')[1] ?? '');
  const number = (
    name: string,
    fallback: number,
    { min, max }: { readonly min: number; readonly max: number },
    whole = true,
  ): number => {
    const text = fields.get(name);
    const value = text === null || text.trim() === '' ? NaN : Number(text);
    return value >= min && value <= max && (!whole || Number.isSafeInteger(value)) ? value : fallback;
  };
  const oneOf = <T extends string>(name: string, values: readonly T[], fallback: T): T =>
    values.find((value) => value === fields.get(name)) ?? fallback;
  const drawn = fields.get('points') ?? '';
  const known = presetOf(fields.get('distribution') ?? '');
  const isDrawn = fields.get('distribution') === DRAWN;
  const distribution = isDrawn ? DRAWN : (known?.id ?? defaultPlane.distribution);
  const preset = presetOf(distribution);
  const classes = preset?.mixture.classes.length ?? 6;
  const seeds = { min: 0, max: Number.MAX_SAFE_INTEGER };
  const backend = new URLSearchParams(query).get('backend') ?? fields.get('backend');
  const base = defaultPlaneSettings;
  return {
    ...base,
    target: number('target', base.target, { min: 0, max: classes - 1 }),
    guidanceScale: number(
      'scale',
      preset?.guidanceScale ?? base.guidanceScale,
      planeLimits.guidanceScale,
      false,
    ),
    sampler: oneOf('sampler', ['ddpm', 'ddim'], base.sampler),
    steps: number('steps', base.steps, planeLimits.steps),
    seed: number('seed', base.seed, seeds),
    lanes: oneOf('lanes', pointLayouts, 'points'),
    twins: fields.get('twins') === '1',
    backend: backend === 'webgpu' || backend === 'wasm' ? backend : 'auto',
    plane: {
      distribution,
      drawn: parseDrawn(drawn).length > 0 ? drawn : '',
      denoiser: oneOf('denoiser', ['learned', 'exact'], defaultPlane.denoiser),
      guide: oneOf('guide', ['learned', 'exact', 'clean', 'classifier-free'], defaultPlane.guide),
      schedule: oneOf('schedule', ['linear', 'cosine'], defaultPlane.schedule),
      width: planeWidths.find((width) => String(width) === fields.get('width')) ?? defaultPlane.width,
      mostSteps: number('train', defaultPlane.mostSteps, planeLimits.mostSteps),
      trainSeed: number('trainseed', defaultPlane.trainSeed, seeds),
      colour: oneOf('colour', ['belief', 'end'], defaultPlane.colour),
      layers: layersIn(fields.get('show')),
      marked: number('marked', defaultPlane.marked, planeLimits.marked),
    },
  };
}

export function formatPlaneAddress(settings: Settings): string {
  const plane = planeOf(settings);
  const fields = new URLSearchParams({
    distribution: plane.distribution,
    target: String(settings.target),
    scale: String(settings.guidanceScale),
    sampler: settings.sampler,
    steps: String(settings.steps),
    seed: String(settings.seed),
    denoiser: plane.denoiser,
    guide: plane.guide,
  });
  const unlessDefault = (name: string, value: string, usual: string): void => {
    if (value !== usual) fields.set(name, value);
  };
  unlessDefault('schedule', plane.schedule, defaultPlane.schedule);
  unlessDefault('width', String(plane.width), String(defaultPlane.width));
  unlessDefault('train', String(plane.mostSteps), String(defaultPlane.mostSteps));
  unlessDefault('trainseed', String(plane.trainSeed), String(defaultPlane.trainSeed));
  unlessDefault('colour', plane.colour, defaultPlane.colour);
  unlessDefault('show', plane.layers.join('.'), defaultPlane.layers.join('.'));
  unlessDefault('marked', String(plane.marked), String(defaultPlane.marked));
  unlessDefault('lanes', settings.lanes, 'points');
  if (settings.twins) fields.set('twins', '1');
  unlessDefault('backend', settings.backend, 'auto');
  if (plane.drawn !== '') fields.set('points', plane.drawn);
  return `#/plane?${fields.toString()}`;
}

function layersIn(text: string | null): readonly PlaneLayer[] {
  if (text === null) return defaultPlane.layers;
  const named = text.split('.');
  return planeLayers.filter((layer) => named.includes(layer));
}
