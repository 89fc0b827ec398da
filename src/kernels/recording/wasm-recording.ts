// A computation on WASM as a list of calls that is run again and again, with other inputs. It owns the memory of its
// temporaries. tfjs would make a few hundred tensors each time, which takes as long as small networks do.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { DataId } from './recording-backend';
import { planBuffers } from './plan-buffers';
import {
  captureWasm,
  moduleOf,
  releaseData,
  type Address,
  type WasmCapture,
  type WasmTensor,
} from './wasm-calls';

/** Most bytes of temporaries. In larger networks the cost of making tensors does not matter. */
const MOST_BYTES = 32 * 2 ** 20;

/** Kernels for which tfjs keeps a packed copy of the weights as long as a tensor of that id exists. */
const KEEPS_WEIGHTS = /MatMul|Conv|Prelu/;

interface Registered {
  readonly id: number;
  readonly elements: number;
  readonly address: number;
}

type Entry = () => void;

export class WasmRecording {
  readonly #held: DataId[];
  readonly #memory: number[] = [];
  readonly #tensors: readonly Registered[];
  readonly #entries: readonly Entry[];
  readonly #inputs: readonly number[];
  readonly #outputs: readonly Registered[];
  #disposed = false;

  /**
   * Call it before the inputs are disposed and after the results are; the inputs may be disposed afterwards.
   *
   * @throws Error that says why this capture cannot be run again; what it kept is then released
   */
  constructor(
    readonly backend: BackendWasm,
    { entries, made, constants, refusal }: Omit<WasmCapture<unknown>, 'result'>,
    inputs: readonly DataId[],
    outputs: readonly number[],
  ) {
    const module = moduleOf(backend);
    const temporaries = lifetimes(entries, made, constants, outputs);
    const plan = planBuffers(temporaries.map(({ spell }) => spell));
    const total = plan.sizes.reduce((sum, bytes) => sum + bytes, 0);
    const known = new Set(temporaries.map(({ id }) => id));
    const complaint =
      refusal ??
      (outputs.every((id) => known.has(id)) ? null : 'a result does not come from a call') ??
      (total <= MOST_BYTES ? null : 'it is too large to be kept');
    if (complaint !== null) {
      releaseData(backend, constants.values());
      throw new Error(complaint);
    }
    for (const dataId of inputs) backend.incRef(dataId);
    this.#held = [...inputs, ...constants.values()];
    const malloc = functionOf(module, 'malloc');
    const allot = (bytes: number): number => {
      const address = malloc(bytes) >>> 0; // C's is signed
      this.#memory.push(address);
      return address;
    };
    const buffers = plan.sizes.map(allot);
    const places = new Map(temporaries.map(({ id }, i) => [id, buffers[plan.bufferOf[i]!]!]));
    for (const [id, dataId] of constants) places.set(id, backend.getMemoryOffset(dataId));
    const addressOf = ({ id, offset }: Address): number =>
      (id === null ? 0 : (places.get(id) ?? NaN)) + offset;
    const tensors = new Map<number, Registered>();
    for (const [id, { elements, within }] of made) {
      const address = addressOf(within ?? { id, offset: 0 });
      if (constants.has(id) || Number.isNaN(address)) continue; // NaN: nothing was ever done with it
      tensors.set(id, { id, elements, address });
    }
    this.#tensors = [...tensors.values()];
    this.#tensors.forEach((tensor) => this.#register(tensor));
    this.#inputs = inputs.map((dataId) => backend.getMemoryOffset(dataId));
    this.#outputs = outputs.map((id) => tensors.get(id)!);

    this.#entries = entries.map((entry): Entry => {
      if (entry.kind === 'move') {
        const [from, to] = [addressOf(entry.from), addressOf(entry.to)];
        return () => module.HEAPU8.copyWithin(to, from, from + entry.bytes);
      }
      const given = entry.given.map((value) => {
        if (typeof value === 'number') return value;
        const address = allot(value.length);
        module.HEAPU8.set(value, address);
        return address;
      });
      const run = functionOf(module, entry.name);
      if (!KEEPS_WEIGHTS.test(entry.name)) return () => void run(...given);
      const anew = entry.given.flatMap((value) =>
        typeof value === 'number' ? (tensors.get(value) ?? []) : [],
      );
      return () => {
        for (const tensor of anew) {
          module.tfjs.disposeData(tensor.id);
          this.#register(tensor);
        }
        run(...given);
      };
    });
  }

  get callCount(): number {
    return this.#entries.length;
  }

  /** @returns fresh arrays */
  replay(inputs: readonly Float32Array[]): Float32Array<ArrayBuffer>[] {
    const module = moduleOf(this.backend);
    inputs.forEach((values, i) => {
      module.HEAPU8.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), this.#inputs[i]);
    });
    for (const run of this.#entries) run();
    return this.#outputs.map(({ address, elements }) => {
      return new Float32Array(module.HEAPU8.slice(address, address + 4 * elements).buffer);
    });
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const module = moduleOf(this.backend);
    if (module === null) return; // the backend has gone, and its heap with it
    for (const { id } of this.#tensors) module.tfjs.disposeData(id);
    const free = functionOf(module, 'free');
    for (const address of this.#memory) free(address);
    releaseData(this.backend, this.#held);
  }

  #register({ id, elements, address }: Registered): void {
    moduleOf(this.backend).tfjs.registerTensor(id, elements, address);
  }
}

