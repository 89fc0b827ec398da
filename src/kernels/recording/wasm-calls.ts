// What tfjs' WASM backend computes, written down: calls of its C functions, and numbers that its kernels in JavaScript
// move within the heap.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import type { DataId } from './recording-backend';

interface WasmCall {
  readonly kind: 'call';
  readonly name: string;
  /** Tensors by their ids, numbers, and the bytes of arrays. */
  readonly given: readonly (number | Uint8Array)[];
}

/** A place in what a tensor holds; `id` null: in what was there before, from the beginning of the heap. */
export interface Address {
  readonly id: number | null;
  readonly offset: number;
}

interface WasmMove {
  readonly kind: 'move';
  readonly from: Address;
  readonly to: Address;
  readonly bytes: number;
}

/** Data of a tensor; `within`: where it lies in another's. */
export interface WasmTensor {
  readonly elements: number;
  readonly bytes: number;
  readonly within: Address | null;
}

export interface WasmCapture<T> {
  readonly result: T;
  readonly entries: readonly (WasmCall | WasmMove)[];
  /** What was made meanwhile, by id. */
  readonly made: ReadonlyMap<number, WasmTensor>;
  /** Those of them that hold numbers of JavaScript's. Kept alive until `releaseData`. */
  readonly constants: ReadonlyMap<number, DataId>;
  /** Why these entries are not the whole computation; null when they are. */
  readonly refusal: string | null;
}

type CFunction = (...given: unknown[]) => unknown;

/** What is being captured, of every backend that is listened to. */
const listeners = new WeakMap<BackendWasm, { current: Listener | null }>();

interface Listener {
  readonly call: (name: string, returns: unknown, given: readonly unknown[]) => void;
}

/** Of the module that tfjs' types leave out. */
interface WasmModule {
  cwrap: (name: string, returns: string | null, types: readonly string[]) => CFunction;
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  readonly tfjs: {
    registerTensor(id: number, elements: number, address: number): void;
    disposeData(id: number): void;
  };
}

/** Null once the backend is disposed. */
export function moduleOf(backend: BackendWasm): WasmModule {
  return backend.wasm as unknown as WasmModule;
}

/** From now on its kernels call through what a capture can hear: they are given their functions anew. */
function listenTo(backend: BackendWasm): { current: Listener | null } {
  const known = listeners.get(backend);
  if (known !== undefined) return known;
  const listening: { current: Listener | null } = { current: null };
  listeners.set(backend, listening);
  const module = moduleOf(backend);
  const wrap = module.cwrap.bind(module);
  module.cwrap = (name, returns, types) => {
    const run = wrap(name, returns, types);
    return (...given) => {
      listening.current?.call(name, returns, given);
      return run(...given);
    };
  };
  for (const { setupFunc } of tf.getKernelsForBackend('wasm')) setupFunc?.(backend);
  return listening;
}

/** A C function of tfjs', heard as its kernels' calls are. */
export function wasmFunction(backend: BackendWasm, name: string, types: readonly string[]): CFunction {
  listenTo(backend);
  return moduleOf(backend).cwrap(name, null, types);
}

