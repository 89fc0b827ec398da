// What a computation asks of WebGPU, counted at its interface: the same for stock tfjs, for peers and for what is
// ours.

import { intercept } from './intercept';

export interface Calls {
  readonly dispatches: number;
  readonly submits: number;
  readonly bindGroups: number;
  readonly bufferWrites: number;
  /** Bytes of all buffers that the dispatches have bound, each once a dispatch: what is read and written, if
   * nothing is read twice. Only of bind groups that were made after `watchWebGPU`. */
  readonly boundBytes: number;
}

const none: Calls = { dispatches: 0, submits: 0, bindGroups: 0, bufferWrites: 0, boundBytes: 0 };
let now: Calls = none;
let watching = false;
let dry = false;

/** Dispatches are counted but not carried out: for networks that a software adapter would take minutes over. All
 * numbers are then zeros. */
export function setDry(value: boolean): void {
  watchWebGPU();
  dry = value;
}

const bytesOf = new WeakMap<object, number>(); // of bind groups
const boundIn = new WeakMap<object, Map<number, number>>(); // of passes: bytes by group index

/** Counts what `run` calls until it resolves. */
export async function countCalls(run: () => Promise<unknown>): Promise<Calls> {
  watchWebGPU();
  const before = now;
  await run();
  return {
    dispatches: now.dispatches - before.dispatches,
    submits: now.submits - before.submits,
    bindGroups: now.bindGroups - before.bindGroups,
    bufferWrites: now.bufferWrites - before.bufferWrites,
    boundBytes: now.boundBytes - before.boundBytes,
  };
}

/** From now on everything is counted. */
export function watchWebGPU(): void {
  if (watching) return;
  watching = true;
  const count = (what: keyof Calls, by = 1) => (now = { ...now, [what]: now[what] + by });
  intercept(GPUQueue.prototype, 'submit', (_, given, call) => {
    count('submits');
    return call(...given);
  });
  intercept(GPUQueue.prototype, 'writeBuffer', (_, given, call) => {
    count('bufferWrites');
    return call(...given);
  });
  intercept(GPUDevice.prototype, 'createBindGroup', (_, given, call) => {
    count('bindGroups');
    const group = call(...given) as GPUBindGroup;
    bytesOf.set(group, sizeOf(given[0] as GPUBindGroupDescriptor));
    return group;
  });
  intercept(GPUComputePassEncoder.prototype, 'setBindGroup', (pass, given, call) => {
    const [index, group] = given as [number, GPUBindGroup];
    boundIn.set(pass, (boundIn.get(pass) ?? new Map<number, number>()).set(index, bytesOf.get(group) ?? 0));
    return call(...given);
  });
  // what is read back stays zeros: a pooled buffer would give what it held before
  intercept(GPUCommandEncoder.prototype, 'copyBufferToBuffer', (_, given, call) =>
    dry ? undefined : call(...given),
  );
  for (const method of ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect']) {
    intercept(GPUComputePassEncoder.prototype, method, (pass, given, call) => {
      count('dispatches');
      for (const bytes of boundIn.get(pass)?.values() ?? []) count('boundBytes', bytes);
      return dry ? undefined : call(...given);
    });
  }
}

function sizeOf({ entries }: GPUBindGroupDescriptor): number {
  let bytes = 0;
  for (const { resource } of entries) {
    if ('buffer' in resource) bytes += resource.size ?? resource.buffer.size - (resource.offset ?? 0);
    else if (resource instanceof GPUBuffer) bytes += resource.size;
  }
  return bytes;
}
