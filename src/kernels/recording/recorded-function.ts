// A function of tensors, called with numbers and answering with numbers. On WebGPU and WASM its first run with inputs
// of some shapes is recorded, and later runs are replayed; elsewhere, and where a recording would be wrong, it just
// runs. Nothing is left behind by a run but the recording.

import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { recordingBackend, refusedKernels, refuseKernel } from '../fused';
import { kernelNames } from '../requirements';
import { Recording } from './recording';
import type { Capture, RecordingBackend } from './recording-backend';
import { recordOnWasm, type WasmRecording } from './wasm-recording';

export interface Input {
  readonly values: Float32Array<ArrayBuffer>;
  readonly shape: readonly number[];
}

type Numbers = Float32Array<ArrayBuffer>[];

interface Kept {
  readonly recording: Recording | WasmRecording;
  /** Inputs that have not changed yet since the recording was made, by index: whether a change comes through is
   * checked when they first do. */
  readonly unproven: Map<number, Float32Array>;
}

/** As many shapes are remembered; the one that was made first goes first. */
const MOST_RECORDINGS = 4;

/** A replay is compared with a plain run of the same kernels: equal but for the order of atomic additions. */
const TOLERANCE = 1e-4;

/** Called one at a time or not, each call gets its own numbers. `dispose` frees what was recorded. */
export class RecordedFunction {
  #backend: RecordingBackend | BackendWasm | null = null;
  /** By the inputs' shapes; null where a recording would be wrong, or is being made. */
  readonly #kept = new Map<string, Kept | null>();
  #disposed = false;

  /**
   * @param compute what it gives must follow from its inputs alone, as tensors on the backend: numbers that it
   * makes on the CPU are taken for constants. It is tidied, and must keep nothing that the backend computes: it
   * is first run for its pipelines alone, with no result
   */
  constructor(private readonly compute: (inputs: readonly tf.Tensor[]) => tf.Tensor[]) {}

  /** Everything has been submitted when this returns; the numbers come later. @returns fresh arrays */
  async run(inputs: readonly Input[]): Promise<Numbers> {
    const backend = recordingBackend() ?? wasmBackend();
    if (backend === null) return await this.#runPlainly(inputs);
    if (backend !== this.#backend) {
      this.#forgetAll();
      this.#backend = backend;
    }
    const key = inputs.map(({ shape }) => shape.join('×')).join(', ');
    const kept = this.#kept.get(key);
    if (kept === undefined) {
      return backend instanceof BackendWasm
        ? this.#recordOnWasm(backend, key, inputs)
        : await this.#record(backend, key, inputs);
    }
    if (kept === null) return await this.#runPlainly(inputs);
    const changed = [...kept.unproven].filter(([i, values]) => !equal(values, inputs[i]!.values));
    if (changed.length > 0) return await this.#prove(key, kept, changed, inputs);
    return await kept.recording.replay(inputs.map(({ values }) => values));
  }

  /** Frees the recordings. Weights must live until then. */
  dispose(): void {
    this.#disposed = true;
    this.#forgetAll();
  }

