// Which backend is begun, by what the browser has, and what is said of it. The backends themselves are stand-ins.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StartedWebGPU, WebGPUAdapter } from '../../src/kernels/webgpu-backend';
import { NudgeError } from '../../src/terms/errors';
import { startBackend } from '../../src/worker/choose-backend';

type Start = (adapter: WebGPUAdapter, onError: (error: GPUError) => void) => Promise<StartedWebGPU>;

const { findWebGPU, startWebGPU, stopWebGPU, startWasm } = vi.hoisted(() => ({
  findWebGPU: vi.fn<() => Promise<WebGPUAdapter | string>>(),
  startWebGPU: vi.fn<Start>(),
  stopWebGPU: vi.fn<(started: StartedWebGPU) => void>(),
  startWasm: vi.fn<(...asked: readonly unknown[]) => Promise<{ name: 'wasm'; device: string }>>(),
}));
vi.mock('../../src/kernels/webgpu-backend', () => ({ findWebGPU, startWebGPU, stopWebGPU }));
vi.mock('../../src/kernels/wasm-backend', () => ({ startWasm }));
vi.mock('../../src/kernels/fused', () => ({ fallbackSentence: () => 'Stock kernels.' }));

class GPUOutOfMemoryError extends Error {}
vi.stubGlobal('GPUOutOfMemoryError', GPUOutOfMemoryError);

const NONE = 'This browser has no WebGPU.';
const adapter = (over: Partial<WebGPUAdapter> = {}): WebGPUAdapter => ({
  adapter: {} as GPUAdapter,
  device: 'apple metal-3',
  isSoftware: false,
  ...over,
});

/** A device that is well, until one of these says otherwise. */
function device() {
  let lose: (message: string) => void = () => {};
  let onError: (error: GPUError) => void = () => {};
  startWebGPU.mockImplementation((found, hear) => {
    onError = hear;
    const lost = new Promise<GPUDeviceLostInfo>((resolve) => {
      lose = (message) => resolve({ message } as GPUDeviceLostInfo);
    });
    return Promise.resolve({ name: 'webgpu', device: found.device, lost } as StartedWebGPU);
  });
  return {
    fail: (error: GPUError) => onError(error),
    lose: async (message: string) => {
      lose(message);
      await new Promise(setImmediate);
    },
  };
}

beforeEach(() => {
  vi.resetAllMocks();
  startWasm.mockResolvedValue({ name: 'wasm', device: 'SIMD, 4 threads' });
});

describe('without an adapter', () => {
  beforeEach(() => findWebGPU.mockResolvedValue(NONE));

  it('WASM is taken, and it is said why', async () => {
    const backend = await startBackend('auto');
    expect(backend.info).toEqual({ name: 'wasm', device: 'SIMD, 4 threads', reason: NONE });
    expect(backend.trouble()).toBeNull();
    backend.dispose();
    expect(stopWebGPU).not.toHaveBeenCalled();
  });

  it('whoever asks for WebGPU alone is told that there is none', async () => {
    await expect(startBackend('webgpu')).rejects.toMatchObject({ code: 'backend-failed', message: NONE });
    expect(startWasm).not.toHaveBeenCalled();
  });
});

it('an adapter that cannot be asked for is none', async () => {
  findWebGPU.mockRejectedValue(new NudgeError('backend-failed', 'It does not answer.', ''));
  expect((await startBackend('auto')).info).toMatchObject({ name: 'wasm', reason: 'It does not answer.' });
});

it('WASM that is asked for is taken at once, with the reason that there is, and with the threads that are wanted', async () => {
  expect((await startBackend('wasm')).info.reason).toBe('WASM was asked for in the address.');
  expect((await startBackend('wasm', 'The GPU was lost.', true)).info.reason).toBe('The GPU was lost.');
  expect(findWebGPU).not.toHaveBeenCalled();
  const threads = startWasm.mock.calls.map(([, , how]) => how);
  expect(threads).toMatchObject([{ singleThread: false }, { singleThread: true }]);
});

describe('an adapter that is the processor', () => {
  beforeEach(() => findWebGPU.mockResolvedValue(adapter({ device: 'SwiftShader', isSoftware: true })));

  it('gives way to WASM', async () => {
    const { info } = await startBackend('auto');
    expect(info).toMatchObject({ name: 'wasm', reason: expect.stringContaining('SwiftShader') });
  });

  it('is taken where it is asked for', async () => {
    device();
    expect((await startBackend('webgpu')).info.name).toBe('webgpu');
  });
});

describe('a graphics adapter', () => {
  beforeEach(() => findWebGPU.mockResolvedValue(adapter()));

  it('is taken, and given back', async () => {
    device();
    const backend = await startBackend('auto');
    expect(backend.info).toEqual({ name: 'webgpu', device: 'apple metal-3', reason: 'Stock kernels.' });
    expect(backend.trouble()).toBeNull();
    backend.dispose();
    expect(stopWebGPU).toHaveBeenCalledOnce();
  });

  it('says after a loss that it was one', async () => {
    device();
    expect((await startBackend('auto', 'The GPU was lost.')).info.reason).toBe('The GPU was lost.');
  });

  it('that does not start gives way to WASM, unless it alone is asked for', async () => {
    startWebGPU.mockRejectedValue(new NudgeError('backend-failed', 'It did not start.', ''));
    expect((await startBackend('auto')).info).toMatchObject({ name: 'wasm', reason: 'It did not start.' });
    await expect(startBackend('webgpu')).rejects.toThrow('It did not start.');
  });

  it.each([
    [
      'A valid external Instance reference no longer exists.',
      'A valid external Instance reference no longer exists',
    ],
    ['Out of memory.\n at line 3', 'Out of memory'],
    ['', 'no reason given'],
  ])('that is lost says so in the first line alone: “%s”', async (message, said) => {
    const gpu = device();
    const backend = await startBackend('auto');
    await gpu.lose(message);
    expect(backend.trouble()).toEqual({ kind: 'lost', message: said });
  });

  it('that refuses a command is told from one that is full, and the first trouble counts', async () => {
    const gpu = device();
    const refusing = await startBackend('auto');
    gpu.fail(new Error('binding 3 is missing.\nsomewhere'));
    await gpu.lose('destroyed');
    expect(refusing.trouble()).toEqual({ kind: 'validation', message: 'binding 3 is missing' });
    const full = await startBackend('auto');
    gpu.fail(new GPUOutOfMemoryError('no room'));
    expect(full.trouble()).toEqual({ kind: 'out-of-memory', message: 'no room' });
  });
});