/**
 * Runs it once, and writes it down.
 *
 * @returns its numbers, and the recording; null where it would be wrong or too large
 */
export function recordOnWasm(
  backend: BackendWasm,
  inputs: readonly tf.Tensor[],
  compute: () => tf.Tensor[],
): { readonly numbers: Float32Array<ArrayBuffer>[]; readonly recording: WasmRecording | null } {
  const { result, ...capture } = captureWasm(backend, compute);
  const numbers = result.map((tensor) => Float32Array.from(tensor.dataSync()));
  const ids = result.map(({ dataId }) => backend.dataIdMap.get(dataId).id);
  tf.dispose(result); // the recording has tensors of these ids
  try {
    const given = inputs.map(({ dataId }) => dataId);
    return { numbers, recording: new WasmRecording(backend, capture, given, ids) };
  } catch {
    return { numbers, recording: null };
  }
}

/** One of C's, by its name there. */
function functionOf(module: object, name: string): (...given: number[]) => number {
  const found: unknown = Reflect.get(module, `_${name}`);
  if (typeof found !== 'function') throw new Error(`tfjs has no ${name} under that name`);
  return found as (...given: number[]) => number;
}

/**
 * From the entry that makes each temporary to the last that reads it; what is asked for lives on. Any number that a call
 * is given may be an id: a temporary that lives too long harms nothing.
 */
function lifetimes(
  entries: WasmCapture<unknown>['entries'],
  made: ReadonlyMap<number, WasmTensor>,
  constants: ReadonlyMap<number, DataId>,
  outputs: readonly number[],
): readonly { readonly id: number; readonly spell: { bytes: number; first: number; last: number } }[] {
  const spells = new Map<number, { bytes: number; first: number; last: number }>();
  const touch = (id: number | null, at: number): void => {
    const tensor = id === null ? undefined : made.get(id);
    if (id === null || tensor === undefined || constants.has(id)) return;
    if (tensor.within !== null) {
      touch(tensor.within.id, at);
      return;
    }
    const spell = spells.get(id);
    if (spell === undefined) spells.set(id, { bytes: tensor.bytes, first: at, last: at });
    else spell.last = at;
  };
  entries.forEach((entry, at) => {
    if (entry.kind === 'move') {
      touch(entry.from.id, at);
      touch(entry.to.id, at);
    } else {
      for (const value of entry.given) if (typeof value === 'number') touch(value, at);
    }
  });
  for (const id of outputs) touch(id, entries.length);
  return [...spells].map(([id, spell]) => ({ id, spell }));
}
