// Runs in a Node of its own, which Dawn would keep alive: WebGPU into the globals, then the bundle, then the report
// on standard output as one line.

import { createRequire } from 'node:module';
import { create, globals } from 'webgpu';

Object.assign(globalThis, globals);
const gpu = create([]);
if (globalThis.navigator === undefined) {
  Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'node' }, configurable: true });
} else {
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
}

const [bundle, runs, ...folders] = process.argv.slice(2);
try {
  const adapter = await gpu.requestAdapter();
  if (adapter === null) throw new Error('no adapter');
  const { measure } = createRequire(import.meta.url)(bundle);
  process.stdout.write(`${JSON.stringify(await measure(folders, Number(runs)))}\n`, () => process.exit(0));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(error instanceof Error && error.message === 'no adapter' ? 3 : 1);
}
