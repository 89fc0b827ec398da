// The worker's session on a real WebGPU that is less than it should be, or breaks: in a page that Vite's development
// server serves, so that the mischief can be done to the same WebGPU. Each must end in the same picture.

import { RecordingBackend } from '../../src/kernels/recording/recording-backend';
import { filesAtUrl } from '../../src/pack/files-at-url';
import { keptFiles } from '../../src/pack/kept-files';
import { openPack } from '../../src/pack/open-pack';
import { PROTOCOL_VERSION, type FromWorker } from '../../src/terms/messages';
import { startBackend } from '../../src/worker/choose-backend';
import { nextTask } from '../../src/worker/next-task';
import { Session } from '../../src/worker/session';
import { meanShift } from '../../src/terms/rule';
import { classTarget } from '../../src/terms/target';
import { done } from '../progress';

export interface BadLuck {
  readonly name: string;
  /** The backend in the end, and its sentence. */
  readonly backend: string;
  readonly reason: string;
  /** max |x_0 - x_0 of the calm run|. */
  readonly distance: number;
}

export interface BadLuckReport {
  readonly cases: readonly BadLuck[];
  readonly errors: readonly string[];
}

const STEPS = 2;

interface Ended {
  readonly x0: Float32Array;
  readonly backend: string;
  readonly reason: string;
}

/** Opens the tiniest pack on WebGPU and takes a whole run. @param disturb called when its first step has come */
async function run(disturb: () => void = () => {}): Promise<Ended> {
  return await new Promise((resolve, reject) => {
    let x0 = new Float32Array();
    let said = { backend: '', reason: '' };
    const hear = (message: FromWorker) => {
      done(message.type);
      if (message.type === 'error') reject(new Error(message.error.message));
      if (message.type === 'ready' || message.type === 'backend') {
        said = { backend: message.backend.name, reason: message.backend.reason };
      }
      if (message.type === 'ready') {
        const lanes = [3, 0].map((guidanceScale) => ({ target: classTarget(1), guidanceScale, seed: 5 }));
        const spec = { sampler: { kind: 'ddpm' }, rule: meanShift, steps: STEPS, lanes, from: null } as const;
        void session.handle({ type: 'start', runId: 1, spec });
        void session.handle({ type: 'advance', runId: 1, n: STEPS });
      }
      if (message.type === 'step') {
        x0 = Float32Array.from(message.step.xPrev);
        if (message.step.transition.index === 0) disturb();
      }
      if (message.type === 'done') resolve({ x0, ...said });
    };
    const session = new Session({
      post: hear,
      startBackend,
      openPack: async (source, onProgress) => {
        if (source.kind !== 'url') throw new Error('bad luck: expected a url');
        const files = keptFiles(filesAtUrl(source.id, source.url));
        return { pack: await openPack(files, onProgress), reopen: () => openPack(files) };
      },
      nextTask,
      now: () => performance.now(),
    });
    const url = new URL('../pack/tiniest/', location.href).href;
    const source = { kind: 'url', id: 'tiniest', url } as const;
    void session.handle({ type: 'load', version: PROTOCOL_VERSION, loadId: 0, source, backend: 'webgpu' });
  });
}

/** A method of WebGPU or of ours, changed until the returned function is called. */
function change(
  prototype: object,
  method: string,
  make: (original: (...given: unknown[]) => unknown) => unknown,
) {
  const original: unknown = Reflect.get(prototype, method);
  if (typeof original !== 'function') throw new Error(`bad luck: no ${method} here`);
  Reflect.set(prototype, method, make(original as (...given: unknown[]) => unknown));
  return () => void Reflect.set(prototype, method, original);
}

/** Adapters that offer less than this one. */
const poorer = (limits: Partial<Record<keyof GPUSupportedLimits, number>>, features: string[] | null) =>
  change(
    GPU.prototype,
    'requestAdapter',
    (original) =>
      async function (this: GPU, ...given: unknown[]) {
        const adapter = (await Reflect.apply(original, this, given)) as GPUAdapter;
        const offered = new Proxy(adapter.limits, {
          get: (real, name) =>
            (Reflect.get(limits, name) as unknown) ?? (Reflect.get(real, name, real) as unknown),
        });
        return new Proxy(adapter, {
          get: (real, name) => {
            if (name === 'limits') return offered;
            if (name === 'features' && features !== null) return new Set(features);
            const value: unknown = Reflect.get(real, name, real);
            return typeof value === 'function' ? (value.bind(real) as unknown) : value;
          },
        });
      },
  );

let device: GPUDevice | null = null; // the newest
change(
  GPUAdapter.prototype,
  'requestDevice',
  (original) =>
    async function (this: GPUAdapter, ...given: unknown[]) {
      device = (await Reflect.apply(original, this, given)) as GPUDevice;
      return device;
    },
);

const misfortunes: readonly { readonly name: string; readonly run: () => Promise<Ended> }[] = [
  {
    name: 'fewer storage buffers',
    run: () => during(poorer({ maxStorageBuffersPerShaderStage: 4 }, null)),
  },
  {
    name: 'smaller workgroups',
    run: () =>
      during(poorer({ maxComputeInvocationsPerWorkgroup: 128, maxComputeWorkgroupSizeX: 128 }, null)),
  },
  { name: 'no timestamp queries', run: () => during(poorer({}, [])) },
  {
    name: 'a shader that does not compile',
    run: () =>
      during(
        change(
          GPUDevice.prototype,
          'createShaderModule',
          (original) =>
            function (this: GPUDevice, ...given: unknown[]) {
              const [descriptor] = given as [GPUShaderModuleDescriptor];
              const code = descriptor.code.includes('gathered') ? 'not WGSL' : descriptor.code;
              return original.apply(this, [{ ...descriptor, code }]);
            },
        ),
      ),
  },
  {
    name: 'a validation error in the field',
    run: () => run(() => void device?.createBuffer({ size: 4, usage: 0xffff })),
  },
  { name: 'a device lost between steps', run: () => run(() => device?.destroy()) },
  {
    name: 'a device lost in the middle of a capture',
    run: () => {
      let captures = 0;
      return during(
        change(
          RecordingBackend.prototype,
          'capture',
          (original) =>
            function (this: RecordingBackend, ...given: unknown[]) {
              if (captures++ === 0) {
                const [compute] = given as [() => unknown];
                given[0] = () => {
                  const result = compute();
                  device?.destroy();
                  return result;
                };
              }
              return Reflect.apply(original, this, given);
            },
        ),
      );
    },
  },
];

/** A run under a change, which is undone afterwards. */
async function during(undo: () => void): Promise<Ended> {
  try {
    return await run();
  } finally {
    undo();
  }
}

async function report(): Promise<BadLuckReport> {
  const errors: string[] = [];
  addEventListener('unhandledrejection', ({ reason }) => errors.push(`unhandled: ${String(reason)}`));
  const calm = await run();
  const cases: BadLuck[] = [];
  for (const { name, run: suffer } of misfortunes) {
    const { x0, backend, reason } = await suffer();
    const distance = x0.reduce((most, value, i) => Math.max(most, Math.abs(value - calm.x0[i]!)), 0);
    cases.push({ name, backend, reason, distance });
  }
  await nextTask();
  return { cases, errors };
}

try {
  window.report = await report();
} catch (error) {
  window.report = {
    cases: [],
    errors: [String(error instanceof Error ? error.stack : error)],
  } satisfies BadLuckReport;
}
