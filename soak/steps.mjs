// Ten thousand steps of a guided chain, in a page of the bench: tensors and bytes, on WASM and on WebGPU.

import { benchPage } from '../bench/bench-page.mjs';
import { allFlat } from './flat.mjs';
import { SLOW } from './page-state.mjs';

const TINY = 'pack=/test/pack/tiny/';

/** @param path of the memory page @returns steps that were taken, and what has grown meanwhile */
async function grownIn(path, webgpu) {
  const { along, steps } = await benchPage(path, { webgpu, isolated: false, timeout: 900_000 * SLOW });
  const series = {
    tensors: along.map(({ tensors }) => tensors),
    'data buffers': along.map(({ buffers }) => buffers),
    bytes: along.map(({ bytes }) => bytes),
    ...(webgpu && {
      'bytes in use on the GPU': along.map(({ gpu }) => gpu.used),
      'bytes taken from the driver': along.map(({ gpu }) => gpu.allocated),
    }),
  };
  return { times: steps, lost: allFlat(series) };
}

export async function run({ short }, report) {
  const runs = short ? 1 : 10;
  const wasm = await grownIn(`memory.html?backend=wasm&steps=1000&runs=${runs}&${TINY}`, false);
  report({ what: 'steps on WASM, tiny pack', ...wasm });
  const seconds = short ? 20 : 180;
  // one run of many steps: a measurement at every 20th step at most
  const webgpu = await grownIn(
    `memory.html?backend=webgpu&steps=1000&runs=1&seconds=${seconds}&${TINY}`,
    true,
  );
  report({ what: 'steps on WebGPU (SwiftShader), tiny pack', ...webgpu });
}
