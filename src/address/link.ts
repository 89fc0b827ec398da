// The address of what is on screen: "#/view?name=text&…". Beside the world's settings there may be t (what is shown, a
// timestep or "end"), to (the newest step that was taken), branch (whether one begins behind that), turns (how it was
// steered), large (the lane in focus) and without (what did not fit). `backend` may stand in the hash or in the query
// before it.

import type { Settings } from '../history/settings';
import type { Retake, StopAt } from '../history/replay-state';
import type { BackendChoice } from '../terms/messages';
import { complaintOf, type LeftOut } from './complaint';
import { flag, oneOf, readFields, Reading, wholeIn, writeFields, type Field } from './field';

/** Mail and chat programs cut links that are longer. */
export const LONGEST_ADDRESS = 2000;

/** What addresses of a world say. `Looks` is what is looked at and how, which no run depends on. */
export interface AddressFields<Looks extends object = object> {
  readonly defaults: Settings;
  readonly settings: readonly Field<Settings>[];
  /** Where a run begins. Written where a run is shown. */
  readonly run: readonly Field<Settings>[];
  readonly usualLooks: Looks;
  /** Written where a view shows them. */
  readonly looks: readonly Field<Looks>[];
}

/** What an address asks for. */
export interface Asked<Looks extends object = object> {
  readonly settings: Settings;
  /** Names of the settings that it leaves to the pack. */
  readonly open: readonly PackDefault[];
  readonly backend: BackendChoice;
  /** Null where it asks for nothing but settings. */
  readonly retake: Retake | null;
  /** Null where the address says nothing of them. */
  readonly looks: Looks | null;
  /** What made no sense, to be said with what makes none in the pack that is opened. */
  readonly reading: Reading;
}

/** Settings for which a pack has its own default. */
export type PackDefault = 'guidanceScale' | 'steps';

const stop: (text: string) => StopAt | undefined = (text) =>
  text === 'end' ? text : wholeIn({ min: 0, max: 99_999 }).read(text);

/** @param search the part after "?" of the page's own address, for `backend` */
export async function readLink<Looks extends object>(
  hash: string,
  search: string,
  fields: AddressFields<Looks>,
): Promise<Asked<Looks>> {
  const texts = new Map(new URLSearchParams(hash.split('?')[1] ?? ''));
  const turns = texts.get('turns');
  // where its reader does not come, it is not understood
  const reader = turns === undefined ? null : await import('./read-steering').catch(() => null);
  if (turns !== undefined && reader !== null) texts.set('turns', await reader.unpackedSteering(turns));
  const outside = new URLSearchParams(search).get('backend');
  if (outside !== null) texts.set('backend', outside);
  const reading = new Reading(texts);
  const settings = readFields([...fields.settings, ...fields.run], reading, fields.defaults);
  const saysLooks = fields.looks.some(({ names }) => names.some((name) => reading.has(name)));
  const looks = saysLooks ? readFields(fields.looks, reading, fields.usualLooks) : null;
  const steering = reading.value('turns', reader?.readSteering ?? (() => undefined)) ?? [];
  const shown = reading.value('t', stop) ?? null;
  const newest = reading.value('to', stop) ?? null;
  const isFresh = reading.value('branch', flag.read) ?? false;
  const focus = reading.value('large', wholeIn({ min: 0, max: 99 }).read) ?? null;
  const asks = steering.length > 0 || shown !== null || focus !== null;
  return {
    settings,
    open: [
      ...(reading.gives('scale') ? [] : ['guidanceScale' as const]),
      ...(reading.gives('steps') ? [] : ['steps' as const]),
    ],
    backend: reading.value('backend', oneOf(['auto', 'webgpu', 'wasm']).read) ?? 'auto',
    retake: asks ? { steering, shown, newest, focus, ...(isFresh ? { isFresh } : {}) } : null,
    looks,
    reading,
  };
}

/** What there is to say of an address, once what is refused is known. */
export function complaintAbout({ reading }: Pick<Asked, 'reading'>): string | null {
  return complaintOf(reading.refused, reading.leftOut, reading.text('without'));
}

/** The address of a screen, and what of the screen it could not hold. */
export interface Link {
  /** "#/denoise?target=7&scale=4". */
  readonly hash: string;
  /** Empty where it gives the whole screen again. */
  readonly leftOut: readonly LeftOut[];
}

/** "#/denoise?target=7&scale=4". */
export function hashOf(view: string, texts: Readonly<Record<string, string>>): string {
  return `#/${view}?${new URLSearchParams(texts).toString()}`;
}

/** Settings as text, to compare them: what is written of them, and nothing else. */
export function settingsText({ settings, run }: AddressFields, value: Settings): string {
  return hashOf('', { ...writeFields(settings, value), ...writeFields(run, value) });
}
