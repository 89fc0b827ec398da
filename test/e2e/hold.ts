// A run that waits in its middle: the worker may take so many steps, and no more until the test lets it. The page
// plays meanwhile, so that what is done there is done in mid-run on any machine, fast or slow.

import type { Page } from '@playwright/test';

/**
 * Before the page is opened.
 *
 * @param steps of any run
 * @returns lets the run go on and every other: to its end, or to so many steps
 */
export async function holdAt(page: Page, steps: number): Promise<(to?: number) => Promise<void>> {
  await page.addInitScript(hold, steps);
  return async (to = Infinity) => {
    await page.evaluate((detail) => dispatchEvent(new CustomEvent('let-go', { detail })), to);
  };
}

/** In the page: what is granted beyond `steps` is kept back. */
function hold(steps: number): void {
  const newest = new Map<Worker, { readonly type: string; readonly n: number }>();
  let most = steps;
  const postMessage: Worker['postMessage'] = Reflect.get(Worker.prototype, 'postMessage');
  Worker.prototype.postMessage = function (this: Worker, message: { type: string; n: number }, ...rest) {
    if (message.type !== 'advance') return Reflect.apply(postMessage, this, [message, ...rest]);
    newest.set(this, message);
    return postMessage.call(this, { ...message, n: Math.min(message.n, most) });
  } as typeof postMessage;
  addEventListener('let-go', (event) => {
    most = event instanceof CustomEvent ? Number(event.detail) : Infinity;
    for (const [worker, message] of newest) worker.postMessage(message);
  });
}

/** Until the worker has answered to all that it was told: what it has not done by then, it was not asked to do. */
export async function untilAnswered(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { store, observe } = window.worlds!['images']!;
    const size = store.getState().model.pack!.sampleShape.reduce((product, n) => product * n, 1);
    // between the first question and the second it has looked for a step that was granted
    for (let i = 0; i < 2; i++) {
      await observe({
        xt: new Float32Array(size),
        t: Float32Array.of(0),
        targets: [{ kind: 'class', index: 0 }],
      });
    }
  });
}
