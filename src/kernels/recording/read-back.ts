// Numbers from the GPU back to the CPU. All that is asked for in one turn comes in one read: denoiser and guide of a
// step, whichever functions they are.

/** The beginning of a buffer, as many bytes of it as there are numbers. */
export interface Place {
  readonly buffer: GPUBuffer;
  readonly bytes: number;
}

type Numbers = Float32Array<ArrayBuffer>;

interface Reading {
  readonly staging: GPUBuffer;
  /** Bytes of it that are spoken for. */
  used: number;
  /** All of them, when they have come. */
  readonly coming: Promise<ArrayBuffer>;
}

interface Reader {
  /** What this turn asks for; null before it asks. */
  reading: Reading | null;
  /** Staging buffers that no read is waiting for. */
  readonly idle: GPUBuffer[];
  /** Bytes that a turn has asked for, at most. */
  most: number;
}

/** Most turns ask for less. */
const STAGING_BYTES = 2 ** 20;
/** One a step, and one for what is asked beside a run. */
const MOST_IDLE = 2;
/**
 * Firefox looks every 100 ms whether a read is ready, and whenever something is submitted
 * (bugzilla.mozilla.org/1870699): so nothing is submitted, again and again.
 */
const POLL_MS = 1;

const readers = new WeakMap<GPUDevice, Reader>();

const needsPolls = (): boolean => /\bFirefox\//.test(globalThis.navigator?.userAgent ?? '');

/**
 * Reads buffers, together with what else is asked for before the next microtask.
 *
 * @param encoder the copies are its last commands: submit it before this turn ends
 * @param polls whether the browser has to be asked again and again; given by tests
 * @returns fresh arrays, once the numbers have come
 * @throws what `mapAsync` throws: the device is lost
 */
export async function readBack(
  device: GPUDevice,
  encoder: GPUCommandEncoder,
  places: readonly Place[],
  polls = needsPolls(),
): Promise<Numbers[]> {
  const reader = readers.get(device) ?? { reading: null, idle: [], most: STAGING_BYTES };
  readers.set(device, reader);
  const bytes = places.reduce((sum, place) => sum + place.bytes, 0);
  let { reading } = reader;
  if (reading === null || reading.used + bytes > reading.staging.size) {
    reader.most = Math.max(reader.most, (reading?.used ?? 0) + bytes);
    reading = begin(device, reader, bytes, polls);
  }
  let offset = reading.used;
  const from = places.map((place) => {
    encoder.copyBufferToBuffer(place.buffer, 0, reading.staging, offset, place.bytes);
    offset += place.bytes;
    return offset - place.bytes;
  });
  reading.used = offset;
  const all = await reading.coming;
  return places.map((place, i) => new Float32Array(all.slice(from[i], from[i]! + place.bytes)));
}

function begin(device: GPUDevice, reader: Reader, bytes: number, polls: boolean): Reading {
  const kept = reader.idle.findIndex(({ size }) => size >= Math.max(bytes, reader.most));
  const staging =
    reader.idle.splice(kept, kept < 0 ? 0 : 1)[0] ??
    device.createBuffer({
      size: 2 ** Math.ceil(Math.log2(reader.most)),
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
  const reading = { staging, used: 0 };
  const finish = async (): Promise<ArrayBuffer> => {
    await Promise.resolve(); // the rest of this turn may still ask
    if (reader.reading?.staging === staging) reader.reading = null;
    try {
      await mapped(device, staging, reading.used, polls);
    } catch (error) {
      staging.destroy();
      throw error;
    }
    const all = staging.getMappedRange(0, reading.used).slice(0);
    staging.unmap();
    reader.idle.push(staging);
    while (reader.idle.length > MOST_IDLE) reader.idle.shift()!.destroy();
    return all;
  };
  return (reader.reading = Object.assign(reading, { coming: finish() }));
}

async function mapped(device: GPUDevice, staging: GPUBuffer, bytes: number, polls: boolean): Promise<void> {
  const mapping = staging.mapAsync(GPUMapMode.READ, 0, bytes);
  if (!polls) return await mapping;
  const polling = setInterval(() => device.queue.submit([]), POLL_MS);
  try {
    await mapping;
  } finally {
    clearInterval(polling);
  }
}
