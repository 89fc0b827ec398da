// A computation as a list of dispatches that is submitted again and again, with other inputs. It owns the buffers
// of its temporaries and keeps alive what else it reads: weights, constants and inputs.

import { planBuffers, type Temporary } from './plan-buffers';
import { readBack, type Place } from './read-back';
import type { Capture, DataId, RecordedDispatch, RecordingBackend } from './recording-backend';

interface Entry {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly workgroups: readonly [number, number, number];
}

const UNIFORM_ALIGNMENT = 256; // what every adapter allows

export class Recording {
  readonly #entries: Entry[] = [];
  readonly #external: ReadonlySet<DataId>;
  readonly #buffers: GPUBuffer[];
  readonly #uniforms: GPUBuffer;
  readonly #inputs: GPUBuffer[];
  readonly #outputs: Place[];
  #disposed = false;

  /**
   * Call it when what was captured has been submitted and its temporaries are disposed, so that their buffers can
   * be taken over.
   *
   * @param inputs on the GPU before the capture began
   * @throws Error that says why this capture cannot be replayed; the capture is then released
   */
  constructor(
    readonly backend: RecordingBackend,
    { dispatches, external, refusal }: Omit<Capture<unknown>, 'result'>,
    inputs: readonly DataId[],
    outputs: readonly DataId[],
  ) {
    const { temporaries, numberOf } = lifetimes(dispatches, outputs);
    const complaint =
      refusal ??
      (inputs.every((id) => external.has(id)) ? null : 'it does not read an input') ??
      (outputs.every((id) => numberOf.has(id)) ? null : 'a result does not come from a dispatch');
    if (complaint !== null) {
      backend.release(external);
      throw new Error(complaint);
    }
    this.#external = external;
    const { device, bufferManager } = backend;
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const plan = planBuffers(temporaries);
    this.#buffers = plan.sizes.map((bytes) => bufferManager.acquireBuffer(bytes, usage));
    const bindingOf = (id: DataId): Place => {
      const number = numberOf.get(id);
      if (number === undefined) {
        const buffer = backend.bufferOf(id);
        return { buffer, bytes: buffer.size };
      }
      return { buffer: this.#buffers[plan.bufferOf[number]!]!, bytes: temporaries[number]!.bytes };
    };

    const slots = dispatches.map(({ uniforms }) => Math.ceil(uniforms.byteLength / UNIFORM_ALIGNMENT));
    const total = slots.reduce((sum, n) => sum + n, 0) * UNIFORM_ALIGNMENT;
    this.#uniforms = device.createBuffer({
      size: Math.max(total, UNIFORM_ALIGNMENT),
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    const bytes = new Uint8Array(total);
    let offset = 0;
    dispatches.forEach((each, i) => {
      bytes.set(new Uint8Array(each.uniforms), offset);
      const bound = [each.output, ...each.inputs].map(bindingOf);
      const bindGroup = device.createBindGroup({
        layout: each.pipeline.getBindGroupLayout(0),
        entries: [
          ...bound.map(({ buffer, bytes: size }, binding) => ({ binding, resource: { buffer, size } })),
          {
            binding: bound.length,
            resource: { buffer: this.#uniforms, offset, size: each.uniforms.byteLength },
          },
        ],
      });
      this.#entries.push({ pipeline: each.pipeline, bindGroup, workgroups: each.workgroups });
      offset += slots[i]! * UNIFORM_ALIGNMENT;
    });
    device.queue.writeBuffer(this.#uniforms, 0, bytes);
    this.#inputs = inputs.map((id) => backend.bufferOf(id));
    this.#outputs = outputs.map(bindingOf);
  }

  get dispatchCount(): number {
    return this.#entries.length;
  }

  /** Everything is submitted when this returns; the numbers come later, in one read with others of this turn. */
  async replay(inputs: readonly Float32Array<ArrayBuffer>[]): Promise<Float32Array<ArrayBuffer>[]> {
    const { device } = this.backend;
    inputs.forEach((values, i) => device.queue.writeBuffer(this.#inputs[i]!, 0, values));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    let pipeline: GPUComputePipeline | null = null;
    for (const entry of this.#entries) {
      if (entry.pipeline !== pipeline) pass.setPipeline((pipeline = entry.pipeline));
      pass.setBindGroup(0, entry.bindGroup);
      pass.dispatchWorkgroups(...entry.workgroups);
    }
    pass.end();
    const reading = readBack(device, encoder, this.#outputs);
    device.queue.submit([encoder.finish()]);
    return await this.backend.answered(reading);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const buffer of this.#buffers) this.backend.bufferManager.releaseBuffer(buffer);
    this.#uniforms.destroy();
    this.backend.release(this.#external);
  }
}

/** From the dispatch that makes each result to the last one that reads it; what is asked for lives on. */
function lifetimes(
  dispatches: readonly RecordedDispatch[],
  outputs: readonly DataId[],
): { temporaries: readonly Temporary[]; numberOf: ReadonlyMap<DataId, number> } {
  const numberOf = new Map<DataId, number>();
  const temporaries: { bytes: number; first: number; last: number }[] = [];
  const prolong = (id: DataId, at: number) => {
    const number = numberOf.get(id);
    if (number !== undefined) temporaries[number]!.last = at;
  };
  dispatches.forEach(({ inputs, output, outputBytes }, i) => {
    for (const id of inputs) prolong(id, i);
    if (numberOf.has(output)) {
      prolong(output, i); // written in parts
    } else {
      numberOf.set(output, temporaries.push({ bytes: outputBytes, first: i, last: i }) - 1);
    }
  });
  for (const id of outputs) prolong(id, dispatches.length);
  return { temporaries, numberOf };
}
