// What a level of noise takes of the page while its slider is dragged: processor time and not the clock's, so that what
// else runs on the machine does not count.

import { millisecondsOfStint } from './yardstick.mjs';

const LEVELS = 100;
/** Share of the yardstick: far less than a long task. */
const MOST = 0.6;

const SWEPT =
  '(({ own: { overT } }) => overT.t.length === 40 && overT.points.every(Boolean))(window.worlds.images.store.getState())';

export async function noiseLevel(newPage, url) {
  const page = await newPage();
  await page.goto(`${url}?backend=wasm#/noise`);
  await page.waitForFunction(`window.worlds?.images !== undefined && ${SWEPT}`, undefined, {
    timeout: 600_000,
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  const stint = await millisecondsOfStint(page, spent);
  const before = await spent();
  await page.evaluate(async (count) => {
    for (let i = 0; i < count; i++) {
      const { world, store } = window.worlds.images;
      const { looks } = world.looks(store.getState());
      world.setLooks(window.worlds.images, { ...looks, t: Math.round(450 + 400 * Math.sin(i / 9)) });
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    }
  }, LEVELS);
  const level = ((await spent()) - before) / LEVELS;
  await page.close();
  const name = 'Noise: processor time of the page for a level, over the yardstick';
  return {
    rows: { 'Noise: processor time of the page for a level, ms': level, [name]: level / stint },
    remarks:
      level <= MOST * stint
        ? []
        : [`Missed: ${name} is ${(level / stint).toFixed(2)}, at most ${MOST} is asked for.`],
  };
}
