// Tensors and bytes over many steps: 1,000 on WASM and 300 on WebGPU with the tests' tiny pack, whose memory
// is managed by the same code as the digits', and 200 of the digits on WASM. Anything that grows is a leak.

import { benchPage } from './bench-page.mjs';

const runs = [
  { name: 'digits, WASM', page: 'memory.html?backend=wasm&steps=200', webgpu: false },
  {
    name: 'tiny pack, WASM',
    page: 'memory.html?backend=wasm&steps=1000&pack=/test/pack/tiny/',
    webgpu: false,
  },
  {
    name: 'tiny pack, WebGPU',
    page: 'memory.html?backend=webgpu&steps=300&pack=/test/pack/tiny/',
    webgpu: true,
  },
];

export async function run() {
  const rows = {};
  const report = {};
  for (const { name, page, webgpu } of runs) {
    const measured = await benchPage(page, { webgpu, isolated: false });
    report[name] = measured;
    const { early, late, steps } = measured;
    rows[`${name}: pack load, ms`] = measured.loadMs;
    rows[`${name}: first step after it, ms`] = measured.firstStepMs;
    rows[`${name}: a step, ms`] = measured.stepMs;
    rows[`${name}: tensors after 5 steps`] = early.tensors;
    rows[`${name}: more tensors after ${steps}`] = late.tensors - early.tensors;
    rows[`${name}: more bytes in tensors`] = late.bytes - early.bytes;
    if (!early.gpu || !late.gpu) continue;
    rows[`${name}: MiB on the GPU after 5 steps`] = early.gpu.used / 2 ** 20;
    rows[`${name}: more bytes in use on the GPU`] = late.gpu.used - early.gpu.used;
    rows[`${name}: more bytes taken from the driver`] = late.gpu.allocated - early.gpu.allocated;
  }
  return { rows, report };
}
