// Everything that decides what is on screen is in the address, so that a link restores it:
// #/denoise?pack=digits&target=7&scale=4&sampler=ddpm&steps=100&seed=42&lanes=pair. Nonsense in a field falls to its
// default. `?backend=webgpu` may stand in the hash or in the query before it.

import type { BackendChoice } from '../terms/messages';
import { laneLayouts } from './lanes';
import type { Settings } from './state';
import { builtInPacks } from './packs';
import type { View } from './views';

export const limits = {
  guidanceScale: { min: 0, max: 16 },
  steps: { min: 10, max: 1000 },
  seed: { min: 0, max: Number.MAX_SAFE_INTEGER },
} as const;

/** Settings for which a pack has its own default. */
export type PackDefault = 'guidanceScale' | 'steps';

export const defaultSettings: Settings = {
  pack: 'digits',
  target: 7,
  guidanceScale: 4,
  sampler: 'ddpm',
  steps: 100,
  seed: 42,
  lanes: 'pair',
  twins: false,
  backend: 'auto',
};

/** @param query the part after "?" of the page's own address, for `backend` */
export function parseAddress(hash: string, query = ''): Settings {
  const fields = new URLSearchParams(hash.split('?')[1] ?? '');
  const number = (name: string, fallback: number, min: number, max: number, whole: boolean): number => {
    const text = fields.get(name);
    const value = text === null || text.trim() === '' ? NaN : Number(text);
    const fits = value >= min && value <= max && (!whole || Number.isSafeInteger(value));
    return fits ? value : fallback;
  };
  const { guidanceScale, steps, seed } = limits;
  const pack = builtInPacks.find(({ id }) => id === fields.get('pack'))?.id ?? defaultSettings.pack;
  const sampler = fields.get('sampler') === 'ddim' ? 'ddim' : defaultSettings.sampler;
  const backend = new URLSearchParams(query).get('backend') ?? fields.get('backend');
  return {
    pack,
    target: number('target', defaultSettings.target, 0, 999, true),
    guidanceScale: number(
      'scale',
      defaultSettings.guidanceScale,
      guidanceScale.min,
      guidanceScale.max,
      false,
    ),
    sampler,
    steps: number('steps', defaultSettings.steps, steps.min, steps.max, true),
    seed: number('seed', defaultSettings.seed, seed.min, seed.max, true),
    lanes: laneLayouts.find((layout) => layout === fields.get('lanes')) ?? defaultSettings.lanes,
    twins: fields.get('twins') === '1',
    backend: isBackendChoice(backend) ? backend : defaultSettings.backend,
  };
}

/** What an address leaves open, the pack decides. */
export function leftOpen(hash: string): readonly PackDefault[] {
  const fields = new URLSearchParams(hash.split('?')[1] ?? '');
  const open: PackDefault[] = [];
  if (!fields.has('scale')) open.push('guidanceScale');
  if (!fields.has('steps')) open.push('steps');
  return open;
}

/** @param view whose address it is */
export function formatAddress(settings: Settings, view: View = 'denoise'): string {
  const fields = new URLSearchParams({
    pack: settings.pack,
    target: String(settings.target),
    scale: String(settings.guidanceScale),
    sampler: settings.sampler,
    steps: String(settings.steps),
    seed: String(settings.seed),
    lanes: settings.lanes,
  });
  if (settings.twins) fields.set('twins', '1');
  if (settings.backend !== 'auto') fields.set('backend', settings.backend);
  return `#/${view}?${fields.toString()}`;
}

function isBackendChoice(text: string | null): text is BackendChoice {
  return text === 'auto' || text === 'webgpu' || text === 'wasm';
}
