// tfjs' WebGPU backend, which can write down what it dispatches.

import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { readBack } from './read-back';

/** Identity of a tensor's data; tfjs makes a new one for every result. */
export type DataId = object;

export interface RecordedDispatch {
  readonly pipeline: GPUComputePipeline;
  readonly workgroups: readonly [number, number, number];
  readonly output: DataId;
  readonly outputBytes: number;
  readonly inputs: readonly DataId[];
  readonly uniforms: ArrayBuffer;
}

export interface Capture<T> {
  readonly result: T;
  readonly dispatches: readonly RecordedDispatch[];
  /** What is read and was not made by a dispatch: weights, constants, inputs. Kept alive until `release`. */
  readonly external: ReadonlySet<DataId>;
  /** Why these dispatches are not the whole computation; null when they are. */
  readonly refusal: string | null;
}

type Run = WebGPUBackend['runWebGPUProgram'];

export class RecordingBackend extends WebGPUBackend {
  #dispatches: RecordedDispatch[] | null = null;
  #made = new Set<DataId>();
  #external = new Set<DataId>();
  #refusal: string | null = null;
  #uniforms: ArrayBuffer | null = null;
  readonly #compilations = new Set<Promise<unknown>>();

  /** Waits for what the GPU has been asked for; its owner may give it up. Everything that is read goes through here. */
  answered: <T>(answer: Promise<T>) => Promise<T> = (answer) => answer;

  override async getBufferData(buffer: GPUBuffer): Promise<ArrayBuffer> {
    return await this.answered(super.getBufferData(buffer));
  }

  /** Runs `compute` as always, and writes down its dispatches. */
  capture<T>(compute: () => T): Capture<T> {
    const dispatches: RecordedDispatch[] = [];
    const queue = this.queue;
    this.#dispatches = dispatches;
    this.#made = new Set();
    this.#external = new Set();
    this.#refusal = null;
    this.queue = this.#listeningQueue(queue);
    try {
      const result = compute();
      return { result, dispatches, external: this.#external, refusal: this.#refusal };
    } catch (error) {
      this.release(this.#external);
      throw error;
    } finally {
      this.queue = queue;
      this.#dispatches = null;
    }
  }

  /**
   * Numbers go to the GPU at once. tfjs puts them into the commands that wait, and loses them with these when one
   * is refused.
   */
  override uploadToGPU(dataId: DataId): void {
    const data = this.tensorMap.get(dataId);
    const { values } = data;
    if (data.resource !== undefined || !(values instanceof Float32Array || values instanceof Int32Array)) {
      super.uploadToGPU(dataId);
      return;
    }
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const typed = data.dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values);
    const buffer = this.bufferManager.acquireBuffer(typed.byteLength, usage);
    this.device.queue.writeBuffer(buffer, 0, typed);
    data.resource = buffer;
    Reflect.set(data, 'values', null); // tfjs does so, against its own types
  }

  /** Null when no pipeline is being compiled; until then nothing may run. Never rejects. */
  get compiling(): Promise<unknown> | null {
    return this.#compilations.size === 0 ? null : Promise.all(this.#compilations);
  }

  /**
   * Compiles what `compute` would run, all pipelines at once, and runs nothing.
   *
   * @returns what the device says to a kernel that it refuses, or null
   */
  async compile(compute: () => void): Promise<string | null> {
    this.device.pushErrorScope('validation'); // hears what is wrong with a shader's text
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
    let refused: Promise<GPUError | null>;
    let settling: Promise<string | null>;
    try {
      compute();
    } finally {
      tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
      refused = this.device.popErrorScope();
      settling = this.#settlePipelines();
      this.#compilations.add(settling);
    }
    const complaint = await settling;
    this.#compilations.delete(settling);
    return complaint ?? (await refused)?.message ?? null;
  }

  /** tfjs keeps promises in its cache of pipelines while they compile. */
  async #settlePipelines(): Promise<string | null> {
    const cache = this.#pipelineCache();
    let complaint: string | null = null;
    await Promise.all(
      Object.entries(cache).map(async ([key, pipeline]) => {
        if (!(pipeline instanceof Promise)) return;
        try {
          cache[key] = await pipeline;
        } catch (error) {
          delete cache[key];
          complaint ??= error instanceof Error ? error.message : String(error);
        }
      }),
    );
    return complaint;
  }

