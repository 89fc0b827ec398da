// How many times faster WASM is than the WebGPU that runs: measured once for a device, a pack and a batch, and kept.

import { fetchManifest, hashOf } from '../fetching/manifest';
import type { RunSpec } from '../terms/messages';
import type { PackSource } from '../terms/pack-info';
import { stepTime } from './step-time';

const KEY = 'nudge-step-times';
/** The oldest go first. */
const MOST_KEPT = 20;

export interface Asked {
  /** Of WebGPU, as it calls itself. */
  readonly device: string;
  readonly source: PackSource;
  readonly run: RunSpec;
  /** A step's time on WebGPU, as the run that has ended took it. */
  readonly milliseconds: number;
}

interface Deps {
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly measure: typeof stepTime;
  /** @returns a name of what is in the pack; null where it has none that could be kept */
  readonly hash: (source: PackSource) => Promise<string | null>;
}

/** Of a pack that the build has listed: the hash of that list, which holds the weights' own. */
async function packHash(source: PackSource): Promise<string | null> {
  if (source.kind !== 'url') return null;
  const manifest = await fetchManifest(source.url).catch(() => null);
  return manifest === null ? null : await hashOf(new TextEncoder().encode(JSON.stringify([...manifest])));
}

/** @returns null where it is not known: it was called off, or could not be measured */
export async function timesFaster(
  { device, source, run, milliseconds }: Asked,
  calledOff: AbortSignal,
  { storage = localStorage, measure = stepTime, hash = packHash }: Partial<Deps> = {},
): Promise<number | null> {
  const pack = await hash(source);
  if (pack === null || calledOff.aborted) return null;
  const name = `${device}, ${pack.slice(0, 16)}, ${run.lanes.length} × ${run.rule.kind}`;
  const kept = read(storage);
  const known = kept[name];
  if (known !== undefined) return known[0] / known[1];
  const wasm = await measure('wasm', source, run, calledOff);
  if (wasm === null || !(wasm > 0)) return null;
  const all = [...Object.entries(kept), [name, [milliseconds, wasm]] as const];
  try {
    storage.setItem(KEY, JSON.stringify(Object.fromEntries(all.slice(-MOST_KEPT))));
  } catch {
    // it is measured again another time
  }
  return milliseconds / wasm;
}

type Times = readonly [webgpu: number, wasm: number];

function read(storage: Deps['storage']): Readonly<Record<string, Times>> {
  try {
    const found: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
    return Object.fromEntries(
      Object.entries(Object(found)).flatMap(([name, times]) => (isTimes(times) ? [[name, times]] : [])),
    );
  } catch {
    return {};
  }
}

const isTimes = (value: unknown): value is Times =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'number' && each > 0);
