// What a flow asks of a page, in whichever browser and by whichever driver: the state behind it.

/** So many times slower is this machine, or so much else it has to do. */
export const SLOW = Number(process.env.NUDGE_SOAK_SLOW ?? 1);
export const PATIENCE_MS = 120_000 * SLOW;
const LOOK_MS = 50;

/** What `read` makes of a world's state, its current path and its own part; null while there is none. */
export async function stateOf(page, world, read) {
  return await page.evaluate(
    `((state) => state === undefined ? null : (${read.toString()})(state, state.history.paths.find(({ id }) => id === state.history.current), state.own))(window.worlds?.['${world}']?.store.getState())`,
  );
}

/** @throws Error that says what was waited for, and what stood there instead */
export async function until(what, look, patience = PATIENCE_MS) {
  const begun = Date.now();
  let seen;
  do {
    seen = await look();
    if (seen === true) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  } while (Date.now() - begun < patience);
  throw new Error(`waited for: ${what}`);
}

export const untilState = (page, world, check) =>
  until(check.toString(), async () => {
    const live = await stateOf(page, world, ({ model }) => model.recorded === false);
    return live === true && (await stateOf(page, world, check));
  });

export const untilDone = (page, world = 'images') =>
  untilState(page, world, ({ run }) => run.status === 'done');
