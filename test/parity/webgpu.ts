// Every network of test/parity/networks on WebGPU, and the guides of words and faces, in a page: a browser test opens
// webgpu.html through Vite's development server and waits for its report. Anything that the GPU refuses is a failure.

import { findWebGPU, startWebGPU, type StartedWebGPU } from '../../src/kernels/webgpu-backend';
import { done } from '../progress';
import { measure, TOLERANCE, type Measurement } from './measure';
import { measureReplayed, replayedCases, type ReplayedGuide } from './replayed-guides';

export interface ParityReport {
  readonly device: string;
  readonly tolerance: number;
  readonly measurements: readonly Measurement[];
  readonly guides: readonly ReplayedGuide[];
  /** What the GPU refused, and what was thrown; empty when all went well. */
  readonly errors: readonly string[];
}

async function readFromRoot(path: string): Promise<Uint8Array> {
  const response = await fetch(`/${path}`);
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** A denoiser that takes a class, which lies in a folder of its own. */
const CLASSES = 'unet-classes';

const read = (file: string): Promise<Uint8Array> =>
  readFromRoot(
    file.startsWith(CLASSES)
      ? `test/parity/classes/${file.replace(CLASSES, 'unet-00')}`
      : `test/parity/networks/${file}`,
  );

/** ?only=unet-00,judge-00 measures these alone; ?only=guides the guides, the slow ones too. */
const only = new URLSearchParams(location.search).get('only');

async function names(): Promise<string[]> {
  if (only === 'guides') return [];
  if (only) return only.split(',');
  const index: { names: string[] } = JSON.parse(new TextDecoder().decode(await read('index.json')));
  return [...index.names, CLASSES];
}

async function report(): Promise<ParityReport> {
  const found = await findWebGPU();
  if (typeof found === 'string') throw new Error(found);
  const errors: string[] = [];
  const started = await startWebGPU(found, (error) => errors.push(error.message));
  const measurements: Measurement[] = [];
  for (const name of await names()) {
    started.gpu.pushErrorScope('validation');
    measurements.push(await measure(name, read));
    const refused = await started.gpu.popErrorScope();
    if (refused) errors.push(`${name}: ${refused.message}`);
    done(name);
  }
  const guides: ReplayedGuide[] = [];
  const cases = only === null || only === 'guides' ? replayedCases(only === 'guides') : [];
  for (const each of cases) {
    started.gpu.pushErrorScope('validation');
    guides.push(await measureReplayed(each, readFromRoot));
    const refused = await started.gpu.popErrorScope();
    if (refused) errors.push(`${each.name}: ${refused.message}`);
    done(each.name);
  }
  measurements.push(await measureRebuilt(started));
  return { device: started.device, tolerance: TOLERANCE, measurements, guides, errors };
}

/** The device goes away; on a new one the same files give the same numbers. */
async function measureRebuilt({ gpu, lost }: StartedWebGPU): Promise<Measurement> {
  gpu.destroy();
  await lost;
  const found = await findWebGPU(); // an adapter gives one device
  if (typeof found === 'string') throw new Error(found);
  await startWebGPU(found, (error) => {
    throw new Error(error.message);
  });
  return { ...(await measure('judge-00', read)), name: 'judge-00 on a new device' };
}

try {
  window.report = await report();
} catch (error) {
  window.report = {
    device: '',
    tolerance: TOLERANCE,
    measurements: [],
    guides: [],
    errors: [String(error instanceof Error ? error.stack : error)],
  } satisfies ParityReport;
}
