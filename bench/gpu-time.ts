// GPU time by timestamps around every compute pass, whoever encodes it. Chrome rounds them to 0.1 ms unless
// "WebGPU Developer Features" is on, so a computation of many short passes comes out rough.

import { intercept } from './intercept';

const MOST_PASSES = 2048; // two timestamps each: a query set holds 4,096

interface Watched {
  readonly device: GPUDevice;
  readonly queries: GPUQuerySet;
  used: number;
}

const deviceOf = new WeakMap<object, object>();
let watched: Watched | null = null;
let installed = false;

/** @returns milliseconds on the GPU of what `run` submits, or null where the device has no timestamps */
export async function gpuTime(device: GPUDevice, run: () => Promise<unknown>): Promise<number | null> {
  if (!device.features.has('timestamp-query')) return null;
  install();
  const queries = device.createQuerySet({ type: 'timestamp', count: 2 * MOST_PASSES });
  watched = { device, queries, used: 0 };
  const { used } = await runWatched(watched, run);
  if (used === 0 || used > MOST_PASSES) return null;
  const bytes = 16 * used;
  const usage = GPUBufferUsage;
  const resolved = device.createBuffer({ size: bytes, usage: usage.QUERY_RESOLVE | usage.COPY_SRC });
  const staging = device.createBuffer({ size: bytes, usage: usage.MAP_READ | usage.COPY_DST });
  const encoder = device.createCommandEncoder();
  encoder.resolveQuerySet(queries, 0, 2 * used, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, staging, 0, bytes);
  device.queue.submit([encoder.finish()]);
  await staging.mapAsync(GPUMapMode.READ);
  const stamps = new BigUint64Array(staging.getMappedRange().slice(0));
  for (const each of [queries, resolved, staging]) each.destroy();
  let nanoseconds = 0n;
  for (let i = 0; i < stamps.length; i += 2) nanoseconds += stamps[i + 1]! - stamps[i]!;
  return Number(nanoseconds) / 1e6;
}

async function runWatched(mine: Watched, run: () => Promise<unknown>): Promise<Watched> {
  try {
    await run();
    return mine;
  } finally {
    watched = null;
  }
}

function install(): void {
  if (installed) return;
  installed = true;
  intercept(GPUDevice.prototype, 'createCommandEncoder', (device, given, call) => {
    const encoder = call(...given) as GPUCommandEncoder;
    deviceOf.set(encoder, device);
    return encoder;
  });
  intercept(GPUCommandEncoder.prototype, 'beginComputePass', (encoder, given, call) => {
    const [descriptor] = given as [GPUComputePassDescriptor?];
    if (watched === null || deviceOf.get(encoder) !== watched.device || descriptor?.timestampWrites) {
      return call(...given);
    }
    const pass = watched.used++;
    if (pass >= MOST_PASSES) return call(...given);
    const timestampWrites = {
      querySet: watched.queries,
      beginningOfPassWriteIndex: 2 * pass,
      endOfPassWriteIndex: 2 * pass + 1,
    };
    return call({ ...descriptor, timestampWrites });
  });
}
