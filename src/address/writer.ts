// An address that follows what is on screen: a slider writes many times a second, and browsers limit how often an
// address may be replaced. A page that is left writes what still waits.

const WRITE_MS = 200;

/** What it needs of a window. */
export interface LeavingPage {
  setTimeout(then: () => void, milliseconds: number): number;
  clearTimeout(timer: number): void;
  addEventListener(type: 'pagehide', listen: () => void): void;
  readonly document: {
    readonly hidden: boolean;
    addEventListener(type: 'visibilitychange', listen: () => void): void;
  };
}

/**
 * @param write writes what is on screen by then; while the page is being left, only microtasks still run
 * @returns asks for that to be done soon: once, however often it is asked for until then, and never before the writing
 *   before it has ended, for packing takes time and the newest must be the last
 */
export function addressWriter(
  page: LeavingPage,
  write: (leaving: boolean) => void | Promise<void>,
): () => void {
  let waiting: number | null = null;
  let writing = Promise.resolve();
  const put = (leaving: boolean): void => {
    waiting = null;
    writing = writing.then(() => write(leaving)).catch(() => undefined); // what packs it may not come; the next one is due
  };
  const putAtOnce = (leaving: boolean): void => {
    if (waiting === null) return;
    page.clearTimeout(waiting);
    put(leaving);
  };
  page.addEventListener('pagehide', () => putAtOnce(true));
  // a phone may end a page that is hidden without another word
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.hidden) putAtOnce(false);
  });
  return () => {
    waiting ??= page.setTimeout(() => put(false), WRITE_MS);
  };
}
