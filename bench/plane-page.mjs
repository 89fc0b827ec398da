// The Plane as its visitor meets it, on WASM: how soon there are points, how soon a training shows structure, whether
// the page answers while two thousand points take a thousand steps, and what ten trainings leave behind.

import { chromium } from '@playwright/test';
import { findBrowser } from '../test/e2e/find-browser.mjs';
import { watchLongTasks } from './long-tasks.mjs';
import { startPreview } from './preview-server.mjs';

const PORT = 4177;
const TRAININGS = 10;

const STATE = 'window.worlds.plane.store.getState()';
const DONE = `${STATE}.run.status === "done"`;
const PATH = `(({ history }) => history.paths.find(({ id }) => id === history.current))(${STATE})`;

export async function planePage() {
  const preview = await startPreview(PORT);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
  const open = async (hash) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
    await page.addInitScript(watchLongTasks);
    await page.goto(`${preview.url}?backend=wasm#/plane?${hash}`);
    return page;
  };
  try {
    return {
      ...(await opening(open)),
      ...(await thousandSteps(open)),
      ...(await learning(open)),
      ...(await tenTrainings(open)),
    };
  } finally {
    await browser.close();
    preview.stop();
  }
}

/** In the page, so that no message between processes is counted. */
const until = (page, condition) =>
  page.waitForFunction(`window.worlds?.plane !== undefined && (${condition})`, undefined, {
    timeout: 300_000,
    polling: 'raf',
  });

/** From the navigation, with shipped weights: the first picture of points, and all hundred steps. */
async function opening(open) {
  const page = await open('distribution=moons&seed=3');
  await until(page, `${PATH}?.steps.length >= 1`);
  const first = await page.evaluate(() => performance.now());
  await until(page, DONE);
  const finished = await page.evaluate(() => performance.now());
  const rings = page
    .getByRole('radiogroup', { name: 'Distribution' })
    .getByRole('radio', { name: 'Rings', exact: true });
  await rings.evaluate((radio) => {
    window.chosenAt = performance.now();
    radio.click();
  });
  await until(page, `${STATE}.model.pack?.id === "rings" && ${STATE}.run.status === "done"`);
  const another = await page.evaluate(() => performance.now() - window.chosenAt);
  await page.close();
  return {
    'page: points on the plane after opening a preset, ms': first,
    'page: all 100 steps taken, ms': finished,
    'page: another preset chosen, all 100 steps taken after, ms': another,
  };
}

async function thousandSteps(open) {
  const page = await open('distribution=spirals&steps=1000&seed=3');
  await until(page, `${PATH}?.steps.length >= 5`);
  await page.evaluate(() => window.longTasks.splice(0));
  const begun = Date.now();
  await until(page, DONE);
  const seconds = (Date.now() - begun) / 1000;
  const tasks = await page.evaluate(() => window.longTasks.splice(0));
  await page.close();
  return {
    'page: 1,000 steps of 2,000 points, s': seconds,
    'page: longest main-thread task meanwhile, ms (0: none over 50)': Math.max(0, ...tasks),
  };
}

/**
 * A distribution that nothing is known of, a ring and what lies in it: the mean distance of the newest samples to the
 * nearest drawn point, over that of points of a normal distribution.
 */
async function learning(open) {
  const page = await open(`distribution=drawn&points=${asText(ringPoints())}`);
  await until(page, DONE);
  const train = page.getByRole('button', { name: 'Train', exact: true });
  const measured = await train.evaluate(async (button) => {
    const { store } = window.worlds.plane;
    button.click();
    const begun = performance.now();
    const previews = [];
    let last = null;
    while (performance.now() - begun < 5_000) {
      const { preview } = store.getState().own.training;
      if (preview !== null && preview !== last)
        previews.push({ at: performance.now() - begun, points: [...preview] });
      last = preview;
      await new Promise(requestAnimationFrame);
    }
    return previews;
  });
  await page.close();
  const drawn = ringPoints();
  const nothing = meanDistance(normal(2000), drawn);
  const far = ({ points }) => meanDistance(points, drawn) / nothing;
  const last = measured.at(-1);
  return {
    'page: runs shown within 5 s of training': measured.length,
    'page: first of them after, ms': measured[0]?.at ?? Infinity,
    'page: its distance to the data, over that of noise': measured.length > 0 ? far(measured[0]) : Infinity,
    'page: that of the last one in 5 s': last === undefined ? Infinity : far(last),
  };
}

/** Bytes of page and workers together, as the browser counts them once it has collected its garbage. */
async function tenTrainings(open) {
  const page = await open('distribution=moons&steps=10');
  await until(page, DONE);
  const bytes = [];
  for (let i = 0; i < TRAININGS; i++) {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await until(page, `${STATE}.own.training.seconds > 2`);
    await page.getByRole('button', { name: 'Reset training' }).click();
    await until(page, `${STATE}.own.training.step === 0`);
    const memory = await page.evaluate(() => performance.measureUserAgentSpecificMemory());
    bytes.push(memory.bytes);
  }
  await page.close();
  return {
    'page: MiB after 2 trainings': bytes[1] / 2 ** 20,
    [`page: MiB after ${TRAININGS} trainings`]: bytes[TRAININGS - 1] / 2 ** 20,
  };
}

/** Two classes: a ring, and a smaller one in it. */
function ringPoints() {
  return Array.from({ length: 240 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 120;
    const radius = i < 120 ? 2 : 0.6;
    return [radius * Math.cos(angle), radius * Math.sin(angle), i < 120 ? 0 : 1];
  });
}

/** As the address writes them (src/worlds/plane/drawn-points.ts). */
function asText(points) {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const level = (value) => Math.round(((value + 3) / 6) * 1023);
  return points
    .map(([x, y, label]) => {
      const number = (level(x) * 1024 + level(y)) * 8 + label;
      return [18, 12, 6, 0].map((shift) => digits.charAt((number >> shift) & 63)).join('');
    })
    .join('');
}

function meanDistance(points, drawn) {
  let sum = 0;
  for (let i = 0; i < points.length; i += 2) {
    sum += Math.min(...drawn.map(([x, y]) => Math.hypot(points[i] - x, points[i + 1] - y)));
  }
  return sum / (points.length / 2);
}

/** Box and Muller's normal deviates from a sequence that is the same every time. */
function normal(count) {
  let state = 1;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return Array.from({ length: 2 * count }, () => {
    return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  });
}
