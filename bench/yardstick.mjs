// A piece of arithmetic to measure a page's work by, in the same page and the same run: on the machine of the README it
// takes 50 ms of processor time, as long as a task may be before it counts as long.

/** In the page. */
const stint = () => {
  let sum = 0;
  for (let i = 0; i < 1.5e7; i++) sum = (sum + i) % 1013;
  return sum;
};

const TIMES = 5;

/** One task of the page's thread, on compiled code. */
export async function takeStints(page) {
  for (let i = 0; i < TIMES; i++) await page.evaluate(stint);
}

/** @param spent gives the processor time of the page's thread so far */
export async function millisecondsOfStint(page, spent) {
  await takeStints(page);
  const before = await spent();
  await takeStints(page);
  return ((await spent()) - before) / TIMES;
}
