// What a computation asks of WebGPU, counted at its interface: the same for stock tfjs and for what is ours.

export interface Calls {
  readonly dispatches: number;
  readonly submits: number;
  readonly bindGroups: number;
  readonly bufferWrites: number;
}

/** Counts what `run` calls until it resolves. */
export async function countCalls(run: () => Promise<unknown>): Promise<Calls> {
  const dispatches = counted(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
  const submits = counted(GPUQueue.prototype, 'submit');
  const bindGroups = counted(GPUDevice.prototype, 'createBindGroup');
  const bufferWrites = counted(GPUQueue.prototype, 'writeBuffer');
  try {
    await run();
    return {
      dispatches: dispatches.calls(),
      submits: submits.calls(),
      bindGroups: bindGroups.calls(),
      bufferWrites: bufferWrites.calls(),
    };
  } finally {
    for (const each of [dispatches, submits, bindGroups, bufferWrites]) each.stop();
  }
}

function counted(prototype: object, method: string): { calls: () => number; stop: () => void } {
  const original: unknown = Reflect.get(prototype, method);
  if (typeof original !== 'function') throw new Error(`count calls: no ${method} here`);
  let calls = 0;
  Reflect.set(prototype, method, function (this: unknown, ...given: unknown[]): unknown {
    calls++;
    return Reflect.apply(original, this, given);
  });
  return { calls: () => calls, stop: () => void Reflect.set(prototype, method, original) };
}
