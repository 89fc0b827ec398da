// What a flow asks of a page, in whichever browser and by whichever driver: the state behind it.

/** So many times slower is this machine, or so much else it has to do. */
export const SLOW = Number(process.env.NUDGE_SOAK_SLOW ?? 1);
export const PATIENCE_MS = 120_000 * SLOW;
const LOOK_MS = 50;

const stateIn = (world) => `window.worlds?.['${world}']?.store.getState()`;
const given = '[state, state.history.paths.find(({ id }) => id === state.history.current), state.own]';

/** What `read` makes of a world's state, its current path and its own part; null while there is none. */
export async function stateOf(page, world, read) {
  return await page.evaluate(
    `((state) => state === undefined ? null : (${read.toString()})(...${given}))(${stateIn(world)})`,
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

/** The recording that plays while the model loads does not count; it may begin between two looks. */
export const untilState = (page, world, check) =>
  until(check.toString(), () =>
    page.evaluate(
      `((state) => state?.model.recorded === false && (${check.toString()})(...${given}))(${stateIn(world)})`,
    ),
  );

export const untilDone = (page, world = 'images') =>
  untilState(page, world, ({ run }) => run.status === 'done');
