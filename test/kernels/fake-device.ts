// A GPU as far as reads go.

import { readBack, type Place } from '../../src/kernels/recording/read-back';

/** A device that copies at once, and answers a read when it is told to. */
export function fakeDevice() {
  const answers: (() => void)[] = [];
  const counts = { reads: 0, submits: 0, staging: 0 };
  const device = {
    createBuffer: ({ size }: { readonly size: number }) => {
      counts.staging++;
      return buffer(new Uint8Array(size));
    },
    queue: { submit: () => void counts.submits++ },
  };
  const encoder = {
    copyBufferToBuffer(from: Bytes, at: number, to: Bytes, offset: number, bytes: number) {
      to.bytes.set(from.bytes.subarray(at, at + bytes), offset);
    },
  };
  function buffer(bytes: Uint8Array<ArrayBuffer>) {
    return {
      bytes,
      size: bytes.length,
      mapAsync: () => {
        counts.reads++;
        return new Promise<void>((resolve) => answers.push(resolve));
      },
      getMappedRange: (offset: number, length: number) => bytes.slice(offset, offset + length).buffer,
      unmap: () => {},
      destroy: () => {},
    };
  }
  type Bytes = ReturnType<typeof buffer>;
  const place = (values: Float32Array<ArrayBuffer>): Place => ({
    buffer: buffer(new Uint8Array(values.buffer)) as unknown as GPUBuffer,
    bytes: values.byteLength,
  });
  const read = (places: readonly Place[], polls = false) =>
    readBack(device as unknown as GPUDevice, encoder as unknown as GPUCommandEncoder, places, polls);
  return { counts, place, read, answer: () => answers.splice(0).forEach((resolve) => resolve()) };
}
