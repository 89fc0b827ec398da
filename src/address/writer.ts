// An address that follows what is on screen: a slider writes many times a second, and browsers limit how often an
// address may be replaced.

const WRITE_MS = 200;

/**
 * @param write puts down what is on screen by then
 * @returns asks for that to be done soon: once, however often it is asked for until then, and never before the writing
 *   before it has ended, for packing takes time and the newest must be the last
 */
export function addressWriter(page: Window, write: () => void | Promise<void>): () => void {
  let waiting = false;
  let writing = Promise.resolve();
  return () => {
    if (waiting) return;
    waiting = true;
    page.setTimeout(() => {
      waiting = false;
      writing = writing.then(write).catch(() => undefined); // what packs it may not come; the next one is due
    }, WRITE_MS);
  };
}
