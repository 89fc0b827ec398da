// How long it takes to find out that a pack is broken: mutants of the tests' tiny pack beside the sound one, on WASM.

import { startWasm } from '../src/cli/start-wasm';
import { tinyPack } from '../test/pack/tiny-pack';
import { mutant } from '../test/pack/fuzz/mutate-pack';
import { openAndAsk } from '../test/pack/fuzz/open-mutant';

/** A sound pack is opened beside so many mutants. */
const BESIDE = 5;

export interface Refusals {
  /** Milliseconds of each. */
  readonly sound: readonly number[];
  readonly mutants: readonly number[];
}

export async function measureRefusals(count: number): Promise<Refusals> {
  await startWasm();
  const soundPack = () => new Map(Array.from(tinyPack(), ([path, bytes]) => [path, new Blob([bytes])]));
  const sound: number[] = [];
  const mutants: number[] = [];
  for (let i = 0; i < 5; i++) await millisecondsOf(soundPack()); // compiled by then
  for (let seed = 0; seed < count; seed++) {
    if (seed % BESIDE === 0) sound.push(await millisecondsOf(soundPack()));
    mutants.push(await millisecondsOf(mutant(seed)));
  }
  return { sound, mutants };
}

async function millisecondsOf(files: Map<string, Blob>): Promise<number> {
  const begun = performance.now();
  await openAndAsk(files).catch(() => {}); // what is said of it is the tests' business
  return performance.now() - begun;
}