/** Runs `compute` as always, and writes down what it does. */
export function captureWasm<T>(backend: BackendWasm, compute: () => T): WasmCapture<T> {
  const listening = listenTo(backend);
  const entries: (WasmCall | WasmMove)[] = [];
  const made = new Map<number, WasmTensor>();
  const constants = new Map<number, DataId>();
  const alive = new Map<number, { readonly start: number; readonly end: number }>();
  let refusal: string | null = null;
  const refuse = (reason: string): void => {
    refusal ??= reason;
  };
  const dataOf = (dataId: DataId) => backend.dataIdMap.get(dataId);

  const placeOf = (address: number): Address => {
    for (const [id, { start, end }] of alive) {
      if (address >= start && address < end) return { id, offset: address - start };
    }
    return { id: null, offset: address };
  };
  const note = (dataId: DataId, within: Address | null): void => {
    const { id, shape, dtype, memoryOffset } = dataOf(dataId);
    const elements = tf.util.sizeFromShape(shape);
    const bytes = elements * tf.util.bytesPerElement(dtype);
    made.set(id, { elements, bytes, within });
    if (within === null) alive.set(id, { start: memoryOffset, end: memoryOffset + bytes });
  };
  const hold = (dataId: DataId): void => {
    const { id } = dataOf(dataId);
    if (!made.has(id) || constants.has(id)) return;
    backend.incRef(dataId);
    constants.set(id, dataId);
  };

  /** Where the beginning of a buffer is, or was copied from. */
  const origins = new WeakMap<ArrayBufferLike, number>();

  /** A tensor's numbers, as kernels in JavaScript read and write them. */
  class Heard extends Float32Array<ArrayBuffer> {
    owner: DataId | null = null;

    override set(values: ArrayLike<number>, at = 0): void {
      super.set(values, at);
      const origin = values instanceof Heard ? origins.get(values.buffer) : undefined;
      if (values instanceof Heard && origin !== undefined) {
        const from = placeOf(origin + values.byteOffset);
        entries.push({ kind: 'move', from, to: placeOf(this.byteOffset + 4 * at), bytes: values.byteLength });
      } else if (values.length > 0) {
        refuse('it moves numbers that are no tensor’s');
      }
    }

    override fill(...given: Parameters<Float32Array['fill']>): this {
      if (this.owner === null) refuse('it fills a part of a tensor');
      else hold(this.owner);
      return super.fill(...given);
    }
  }
  const isHeard = (dataId: DataId): boolean => {
    const { dtype } = dataOf(dataId);
    if (dtype !== 'float32') refuse(`it works on ${dtype} in JavaScript`);
    return dtype === 'float32';
  };
  const inHeap = (dataId: DataId): Heard => {
    const { memoryOffset, shape } = dataOf(dataId);
    const { buffer } = moduleOf(backend).HEAPU8;
    origins.set(buffer, 0);
    const numbers = new Heard(buffer, memoryOffset, tf.util.sizeFromShape(shape));
    numbers.owner = dataId;
    return numbers;
  };
  const copied = (dataId: DataId): Heard => {
    const copy = inHeap(dataId).slice() as Heard;
    origins.set(copy.buffer, dataOf(dataId).memoryOffset);
    return copy;
  };

  const own = {
    move: backend.move.bind(backend),
    makeOutput: backend.makeOutput.bind(backend),
    disposeData: backend.disposeData.bind(backend),
    readSync: backend.readSync.bind(backend),
    typedArrayFromHeap: backend.typedArrayFromHeap.bind(backend),
  };
  const replaced: Partial<BackendWasm> = {
    move(...given) {
      own.move(...given);
      note(given[0], null);
      if (given[1] !== null && given[1] !== undefined) hold(given[0]);
    },
    makeOutput(...given) {
      const info = own.makeOutput(...given);
      const address = given[2];
      if (address === undefined || address === null) return info;
      note(info.dataId, placeOf(address));
      return info;
    },
    disposeData(...given) {
      const id = backend.dataIdMap.has(given[0]) ? dataOf(given[0]).id : null;
      const gone = own.disposeData(...given);
      if (gone && id !== null) alive.delete(id);
      return gone;
    },
    readSync: (dataId, ...part) => (isHeard(dataId) ? copied(dataId) : own.readSync(dataId, ...part)),
    typedArrayFromHeap: (info) => (isHeard(info.dataId) ? inHeap(info.dataId) : own.typedArrayFromHeap(info)),
  };
  listening.current = {
    call: (name, returns, given) => {
      if (returns !== null) refuse(`${name} answers`);
      entries.push({ kind: 'call', name, given: given.map(asGiven) });
    },
  };
  const engine = tf.engine();
  const readSync = engine.readSync.bind(engine);
  engine.readSync = (dataId) => {
    refuse('it reads back in the middle'); // kernels read too, but of the backend
    return readSync(dataId);
  };
  Object.assign(backend, replaced);
  try {
    return { result: compute(), entries, made, constants, refusal };
  } catch (error) {
    releaseData(backend, constants.values());
    throw error;
  } finally {
    listening.current = null;
    Reflect.deleteProperty(engine, 'readSync');
    for (const name of Object.keys(replaced)) Reflect.deleteProperty(backend, name);
  }
}

/** What a capture kept alive may go. */
export function releaseData(backend: BackendWasm, kept: Iterable<DataId>): void {
  for (const dataId of kept) {
    if (backend.disposeData(dataId)) tf.engine().removeDataId(dataId, backend);
  }
}

function asGiven(value: unknown): number | Uint8Array {
  if (value instanceof Uint8Array) return value.slice();
  return Number(value);
}