  async #runPlainly(given: readonly Input[]): Promise<Numbers> {
    let inputs = given;
    const compiling = recordingBackend()?.compiling;
    if (compiling) {
      inputs = given.map(({ values, shape }) => ({ values: values.slice(), shape })); // they are the caller's
      await compiling;
    }
    return await readAll(
      tf.tidy(() => this.compute(inputs.map(({ values, shape }) => tf.tensor(values, [...shape])))),
    );
  }

  #recordOnWasm(backend: BackendWasm, key: string, inputs: readonly Input[]): Numbers {
    this.#kept.set(key, null);
    const tensors = inputs.map(({ values, shape }) => tf.tensor(values.slice(), [...shape]));
    try {
      const { numbers, recording } = recordOnWasm(backend, tensors, () =>
        tf.tidy(() => this.compute(tensors)),
      );
      if (recording !== null) this.#remember(key, { recording, unproven: unprovenOf(inputs) });
      return numbers;
    } finally {
      tf.dispose(tensors);
    }
  }

  async #record(backend: RecordingBackend, key: string, given: readonly Input[]): Promise<Numbers> {
    this.#kept.set(key, null); // until it is made, who asks again runs plainly
    const inputs = given.map(({ values, shape }) => ({ values: values.slice(), shape })); // they are the caller's
    const { device } = backend;
    const isPlain = refusedKernels().length === kernelNames.length;
    const upload = () => {
      const tensors = inputs.map(({ values, shape }) => tf.tensor(values.slice(), [...shape]));
      for (const { dataId } of tensors) backend.uploadToGPU(dataId);
      return tensors;
    };
    const wrong = await backend.compile(() => {
      tf.tidy(() => {
        this.compute(upload());
      });
    });
    while (backend.compiling !== null) await backend.compiling;
    if (this.#disposed) throw new Error('recorded function: disposed while it was compiled');
    if (recordingBackend() !== backend) {
      this.#kept.delete(key);
      return await this.run(inputs);
    }
    if (wrong !== null) {
      if (isPlain) throw new Error(wrong);
      return await this.#withoutFusedKernels(key, inputs);
    }
    device.pushErrorScope('validation');
    const tensors = upload();
    let capture: Capture<tf.Tensor[]>;
    try {
      capture = backend.capture(() => tf.tidy(() => this.compute(tensors)));
    } catch (error) {
      void device.popErrorScope();
      tf.dispose(tensors);
      this.#kept.delete(key);
      throw error;
    }
    const outputs = capture.result.map(({ dataId }) => dataId);
    const reading = readAll(capture.result);
    const refused = device.popErrorScope();
    let numbers: Numbers;
    try {
      numbers = await reading;
    } catch (error) {
      backend.release(capture.external);
      throw error;
    } finally {
      tf.dispose(tensors);
    }
    const complaint = await refused;
    if (complaint !== null) {
      backend.release(capture.external);
      if (isPlain) throw new Error(complaint.message);
      return await this.#withoutFusedKernels(key, inputs);
    }
    try {
      const ids = tensors.map(({ dataId }) => dataId);
      const recording = new Recording(backend, capture, ids, outputs);
      if (this.#disposed || backend !== this.#backend) {
        recording.dispose();
      } else {
        this.#remember(key, { recording, unproven: unprovenOf(inputs) });
      }
    } catch {
      // it stays null: this function runs plainly
    }
    return numbers;
  }

  /** The device refuses a kernel of ours: all take the plain path from now on. */
  async #withoutFusedKernels(key: string, inputs: readonly Input[]): Promise<Numbers> {
    kernelNames.forEach(refuseKernel);
    this.#kept.delete(key);
    return await this.run(inputs);
  }

  /** Runs both ways, and forgets the recording when they differ. */
  async #prove(
    key: string,
    { recording, unproven }: Kept,
    changed: readonly (readonly [number, Float32Array])[],
    inputs: readonly Input[],
  ): Promise<Numbers> {
    for (const [i] of changed) unproven.delete(i);
    const running = this.#runPlainly(inputs);
    const replaying = recording.replay(inputs.map(({ values }) => values));
    const [expected, replayed] = await Promise.all([running, replaying]);
    if (expected.every((values, i) => agrees(replayed[i]!, values))) return replayed;
    recording.dispose();
    this.#kept.set(key, null);
    return expected;
  }

  #remember(key: string, kept: Kept): void {
    this.#kept.set(key, kept);
    const recorded = [...this.#kept].filter(([, each]) => each !== null);
    const [oldest] = recorded;
    if (recorded.length <= MOST_RECORDINGS || oldest === undefined) return;
    oldest[1]?.recording.dispose();
    this.#kept.delete(oldest[0]);
  }

  #forgetAll(): void {
    for (const kept of this.#kept.values()) kept?.recording.dispose();
    this.#kept.clear();
  }
}

function wasmBackend(): BackendWasm | null {
  const backend = tf.backend();
  return backend instanceof BackendWasm ? backend : null;
}

const unprovenOf = (inputs: readonly Input[]): Kept['unproven'] =>
  new Map(inputs.map(({ values }, i) => [i, values.slice()]));

/** @param tensors disposed */
async function readAll(tensors: readonly tf.Tensor[]): Promise<Numbers> {
  try {
    const backend = recordingBackend();
    const ids = tensors.map(({ dataId }) => dataId);
    if (backend !== null && ids.every((id) => backend.holds(id))) return await backend.numbersOf(ids);
    return await Promise.all(tensors.map(async (tensor) => Float32Array.from(await tensor.data())));
  } finally {
    tf.dispose([...tensors]);
  }
}

function equal(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function agrees(a: Float32Array, b: Float32Array): boolean {
  const largest = b.reduce((max, value) => Math.max(max, Math.abs(value)), 1);
  return b.every((value, i) => Math.abs(a[i]! - value) <= TOLERANCE * largest || Object.is(a[i], value));
}
