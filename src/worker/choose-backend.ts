// WebGPU, or else WASM. A software WebGPU adapter is slower than WASM by far, so it counts as no WebGPU unless
// it is asked for.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { fallbackSentence } from '../kernels/fused';
import { startWasm } from '../kernels/wasm-backend';
import { findWebGPU, startWebGPU, stopWebGPU } from '../kernels/webgpu-backend';
import { NudgeError, reportOf } from '../terms/errors';
import type { BackendChoice } from '../terms/messages';
import { realClock } from '../timing/clock';
import { answerInTime, SILENT_GPU_MS, SILENT_SOFTWARE_MS, STARTING_MS, THREADS_MS } from './answer-in-time';
import type { Backend, Trouble } from './backend';
import { fetchWasm } from './wasm-binary';

const wasmPaths = {
  'tfjs-backend-wasm.wasm': wasmUrl,
  'tfjs-backend-wasm-simd.wasm': simdUrl,
  'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
};

/**
 * @param reason said beside the backend when there is one already, as after a lost device
 * @param singleThread keeps WASM to one thread
 * @throws NudgeError `backend-failed` when the choice, or in `auto` every backend, fails
 */
export async function startBackend(
  choice: BackendChoice,
  reason = '',
  singleThread = false,
): Promise<Backend> {
  const wasm = (why: string): Promise<Backend> => wasmBackend(why, singleThread);
  if (choice === 'wasm') return await wasm(reason || 'WASM was asked for in the address.');
  const found = await answerInTime(findWebGPU(), STARTING_MS, realClock, () => {}).catch(
    (error: unknown) => reportOf(error).message,
  );
  if (typeof found === 'string') {
    if (choice === 'webgpu') {
      throw new NudgeError('backend-failed', found, 'Leave out backend=webgpu to compute with WASM.');
    }
    return await wasm(found);
  }
  if (found.isSoftware && choice === 'auto') {
    return await wasm(
      `The WebGPU adapter here (${found.device}) computes on the processor, more slowly than WASM.`,
    );
  }
  try {
    return await webgpu(found, reason);
  } catch (error) {
    if (choice === 'webgpu') throw error;
    return await wasm(reportOf(error).message);
  }
}

async function webgpu(found: Parameters<typeof startWebGPU>[0], reason: string): Promise<Backend> {
  let trouble: Trouble | null = null;
  const onError = (error: GPUError): void => {
    const kind = error instanceof GPUOutOfMemoryError ? 'out-of-memory' : 'validation';
    trouble ??= { kind, message: inSentence(error.message) };
  };
  const patience = found.isSoftware ? SILENT_SOFTWARE_MS : SILENT_GPU_MS;
  const onSilence = (): void => {
    trouble ??= { kind: 'lost', message: `it has not answered for ${patience / 1000} s` };
  };
  const started = await startWebGPU(found, onError, (answer) =>
    answerInTime(answer, patience, realClock, onSilence),
  );
  const hearLoss = async () => {
    const { message } = await started.lost;
    trouble ??= { kind: 'lost', message: inSentence(message) || 'no reason given' };
  };
  void hearLoss();
  return {
    get info() {
      return { name: 'webgpu', device: started.device, reason: reason || fallbackSentence() } as const;
    },
    trouble: () => trouble,
    dispose: () => stopWebGPU(started),
  };
}

/** A browser's message as part of a sentence: its first line, which says what; the others say where. */
function inSentence(message: string): string {
  return (message.split('\n')[0] ?? '').trim().replace(/\.$/, '');
}

async function wasmBackend(reason: string, singleThread: boolean): Promise<Backend> {
  const { device } = await startWasm(wasmPaths, fetchWasm, {
    inTime: (started) => answerInTime(started, THREADS_MS, realClock, () => {}),
    singleThread,
  });
  return { info: { name: 'wasm', device, reason }, trouble: () => null, dispose: () => {} };
}
