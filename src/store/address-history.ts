// The address of what is on screen: the settings, what is shown, and how the run came there. A long history is
// packed; one that is too long for an address is left out, and the address says so.

import { steeringText } from '../terms/steering';
import { formatAddress } from './address';
import { firstLarge } from './lanes';
import { writeNoise } from './noise/address';
import { isComplete } from './path';
import type { Moment } from './replay-state';
import { currentPath, type State } from './state';
import { steeringHistory } from './steering-history';
import type { View } from './views';

/** Mail and chat programs cut links that are longer. */
export const LONGEST_ADDRESS = 2000;

/** A history of more characters is packed. */
const LONGEST_PLAIN = 160;

/** What a link cannot hold. */
export type LeftOut = 'turns' | 'model' | 'picture';

export interface FullAddress {
  readonly hash: string;
  readonly leftOut: readonly LeftOut[];
}

/** @param unlimited leaves nothing out, for a file */
export async function addressOf(state: State, view: View, unlimited = false): Promise<FullAddress> {
  if (view === 'noise') return noiseAddress(state);
  const { model, settings, large } = state;
  const fields = new URLSearchParams();
  const { shown, newest } = momentsOf(state);
  if (shown !== null) fields.set('t', String(shown));
  if (newest !== null) fields.set('to', String(newest));
  if (large !== firstLarge(settings.lanes)) fields.set('large', String(large));
  const own = model.pack !== null && model.pack.id !== settings.pack;
  const base = join(formatAddress(settings, view), fields);
  const turns = turnsOf(state);
  const written = unlimited || turns.length <= LONGEST_PLAIN ? turns : await packed(turns);
  const tooLong = !unlimited && base.length + written.length > LONGEST_ADDRESS;
  const from = settings.from ?? null;
  const picture = from !== null && !new URLSearchParams(base).has('from');
  const leftOut: LeftOut[] = [
    ...(tooLong ? ['turns' as const] : []),
    ...(picture ? ['picture' as const] : []),
    ...(own ? ['model' as const] : []),
  ];
  const last = new URLSearchParams();
  if (written !== '' && !tooLong) last.set('turns', written);
  if (leftOut.length > 0) last.set('without', leftOut.join('.'));
  return { hash: join(base, last), leftOut };
}

/** Of Noise: the run that Denoise shows is no part of it. */
function noiseAddress({ model, settings, noise }: State): FullAddress {
  const fields = new URLSearchParams();
  const whole = writeNoise(noise.settings, fields);
  const own = model.pack !== null && model.pack.id !== settings.pack;
  const leftOut: LeftOut[] = [...(whole ? [] : ['picture' as const]), ...(own ? ['model' as const] : [])];
  if (leftOut.length > 0) fields.set('without', leftOut.join('.'));
  return { hash: join(formatAddress(settings, 'noise'), fields), leftOut };
}

function join(hash: string, fields: URLSearchParams): string {
  return fields.size === 0 ? hash : `${hash}&${fields.toString()}`;
}

function turnsOf(state: State): string {
  const { pack, recorded } = state.model;
  if (pack === null || recorded) return '';
  return steeringText(steeringHistory(currentPath(state), state.settings, pack));
}

/** While it plays, and at its end, a link plays the run; else it shows what is shown. */
function momentsOf(state: State): { readonly shown: Moment | null; readonly newest: Moment | null } {
  const { run, history, model } = state;
  const path = currentPath(state);
  const { cursor } = history;
  const taken = path.steps.at(-1);
  if (taken === undefined || model.recorded || run.status === 'playing') return { shown: null, newest: null };
  const newest: Moment = isComplete(path) ? 'end' : taken.t;
  if (cursor === null) return { shown: newest === 'end' ? null : newest, newest: null };
  return { shown: path.steps[cursor]?.t ?? null, newest };
}

/** Packed turns begin with a point, which turns never do. */
const PACKED = '.';

/** No history of a run is longer than this. */
const MOST_CHARACTERS = 1_000_000;

async function packed(text: string): Promise<string> {
  const { deflateSync, strToU8 } = await import('fflate');
  const bytes = deflateSync(strToU8(text), { level: 9 });
  const base64 = btoa(String.fromCharCode(...bytes));
  return PACKED + base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The same address with its turns unpacked; packed nonsense stays, and is complained about where it is read. */
export async function unpacked(hash: string): Promise<string> {
  const [path = '', query] = hash.split('?');
  const fields = new URLSearchParams(query ?? '');
  const turns = fields.get('turns');
  if (turns?.startsWith(PACKED) !== true) return hash;
  const text = await unpack(turns.slice(PACKED.length)).catch(() => null);
  if (text === null) return hash;
  fields.set('turns', text);
  return `${path}?${fields.toString()}`;
}

/** @throws Error of whatever kind when it is not what `packed` makes */
async function unpack(text: string): Promise<string> {
  const { inflateSync, strFromU8 } = await import('fflate');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  const out = new Uint8Array(MOST_CHARACTERS); // a bomb of zeros ends where this does
  return strFromU8(inflateSync(bytes, { out }));
}
