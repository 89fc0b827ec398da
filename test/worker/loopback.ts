// A worker without a browser: a Session behind a WorkerLike, its messages cloned and transferred as the
// structured clone algorithm would.

import type { WorkerLike } from '../../src/client/worker-like';
import type { BackendInfo, FromWorker } from '../../src/terms/messages';
import type { PackInfo, PackSource } from '../../src/terms/pack-info';
import type { Backend, Trouble } from '../../src/worker/backend';
import { Session } from '../../src/worker/session';
import { classGuide } from './class-guide';
import type { OpenedModel, Ports } from '../../src/worker/ports';
import { stubModel } from '../chain/stub-model';

export const wasm: BackendInfo = { name: 'wasm', device: 'SIMD', reason: 'No WebGPU here.' };
export const source: PackSource = { kind: 'url', id: 'stub', url: 'stub/' };

export function stubPack(): OpenedModel & { disposed: boolean } {
  const model = stubModel();
  const info: PackInfo = {
    id: 'stub',
    title: 'Stub',
    sampleShape: [1, 1, 1],
    scheduler: model.pack.scheduler,
    guides: [classGuide(['up', 'down'], 2)],
    hasJudge: true,
    defaultSteps: 10,
    parameters: 0,
  };
  return {
    info,
    denoiser: model.denoiser,
    guides: model.guides,
    judge: () =>
      Promise.resolve({
        judge: (x0) =>
          Promise.resolve({
            probs: Float32Array.from(Array.from(x0, (x) => (x > 0 ? [0.9, 0.1] : [0.2, 0.8])).flat()),
            features: new Float32Array(),
          }),
        dispose: () => {},
      }),
    disposed: false,
    dispose() {
      this.disposed = true;
    },
  };
}

export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

export class Loopback implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  onmessageerror: WorkerLike['onmessageerror'] = null;
  readonly heard: FromWorker[] = [];
  readonly backends: string[] = [];
  trouble: Trouble | null = null;
  terminated = false;
  readonly #session: Session;

  constructor(ports: Partial<Ports> = {}) {
    const startBackend = (choice: string, reason = ''): Promise<Backend> => {
      this.backends.push(choice);
      this.trouble = null;
      return Promise.resolve({
        info: { ...wasm, reason: reason || wasm.reason },
        trouble: () => this.trouble,
        dispose: () => {},
      });
    };
    this.#session = new Session({
      post: (message, transfer = []) => {
        const cloned = structuredClone(message, { transfer });
        this.heard.push(cloned);
        if (!this.terminated) this.onmessage?.(new MessageEvent('message', { data: cloned }));
      },
      startBackend,
      openPack: () => Promise.resolve({ pack: stubPack(), reopen: () => Promise.resolve(stubPack()) }),
      nextTask,
      now: () => performance.now(),
      ...ports,
    });
  }

  postMessage(message: Parameters<WorkerLike['postMessage']>[0]): void {
    const cloned = structuredClone(message);
    setTimeout(() => void this.#session.handle(cloned), 0);
  }

  terminate(): void {
    this.terminated = true;
  }
}
