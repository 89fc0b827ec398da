// Everything that decides what is on screen is in the address, so that a link restores it:
// #/denoise?pack=digits&target=7&scale=4&sampler=ddpm&steps=100&seed=42&lanes=pair. Beside the settings there may be
// t (what is shown, a timestep or "end"), to (the newest step that was taken), turns (how it was steered), large and
// without (what did not fit). Nonsense in a field falls to its default, and is named. `?backend=webgpu` may stand in
// the hash or in the query before it. What Noise shows has fields of its own (noise/address.ts); with from=noise beside
// them a run begins there.

import type { BackendChoice } from '../terms/messages';
import { parseSteering, type Steering } from '../terms/steering';
import { laneLayouts } from './layouts';
import { readNoise, writeNoise } from './noise/address';
import type { NoiseSettings } from './noise/settings';
import type { Moment, Retake } from './replay-state';
import type { Settings } from './settings';
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

export interface Address {
  readonly settings: Settings;
  /** Null where the address asks for nothing but settings. */
  readonly retake: Retake | null;
  /** What Noise shows; null where the address does not say. */
  readonly noise: NoiseSettings | null;
  /** What of it was not used and why, one sentence; null when all was. */
  readonly complaint: string | null;
}

/** @param query the part after "?" of the page's own address, for `backend` */
export function parseAddress(hash: string, query = ''): Settings {
  return readAddress(hash, query).settings;
}

/**
 * Reads an address. Steerings that are packed (address-history.ts) must be unpacked before.
 *
 * @param query the part after "?" of the page's own address, for `backend`
 */
export function readAddress(hash: string, query = ''): Address {
  const fields = new URLSearchParams(hash.split('?')[1] ?? '');
  const nonsense: string[] = [];
  function field<T>(
    name: string,
    read: (text: string) => T | undefined,
    fallback: T,
    text?: string | null,
  ): T {
    const given = text === undefined ? fields.get(name) : text;
    if (given === null) return fallback;
    const value = read(given);
    if (value === undefined)
      nonsense.push(`${name} “${given.length > 24 ? `${given.slice(0, 24)}…` : given}”`);
    return value ?? fallback;
  }
  const number =
    ({ min, max }: { readonly min: number; readonly max: number }, whole: boolean) =>
    (text: string): number | undefined => {
      const value = text.trim() === '' ? NaN : Number(text);
      return value >= min && value <= max && (!whole || Number.isSafeInteger(value)) ? value : undefined;
    };
  const moment = (text: string): Moment | undefined =>
    text === 'end' ? text : number({ min: 0, max: 99_999 }, true)(text);
  const backendText = new URLSearchParams(query).get('backend') ?? fields.get('backend');
  const settings: Settings = {
    pack: field('pack', (text) => builtInPacks.find(({ id }) => id === text)?.id, defaultSettings.pack),
    target: field('target', number({ min: 0, max: 999 }, true), defaultSettings.target),
    guidanceScale: field('scale', number(limits.guidanceScale, false), defaultSettings.guidanceScale),
    sampler: field(
      'sampler',
      (text) => (text === 'ddpm' || text === 'ddim' ? text : undefined),
      defaultSettings.sampler,
    ),
    steps: field('steps', number(limits.steps, true), defaultSettings.steps),
    seed: field('seed', number(limits.seed, true), defaultSettings.seed),
    lanes: field('lanes', (text) => laneLayouts.find((layout) => layout === text), defaultSettings.lanes),
    twins: field('twins', (text) => (text === '1' ? true : text === '0' ? false : undefined), false),
    backend: field(
      'backend',
      (text) => (isBackendChoice(text) ? text : undefined),
      defaultSettings.backend,
      backendText,
    ),
  };
  const noise = readNoise(fields);
  nonsense.push(...(noise?.refused ?? []));
  const from = field('from', (text) => (text === 'noise' ? noise?.settings : undefined), null);
  const steering = field('turns', (text) => steeringWithin(text), []);
  const shown = field<Moment | null>('t', moment, null);
  const newest = field<Moment | null>('to', moment, null);
  const large = field<number | null>('large', number({ min: 0, max: 99 }, true), null);
  const asks = steering.length > 0 || shown !== null || large !== null;
  return {
    settings: from === null ? settings : { ...settings, from },
    noise: noise?.settings ?? null,
    retake: asks ? { steering, shown, newest, large } : null,
    complaint: complaintOf(nonsense, fields.get('without')),
  };
}

/** Steerings whose values fit; undefined for nonsense. */
function steeringWithin(text: string): readonly Steering[] | undefined {
  const { guidanceScale, seed } = limits;
  const fits = (value: number | undefined, { max }: { readonly max: number }) =>
    value === undefined || value <= max;
  const list = parseSteering(text);
  const good = list?.every(
    (item) =>
      fits(item.target, { max: 999 }) && fits(item.guidanceScale, guidanceScale) && fits(item.seed, seed),
  );
  return good === true && list !== null ? list : undefined;
}

function complaintOf(nonsense: readonly string[], without: string | null): string | null {
  const sentences: string[] = [];
  if (nonsense.length > 0) {
    const [is, their] = nonsense.length === 1 ? ['makes', 'its default is'] : ['make', 'their defaults are'];
    const names = nonsense.join(', ').replace(/, ([^,]*)$/, ' and $1');
    sentences.push(`The link’s ${names} ${is} no sense here; ${their} used.`);
  }
  if (without?.includes('turns') === true) {
    sentences.push(
      'This link was too long to hold how the run was steered; the file that goes with it does.',
    );
  }
  if (without?.includes('picture') === true) {
    sentences.push('This link was made with a picture that is too large for a link.');
  }
  if (without?.includes('model') === true) {
    sentences.push('This link was made with a model opened from files, which a link cannot hold.');
  }
  return sentences.length === 0 ? null : sentences.join(' ');
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
  const from = settings.from ?? null;
  if (from !== null && view === 'denoise') {
    if (writeNoise(from, fields)) fields.set('from', 'noise');
  }
  return `#/${view}?${fields.toString()}`;
}

function isBackendChoice(text: string | null): text is BackendChoice {
  return text === 'auto' || text === 'webgpu' || text === 'wasm';
}
