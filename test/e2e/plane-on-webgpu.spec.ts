// Training on the Plane on WebGPU (SwiftShader).

import type { PlaneSource } from '../../src/terms/pack-info';
import type { PlaneState } from '../../src/worlds/plane/state';
import { holdAt } from './hold';
import { expect, test, waitUntil } from './page';
import { ARCS, planeOf, waitForPlane } from './plane-page';

/** Before the worker's own code: its newest device as `device`, and `later`, milliseconds by which its clock is fast. */
const WITHIN_REACH = `
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...given) {
    return (self.device = await request.apply(this, given));
  };
  self.later = 0;
  const now = performance.now.bind(performance);
  performance.now = () => now() + self.later;`;

/** In the page: little is learned, soon, and what is asked for arrows and measures is not asked. */
function askLittle(): void {
  const postMessage: Worker['postMessage'] = Reflect.get(Worker.prototype, 'postMessage');
  Worker.prototype.postMessage = function (this: Worker, message: { type: string; source?: PlaneSource }) {
    if (message.type === 'observe') return;
    const { source } = message;
    const little = { batch: 128, learningRate: 1e-2, cleanClassifier: false };
    if (source === undefined) postMessage.call(this, message);
    else postMessage.call(this, { ...message, source: { ...source, train: { ...source.train, ...little } } });
  };
}

declare global {
  interface Window {
    /** What was said of a training: its step, and whether the device had been lost by then. */
    reports?: { readonly step: number; readonly lost: boolean }[];
  }
}

// If it broke: a lost GPU would lose what was trained.
test('training on WebGPU outlives its device', async ({ page }) => {
  await page.addInitScript(askLittle);
  const letGo = await holdAt(page, 0); // two thousand points take SwiftShader seconds
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${WITHIN_REACH}\n${await response.text()}` });
  });
  await page.goto(
    `./?backend=webgpu#/plane?distribution=drawn&steps=2&width=32&show=particles&points=${ARCS}`,
  );
  await waitForPlane(page, (state) => state.model.pack?.id === 'drawn');
  expect(await planeOf(page, (state) => state.model.backend?.name)).toBe('webgpu');
  await page.evaluate(() => {
    const reports: Window['reports'] = (window.reports = []);
    window.worlds!['plane']!.store.subscribe(({ own, model }, before) => {
      const { training } = own as PlaneState;
      const lost = model.backend?.reason.includes('was lost') === true;
      if (own !== before.own && training !== (before.own as PlaneState).training && training!.step > 0)
        reports.push({ step: training!.step, lost });
    });
  });
  const reports = () => page.evaluate(() => window.reports!);
  const untilReports = (count: number) => waitUntil(page, (least) => window.reports!.length >= least, count);
  const inWorker = async (code: string) => {
    for (const worker of page.workers()) await worker.evaluate(code);
  };
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await untilReports(2);
  const before = (await reports()).length;
  await inWorker('self.later += 1000'); // it keeps its weights every second
  await untilReports((await reports()).length + 2);
  const kept = (await reports())[before]!.step; // or later
  await inWorker('self.device?.destroy()');
  await waitUntil(page, () => window.reports!.at(-1)!.lost);
  const first = (await reports()).find(({ lost }) => lost)!;
  expect(first.step).toBeGreaterThanOrEqual(kept); // not from the beginning
  await page.getByRole('button', { name: 'Pause training' }).click();
  await expect(page.getByText(/^Paused after /)).toBeVisible();
  const { status, denoiser } = (await planeOf(page, (_, __, { training }) => training))!;
  expect(status).toBe('paused');
  await letGo(1); // and the new device takes a step
  await waitForPlane(page, (_, path) => path.steps.length === 1);
  expect(denoiser.smoothed.at(-1)).toBeLessThan(1);
  expect(await planeOf(page, (state) => state.error)).toBeNull();
  expect(await planeOf(page, (state) => state.model.backend?.name)).toBe('webgpu');
});
