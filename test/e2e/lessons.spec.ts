// The lessons: every page's state is opened and run, and what it claims is held against that run. And the region that they
// stand in: place, focus, address, windows, a phone.

import { appendFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { violations } from './axe';
import { boxFaults } from './boxes';
import { goTo } from './go-to';
import { expect, ofWorld, stateOf, test, waitForState } from './page';

const regionOf = (page: Page): Locator => page.getByRole('region', { name: 'Lesson', exact: true });

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

/** The list of lessons, by its tab. */
async function learn(page: Page): Promise<void> {
  await goTo(page, 'Learn');
  await expect(regionOf(page).getByRole('heading', { name: 'Eight short lessons' })).toBeVisible();
}

/** Predicts, does what the page asks for, and checks. @returns what it says then */
async function check(page: Page, title: string, run: () => Promise<void>): Promise<Locator> {
  const region = regionOf(page);
  await expect(region.getByRole('heading', { name: title })).toBeVisible();
  await region.getByRole('radio').first().check();
  await run();
  const found = region.getByRole('status');
  await expect(async () => {
    if (!/as you predicted/i.test(await found.innerText())) {
      await region.getByRole('button', { name: 'Check', exact: true }).click({ timeout: 1000 });
    }
    await expect(found).toContainText(/as you predicted:/i, { timeout: 500 });
  }).toPass();
  await keepTexts(page, region);
  return found;
}

/** For readers who know nothing but the lessons: what each page says in this run (scripts/site/print-lessons.mjs). */
const KEPT = process.env['LESSON_TEXTS'];

async function keepTexts(page: Page, region: Locator): Promise<void> {
  if (KEPT === undefined) return;
  const lines = await region.evaluate((element) => {
    const flat = (node: Node): string => {
      const parts = Array.from(node.childNodes, flat);
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
      if (node.nodeName === 'msub') return `${parts[0]}_${parts[1]}`;
      if (node.nodeName === 'msqrt') return `√(${parts.join('')})`;
      if (node.nodeName === 'mover') return `${parts[0]}${parts[1] === '^' ? '\u0302' : '\u0304'}`;
      return parts.join('');
    };
    return Array.from(element.querySelectorAll('h2, p, label'), flat);
  });
  const place = new URL(page.url()).searchParams.get('lesson');
  appendFileSync(KEPT, `${JSON.stringify({ place, lines })}\n`);
}

interface Run {
  readonly page: Page;
  /** At rest in the state that the page has opened. */
  readonly restsAt: (t: number) => Promise<void>;
  readonly playToEnd: () => Promise<void>;
}

function runIn(page: Page, world: string): Run {
  const { stateOf: read, waitForState: wait } = ofWorld<object>(world);
  return {
    page,
    restsAt: async (t) => {
      await expect
        .poll(() =>
          read(
            page,
            (state, path) =>
              !state.model.recorded && // what plays while the model comes passes every t
              state.run.status !== 'playing' &&
              path.replay === null &&
              (state.history.shown?.transition.t ?? -1),
          ).catch(() => null),
        )
        .toBe(t);
    },
    playToEnd: async () => {
      await press(page, 'Play');
      await wait(page, (state) => state.run.status === 'done');
    },
  };
}

async function open(page: Page, place: string): Promise<void> {
  await page.goto(`./?backend=wasm&lesson=${place}`);
}

async function next(page: Page): Promise<void> {
  await press(page, 'Next');
}

/** The root mean square from the mean, a coordinate, of the points of each scale. */
const spreadsOf = async (page: Page, scales: number): Promise<readonly number[]> =>
  await page.evaluate((count) => {
    const state = window.worlds?.['plane']?.store.getState();
    const path = state?.history.paths.find(({ id }) => id === state.history.current);
    const points = path?.tip?.xt ?? new Float32Array();
    const each = points.length / count;
    return Array.from({ length: count }, (_, row) => {
      const own = points.subarray(row * each, (row + 1) * each);
      const mean = (from: number) =>
        own.reduce((sum, value, i) => sum + (i % 2 === from ? value : 0), 0) / (each / 2);
      const means = [mean(0), mean(1)];
      return Math.sqrt(own.reduce((sum, value, i) => sum + (value - means[i % 2]!) ** 2, 0) / each);
    });
  }, scales);

/** Moves the noise level by its slider. */
async function levelTo(page: Page, t: number): Promise<void> {
  const slider = page.locator('[data-region=transport] input[type=range]').first();
  await slider.fill(String(t));
}

const overAllT = (page: Page) =>
  waitForState(
    page,
    (_, __, own) => own.overT.points.length > 0 && own.overT.points.every((point) => point !== null),
  );

// If it broke: the tour of the controls would wait for what its reader has done.
test('lesson 0: the controls, each by using it', async ({ page }) => {
  await open(page, '0.1');
  const { restsAt } = runIn(page, 'images');
  await restsAt(999);
  const moved = await check(page, 'Play, pause, and step by step', async () => {
    await press(page, 'Step');
    await press(page, 'Step');
  });
  await expect(moved).toContainText('It counts down');
  await next(page);
  await restsAt(799);
  const steered = await check(page, 'What steers', async () => {
    await page.getByRole('radio', { name: '4', exact: true }).click();
    await press(page, 'Step');
    await press(page, 'Step');
  });
  await expect(steered).toContainText(/asked for 7, from\s+\d+ on for 4/);
  await next(page);
  await restsAt(799);
  const kept = await check(page, 'Look back, and branch off', async () => {
    await press(page, 'Branch');
    await press(page, 'Step');
  });
  await expect(kept).toContainText('They are kept');
});

// If it broke: the quiz would call a wrong answer right.
test('ten questions: what is answered without a run is so when it runs', async ({ page }) => {
  await open(page, '9.2');
  const { restsAt, playToEnd } = runIn(page, 'images');
  const region = regionOf(page);
  const readAtEnd = () => stateOf(page, (_, path) => path.verdicts?.map(({ label }) => label));
  const parts = await check(page, 'Two parts of a step', async () => {});
  await expect(parts).toContainText('As you predicted: Less than half as large');
  await expect(parts).toContainText('Lesson 3.1 is about it.');
  await next(page);
  await next(page);
  const turned = await check(page, 'Two changes of mind', async () => {});
  await expect(turned).toContainText(
    'Not as you predicted: A 9 where it turned at 399, but a 3 where at 99.',
  );
  await region.getByRole('button', { name: 'See it' }).click();
  await restsAt(99);
  await page.evaluate(() => window.worlds?.['images']?.actions.setTarget({ kind: 'class', index: 9 }));
  await playToEnd();
  await expect.poll(async () => (await readAtEnd())?.[0]).toBe(3); // that at 399 is held in lesson 4
  await open(page, '9.7');
  await restsAt(999);
  await playToEnd();
  await expect.poll(readAtEnd).toEqual([0, 0]);
  const pushed = await check(page, 'A push at the beginning', async () => {});
  await expect(pushed).toContainText('Not as you predicted: A 0: up there');
  await learn(page);
  await expect(region.getByRole('button', { name: /Ten questions/ })).toContainText('3 checked, 1 right');
});

/** Numbers in what a page has said, in the order of the groups of a pattern. */
async function numbersIn(said: Locator, pattern: RegExp): Promise<readonly number[]> {
  const [, ...found] = pattern.exec((await said.innerText()).replaceAll(/\s+/g, ' ')) ?? [];
  expect(found.length, `${pattern.source} in what is said`).toBeGreaterThan(0);
  return found.map(Number);
}

// If it broke: lesson 1 would lead to views that do not show what it says.
test('lesson 1: what can be read in noise, the share of the picture, a jump and a walk', async ({ page }) => {
  await open(page, '1.1');
  const readable = await check(page, 'How much noise until nothing is left?', () => overAllT(page));
  const [readTo] = await numbersIn(readable, /more than half sure of that up to\D*(\d+)/);
  expect(readTo).toBeGreaterThan(500); // as question 9.1 has it
  await next(page);
  const half = await check(page, 'Half of the way is not half of the picture', () => levelTo(page, 500));
  await expect(half).toContainText('Less than a sixth');
  await next(page);
  const jump = await check(page, 'One jump, or many steps', async () => {});
  await expect(jump).toContainText('No pixel, but the mean and the spread');
});

// If it broke: lesson 2 would say what the run does not show.
test('lesson 2: one guess is a blur, and less of one in every step', async ({ page }) => {
  await open(page, '2.1');
  const { playToEnd, restsAt } = runIn(page, 'images');
  const blur = await check(page, 'One guess from far away', () => levelTo(page, 700));
  await expect(blur).toContainText('Much greyer than a real digit');
  await next(page);
  const wrong = await check(page, 'How wrong is it?', () => overAllT(page));
  const [near = 0, far = 0] = await numbersIn(wrong, /it is ([\d.]+), at \d+ it is ([\d.]+)/);
  // as a question has it that no page holds
  expect(Math.abs(near - 0.083)).toBeLessThan(0.02);
  expect(Math.abs(far - 0.42)).toBeLessThan(0.05);
  await next(page);
  await restsAt(999);
  await check(page, 'Guess again in every step', playToEnd);
});

// If it broke: lesson 3 would say what the run does not show.
test('lesson 3: mean, variance and fresh noise', async ({ page }) => {
  await open(page, '3.1');
  const { playToEnd, restsAt } = runIn(page, 'images');
  const moves = await check(page, 'What moves the picture in one step?', () => restsAt(599));
  await expect(moves).toContainText('the way to the mean is');
  await next(page);
  const shrinks = await check(page, 'How much noise is put back', () =>
    waitForState(page, (state, path) => state.run.status !== 'playing' && path.replay === null),
  );
  await expect(shrinks).toContainText('It shrinks, and the last step adds none');
  await next(page);
  await restsAt(699);
  await waitForState(page, (_, path) => path.verdicts !== null);
  const decides = await check(page, 'Does the fresh noise decide anything?', async () => {
    await press(page, 'Branch');
    await page.evaluate(() => window.worlds?.['images']?.actions.setSeed(77));
    await playToEnd();
  });
  await expect(decides).toContainText('Another digit');
  await expect(decides).toContainText('read 0 before');
});

// If it broke: lesson 4 would say what the run does not show.
test('lesson 4: a small nudge decides, early; s is a factor of one step; a run can be turned, in time', async ({
  page,
}) => {
  await open(page, '4.1');
  const { playToEnd, restsAt } = runIn(page, 'images');
  await restsAt(999);
  const first = await check(page, 'One noise, two ends', playToEnd);
  await expect(first).toContainText('Less than a fifth of the noise');
  await expect(first).toContainText('So that nudge has made a 7 of a noise that becomes a 0 by itself.');
  await next(page);
  await restsAt(999);
  const second = await check(page, 'When it is decided', playToEnd);
  await expect(second).toContainText(/It was \S+\s% sure of the 3/);
  await expect(second).toContainText('still more noise than picture');
  await expect(second).toContainText('about a guess');
  await expect(second).toContainText('the nudge all but stops');
  await next(page);
  await restsAt(599);
  const third = await check(page, 'What s does in one step', async () => {
    await page.evaluate(() => window.worlds?.['images']?.actions.setGuidanceScale(6));
    await press(page, 'Step');
  });
  await expect(third).toContainText('By the same factor');
  await next(page);
  await restsAt(399);
  const fourth = await check(page, 'Another wish on the way', async () => {
    await page.evaluate(() => window.worlds?.['images']?.actions.setTarget({ kind: 'class', index: 9 }));
    await playToEnd();
  });
  await expect(fourth).toContainText(/it was asked for 9\. Until then the classifier was \S+\s% sure of 3/);
  await expect(fourth).toContainText('reads 9 at the left'); // as question 9.4 has it
  await expect(fourth).toContainText('the new wish that made a 9 of it');
  const [nudged = 0] = await numbersIn(fourth, /after the turn was ([\d.]+) a pixel/);
  await next(page);
  await restsAt(199);
  const fifth = await check(page, 'A wish that comes too late', async () => {
    await page.evaluate(() => window.worlds?.['images']?.actions.setTarget({ kind: 'class', index: 9 }));
    await playToEnd();
  });
  await expect(fifth).toContainText('3 steps were left. The judge reads 3.');
  await expect(fifth).toContainText('no longer has its way');
  await expect(fifth).toContainText('what was asked for first', { ignoreCase: true });
  const [before = 0, after = 0] = await numbersIn(fifth, /was ([\d.]+) a pixel, .*? it was ([\d.]+)\./);
  expect(after).toBeLessThan(before / 10);
  expect(after).toBeLessThan(nudged / 10);
});

// If it broke: lesson 5 would say what the run does not show.
test('lesson 5: a classifier that knows noise, Bayes’ rule, and DDIM', async ({ page }) => {
  await open(page, '5.1');
  const plane = runIn(page, 'plane');
  await plane.restsAt(999);
  const clean = await check(page, 'A classifier that has never seen noise', plane.playToEnd);
  await expect(clean).toContainText('Most of the way a point');
  const [byClean = 0, byNone = 0] = await numbersIn(clean, /points (\d+)\s% are .*? about (\d+)\s%/);
  await next(page);
  await plane.restsAt(999);
  const noisy = await check(page, 'The same with one that knows noise', plane.playToEnd);
  await expect(noisy).toContainText('Nearly all, 95 % or more');
  const [byNoisy = 0] = await numbersIn(noisy, /points (\d+)\s% are/);
  // as question 9.5 has it
  expect(byNoisy - byClean).toBeGreaterThan(5);
  expect(byNoisy - byClean).toBeLessThan(byClean - byNone);
  await next(page);
  await plane.restsAt(999);
  const bayes = await check(page, 'Why times Σ', plane.playToEnd);
  await expect(bayes).toContainText('The same, within a tenth');
  // not all, and about as many as of true points
  const takes = /takes (\d+)\s%.*? and (\d+)\s% of the fresh/.exec(await bayes.innerText());
  const [, drawn = '100', fresh = '0'] = takes ?? [];
  expect(Number(drawn)).toBeLessThan(97);
  expect(Math.abs(Number(drawn) - Number(fresh))).toBeLessThan(6);
  await next(page);
  await runIn(page, 'images').restsAt(599);
  const ddim = await check(page, 'DDIM takes it another way', async () => {
    await press(page, 'Branch');
    await page.evaluate(() => window.worlds?.['images']?.actions.setSampler('ddim'));
    await press(page, 'Step');
  });
  await expect(ddim).toContainText('two formulas');
});

// If it broke: lesson 6 would say what the run does not show.
test('lesson 6: what more guidance costs, and who may judge', async ({ page }) => {
  await open(page, '6.1');
  const plane = runIn(page, 'plane');
  const pictures = runIn(page, 'images');
  await plane.restsAt(999);
  const narrower = await check(page, 'What does more guidance cost?', plane.playToEnd);
  await expect(narrower).toContainText('It shrinks');
  // as question 9.6 has it: of 0, 0.5, 1, 2, 4, 8 and 16 the spread at 1 is nearest to the true one, by far
  const [truth = 0, alike = 0] = await numbersIn(narrower, /have ([\d.]+)\..*? class asked for: (\d+)\s%/);
  const off = (await spreadsOf(page, 7)).map((spread) => Math.abs(spread - truth));
  expect(off[2]).toBeLessThan(Math.min(off[4]!, off[6]!) / 2);
  expect(Math.abs(alike - 75)).toBeLessThan(5);
  await next(page);
  await pictures.restsAt(999);
  const sure = await check(page, 'Is a sure classifier evidence?', pictures.playToEnd);
  await expect(sure).toContainText('The classifier, by more than a tenth');
  // as a question has it that no page holds
  const [belief = 0, judged = 0] = await numbersIn(sure, /gives (\d+)\s% to 7 .*? with (\d+)\s%/);
  expect(Math.abs(belief - 73)).toBeLessThan(10);
  expect(Math.abs(judged - 45)).toBeLessThan(10);
  await next(page);
  await pictures.restsAt(999);
  const needs = await check(page, 'How much does this noise need?', pictures.playToEnd);
  await expect(needs).toContainText('By itself this noise becomes 0');
  await next(page);
  await pictures.restsAt(999);
  const when = await check(page, 'When must it push?', pictures.playToEnd);
  await expect(when).toContainText('The class that is asked for');
  await expect(when).toContainText('It was pushed in 8 of 20 steps');
  await next(page);
  await pictures.restsAt(999);
  const early = await check(page, 'A push at the beginning alone', pictures.playToEnd);
  await expect(early).toContainText(/as you predicted: What the right one becomes/i);
  await expect(early).toContainText('It was pushed in 8 of 20 steps');
  await expect(early).toContainText('reads 0 at the left and 0 at the right');
  await expect(early).toContainText('a part of each label was shared out');
  await expect(early).toContainText('went where it would have gone by itself');
});

// If it broke: lesson 7 would say what the sentences do not show.
test('lesson 7: words come all at once, are steered, and are held to words', async ({ page }) => {
  await open(page, '7.1');
  const words = runIn(page, 'words');
  await words.restsAt(1999);
  const order = await check(page, 'In which order do the words come?', words.playToEnd);
  await expect(order).toContainText('In no such order');
  // as question 9.8 has it
  const [before = 0, all = 0] = await numbersIn(order, /(\d+) of (\d+) words stood before the first/);
  expect(all).toBe(17);
  expect(before).toBeGreaterThan((all - 1) / 2);
  await next(page);
  await words.restsAt(1999);
  const steered = await check(page, 'Steering a sentence', words.playToEnd);
  await expect(steered).toContainText('Asked for: food: Japanese, price: cheap.');
  await expect(steered).toContainText('pushes 3 times');
  await next(page);
  await words.restsAt(1999);
  const free = await check(page, 'Held to words, or free', words.playToEnd);
  await expect(free).toContainText(/The rules find \d of 2 things/);
});

// If it broke: lesson 8 would say what the plots do not show.
test('lesson 8: where bits go, what the loss forgets, and no classifier at all', async ({ page }) => {
  await open(page, '8.1');
  const plane = runIn(page, 'plane');
  const bits = await check(page, 'Where a likelihood spends its bits', () =>
    waitForState(page, (_, __, { bound }) => bound.terms.size >= 200),
  );
  await expect(bits).toContainText('cares most for what no eye sees');
  await next(page);
  const loss = await check(page, 'The loss that is trained instead', async () => {});
  await expect(loss).toContainText('More than ten times as much');
  await next(page);
  await plane.restsAt(999);
  const free = await check(page, 'The other way: no classifier at all', plane.playToEnd);
  await expect(free).toContainText('Of all classes, as they come');
  const [told = 0] = await numbersIn(free, /At \S+ ?= 1 it is (\d+)\s%/);
  expect(told).toBeGreaterThan(90); // as question 9.10 has it
  await next(page);
  await plane.restsAt(999);
  const ways = await check(page, 'Three ways from one noise', async () => {
    await page
      .getByRole('radiogroup', { name: 'Guide' })
      .getByRole('radio', { name: 'Classifier-free' })
      .click();
    await plane.playToEnd();
  });
  await expect(ways).toContainText('As you predicted: Mostly near where the classifier brought it');
});

// If it broke: a reload would begin the lesson anew, or closing it change the view.
test('a lesson keeps its place, in the address and on the device, and leaves the view as it is', async ({
  page,
}) => {
  const { restsAt } = runIn(page, 'images');
  await page.goto('./?backend=wasm#/denoise?steps=10');
  await page.getByRole('button', { name: /short lessons$/ }).click();
  const region = regionOf(page);
  await expect(region.getByRole('heading')).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await region.getByRole('button', { name: /leans on it/ }).click();
  await expect(region.getByRole('heading', { name: 'One noise, two ends' })).toBeFocused();
  await expect(page).toHaveURL(/lesson=4\.1#/);
  await restsAt(999);
  await press(page, 'Check');
  await expect(region.getByRole('status')).toContainText('Choose what you expect first.');
  await region.getByRole('radio').nth(2).check();
  await press(page, 'Check');
  await expect(region.getByRole('status')).toContainText('has not shown it yet');
  expect(await violations(page)).toEqual([]);
  await next(page);
  await expect(region.getByRole('heading', { name: 'When it is decided' })).toBeFocused();
  await page.goBack();
  await expect(region.getByRole('heading', { name: 'One noise, two ends' })).toBeVisible();
  await page.goForward();
  await expect(region.getByRole('heading', { name: 'When it is decided' })).toBeVisible();
  await restsAt(999);
  const seed = await stateOf(page, (_, path) => path.settings.seed);
  await press(page, 'Leave');
  await expect(region).toHaveCount(0);
  await expect(page).not.toHaveURL(/lesson/);
  expect(await stateOf(page, (_, path) => path.settings.seed)).toBe(seed);
  await page.reload();
  await learn(page);
  await region.getByRole('button', { name: /leans on it/ }).click();
  await expect(region.getByRole('heading', { name: 'When it is decided' })).toBeVisible();
  await press(page, 'Back');
  await expect(region.getByRole('radio').nth(2)).toBeChecked();
  await learn(page);
  await press(page, 'Clear my progress');
  await expect(page.getByRole('button', { name: 'Clear my progress' })).toHaveCount(0);
});

// If it broke: a lesson would close when another view is opened, or a wrong link to one fail.
test('a lesson goes on beside another view, and what makes no sense is said', async ({ page }) => {
  const { restsAt } = runIn(page, 'images');
  await page.goto('./?backend=wasm&lesson=four#/denoise?steps=10');
  await expect(regionOf(page)).toContainText('There is no lesson “four”');
  await page.goto('./?backend=wasm&lesson=4.9#/denoise?steps=10');
  await expect(regionOf(page)).toContainText('Lesson 4.9 is not here');
  await press(page, 'All lessons');
  await regionOf(page)
    .getByRole('button', { name: /leans on it/ })
    .click();
  await restsAt(999);
  await page.getByRole('tab', { name: 'Noise', exact: true }).click();
  await expect(regionOf(page).getByRole('heading', { name: 'One noise, two ends' })).toBeVisible();
  await press(page, 'Set up again');
  await expect(page.getByRole('tab', { name: 'Denoise' })).toHaveAttribute('aria-selected', 'true');
  await restsAt(999);
});

// If it broke: a lesson on a page of a course would ask for what its frame does not have.
test('a lesson in a frame of another page can be done there', async ({ page }) => {
  await page.setViewportSize({ width: 760, height: 960 });
  await page.goto('./?backend=wasm&embed=1&controls=play,target,scale,seed,sampler&lesson=5.4');
  await runIn(page, 'images').restsAt(599);
  const said = await check(page, 'DDIM takes it another way', async () => {
    await press(page, 'Branch');
    await page.getByRole('radio', { name: 'DDIM' }).click();
    await press(page, 'Step');
  });
  await expect(said).toContainText('two formulas');
  await expect(page.getByRole('button', { name: 'Take the step apart' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

// If it broke: a sentence's lesson would speak of rules, branches and clamping that its frame does not have.
test('a lesson on words in a frame has the rules’ verdict, the tools and the switch that it speaks of', async ({
  page,
}) => {
  await page.setViewportSize({ width: 760, height: 960 });
  await page.goto('./?backend=wasm&embed=1&controls=play,target,scale,seed,sampler&lesson=7.3');
  await runIn(page, 'words').restsAt(1999);
  await expect(page.getByRole('table', { name: 'Verdict' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Branch', exact: true })).toBeVisible();
  const clamp = page.getByRole('switch', { name: 'Clamp to words' });
  await expect(clamp).not.toBeChecked();
  await clamp.check();
  await expect
    .poll(() => ofWorld('words').stateOf(page, (_, path) => path.settings.way?.clamp ?? true))
    .toBe(true);
  expect(await violations(page)).toEqual([]);
});

// If it broke: on a handout bars would lie on their legend, and pictures have no room.
test('on paper the parts of a lesson have their room', async ({ page }) => {
  await page.setViewportSize({ width: 718, height: 1047 });
  await open(page, '4.2');
  await runIn(page, 'images').restsAt(999);
  await page.emulateMedia({ media: 'print' });
  const rules = {
    text: 0,
    plotText: 0,
    inSight: [],
    required: ['pictures', 'lesson'],
    target: 0,
    mainTarget: 0,
  };
  expect(await page.evaluate(boxFaults, rules)).toEqual([]);
  const heightOf = async (selector: string) =>
    (await page.locator(selector).first().boundingBox())?.height ?? 0;
  expect(await heightOf('[data-region=belief] [role=img]')).toBeGreaterThan(30);
  await expect(page.getByRole('region', { name: 'Controls' })).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await open(page, '2.1');
  await waitForState(page, ({ model }) => model.backend !== null);
  await page.emulateMedia({ media: 'print' });
  expect(await heightOf('[data-region=pictures] canvas')).toBeGreaterThan(80);
});

const WINDOWS = [
  { width: 360, height: 740 },
  { width: 390, height: 844 },
  { width: 640, height: 360 },
  { width: 900, height: 1200 },
  { width: 1152, height: 648 },
  { width: 1280, height: 720 },
  { width: 1440, height: 600 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];

/** @param wide what has to be in sight in windows that are wide */
async function faultsIn(page: Page, wide: readonly string[], required: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const size of WINDOWS) {
    await page.setViewportSize(size);
    await page.evaluate(async () => {
      scrollTo(0, 0);
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    });
    const small = size.width <= 700;
    const text = size.width >= 1920 ? 16 : size.width >= 1440 ? 13 : 12;
    const faults = await page.evaluate(boxFaults, {
      text,
      plotText: Math.min(text, 13),
      inSight: size.width >= 1100 ? wide : ['pictures', 'transport'],
      required,
      target: small ? 24 : 0,
      mainTarget: small ? 44 : 0,
    });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (beyond > 0) faults.push(`${beyond} px stick out`);
    found.push(...faults.map((fault) => `${size.width} × ${size.height}: ${fault}`));
  }
  return found;
}

// If it broke: on a small window a lesson would cover the pictures that it speaks of.
test('in any window the invitation and a lesson fit, nothing is cut, and the pictures stay in sight', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#/denoise?steps=10&t=499');
  await runIn(page, 'images').restsAt(499);
  await expect(page.getByText('New to this?')).toBeVisible();
  const steers = ['pictures', 'transport', 'class', 'scale', 'note'];
  expect(await faultsIn(page, steers, ['pictures', 'transport'])).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 720 });
  await learn(page);
  expect(await faultsIn(page, [], ['lesson'])).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 720 });
  await regionOf(page)
    .getByRole('button', { name: /leans on it/ })
    .click();
  await next(page);
  await next(page);
  await runIn(page, 'images').restsAt(599);
  // there two of the bars have their numbers close to one another
  await page.evaluate(() => window.worlds?.['images']?.actions.scrub(0));
  await runIn(page, 'images').restsAt(999);
  expect(await faultsIn(page, ['pictures', 'transport'], ['pictures', 'transport', 'lesson'])).toEqual([]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  // If it broke: on a phone the pictures would scroll away while the lesson is read.
  test('the page stands below the pictures, which stay while it is read', async ({ page }) => {
    await open(page, '4.1');
    await runIn(page, 'images').restsAt(999);
    const region = regionOf(page);
    await region.getByRole('button', { name: 'Next', exact: true }).scrollIntoViewIfNeeded();
    await expect(page.locator('[data-region=pictures]')).toBeInViewport();
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeInViewport();
    await region.getByRole('button', { name: 'Next', exact: true }).tap();
    await expect(region.getByRole('heading', { name: 'When it is decided' })).toBeFocused();
    await expect(region.getByRole('heading', { name: 'When it is decided' })).toBeInViewport();
  });
});