  #pipelineCache(): Record<string, GPUComputePipeline | Promise<GPUComputePipeline>> {
    const cache: unknown = Reflect.get(this, 'pipelineCache'); // private in tfjs' types
    if (typeof cache !== 'object' || cache === null) throw new Error('tfjs keeps its pipelines elsewhere');
    return cache as Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  }

  /** What a capture kept alive may go. */
  release(external: ReadonlySet<DataId>): void {
    for (const id of external) {
      if (this.disposeData(id)) tf.engine().removeDataId(id, this);
    }
  }

  bufferOf(id: DataId): GPUBuffer {
    const { resource } = this.tensorMap.get(id);
    if (!(resource instanceof GPUBuffer)) throw new Error('it reads what is in no buffer');
    return resource;
  }

  override runWebGPUProgram(...[program, inputs, dtype, uniforms, into]: Parameters<Run>): ReturnType<Run> {
    this.#uniforms = null;
    const output = super.runWebGPUProgram(program, inputs, dtype, uniforms, into);
    if (this.#dispatches === null || this.#uniforms === null) return output; // null: nothing to compute
    if (program.pipeline instanceof GPUComputePipeline && program.pixelsOpType === undefined) {
      const ids = inputs.map(({ dataId }): DataId => dataId);
      for (const id of ids) {
        if (this.#made.has(id) || this.#external.has(id)) continue;
        this.incRef(id);
        this.#external.add(id);
      }
      if (this.#external.has(output.dataId)) this.#refuse('it writes what it has read');
      this.#made.add(output.dataId);
      this.#dispatches.push({
        pipeline: program.pipeline,
        workgroups: program.dispatch,
        output: output.dataId,
        outputBytes: this.bufferOf(output.dataId).size,
        inputs: ids,
        uniforms: this.#uniforms,
      });
    } else {
      this.#refuse('it uses a program that cannot be replayed');
    }
    return output;
  }

  /** What tensors of floats hold, in one read with others of this turn. What waits is submitted when this returns. */
  async numbersOf(ids: readonly DataId[]): Promise<Float32Array<ArrayBuffer>[]> {
    this.ensureCommandEncoderReady();
    this.endComputePassEncoder();
    this.submitQueue();
    const encoder = this.device.createCommandEncoder();
    const reading = readBack(
      this.device,
      encoder,
      ids.map((id) => this.bufferOf(id)).map((buffer) => ({ buffer, bytes: buffer.size })),
    );
    this.queue.submit([encoder.finish()]);
    return await this.answered(reading);
  }

  /** Whether it computed this tensor's numbers, and they are nowhere else. */
  holds(id: DataId): boolean {
    const { resource, values, dtype } = this.tensorMap.get(id);
    return resource instanceof GPUBuffer && !values && dtype === 'float32';
  }

  override read(...given: Parameters<WebGPUBackend['read']>): ReturnType<WebGPUBackend['read']> {
    this.#refuse('it reads back in the middle');
    return super.read(...given);
  }

  override readSync(...given: Parameters<WebGPUBackend['readSync']>): ReturnType<WebGPUBackend['readSync']> {
    this.#refuse('it reads back in the middle');
    return super.readSync(...given);
  }

  override readToGPU(
    ...given: Parameters<WebGPUBackend['readToGPU']>
  ): ReturnType<WebGPUBackend['readToGPU']> {
    this.#refuse('it copies a tensor in the middle');
    return super.readToGPU(...given);
  }

  #refuse(reason: string): void {
    if (this.#dispatches !== null) this.#refusal ??= reason;
  }

  /** tfjs writes a dispatch's uniforms just before the dispatch, and writes nothing else to a queue. */
  #listeningQueue(queue: GPUQueue): GPUQueue {
    const writeBuffer = (...[buffer, offset, data, from, size]: Parameters<GPUQueue['writeBuffer']>) => {
      if (data instanceof ArrayBuffer) this.#uniforms = data.slice(0);
      queue.writeBuffer(buffer, offset, data, from, size);
    };
    return new Proxy(queue, {
      get: (_, name) => {
        if (name === 'writeBuffer') return writeBuffer;
        const value: unknown = Reflect.get(queue, name, queue);
        return typeof value === 'function' ? (value.bind(queue) as unknown) : value;
      },
    });
  }
}
